"""The revisions of the store of triage."""
