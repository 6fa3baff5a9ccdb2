"""The revisions of the store of matching."""
