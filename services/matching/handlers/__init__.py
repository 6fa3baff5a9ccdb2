"""What matching does: about what it hears, and when the directory is kept."""
