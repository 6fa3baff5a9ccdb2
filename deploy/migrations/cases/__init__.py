"""The revisions of the store of cases."""
