"""The revisions of the store of intake."""
