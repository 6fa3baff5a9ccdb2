"""Cases: the offer and its answer, and the life of the case that follows."""
