"""How every service's store came to its present shape, one revision after another, and the way to bring it there."""
