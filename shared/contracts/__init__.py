"""The public contract between the services: every event, the words they share, and how events are written down."""
