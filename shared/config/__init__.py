"""Settings from the environment and every limit of the system."""
