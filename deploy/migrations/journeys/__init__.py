"""The revisions of the store of journeys."""
