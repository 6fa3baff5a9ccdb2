"""How fast events are appended and read back, beside pgbench, a bare driver and the eventsourcing library."""
