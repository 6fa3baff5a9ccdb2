"""One append-only store of events per service, on PostgreSQL or SQLite, and the transaction every handler works in."""
