"""How fast journeys is built anew from a long history, while the system runs."""
