"""The six services. None imports another; each stands on `shared` alone."""
