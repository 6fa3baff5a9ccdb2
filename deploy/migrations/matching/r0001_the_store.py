"""The store: events, keys, inbox and outbox."""

from deploy.migrations.first_store import create_store_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables every store has."""
    create_store_tables()
