"""The tables every service's store began with, as they were then. Frozen: what changed since is in later revisions."""

import sqlalchemy as sa
from alembic import op

from shared.event_store.append_only import make_append_only

_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def create_store_tables() -> None:
    """Create them all, and make the events append-only."""
    _events()
    _person_keys()
    _place_reached("relay_checkpoints", "store")
    _place_reached("feed_positions", "source")
    _inbox_cursors()
    _heard("inbox_waiting")
    _heard("dead_events", sa.Column("failure", sa.Text(), nullable=False))
    make_append_only(op.get_bind())


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("position", _POSITION, autoincrement=True, nullable=False),
        sa.Column("stream", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("private", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("stream", "version", name="one_event_per_version"),
        sqlite_autoincrement=True,
    )


def _person_keys() -> None:
    op.create_table(
        "person_keys",
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=True),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person_id"),
    )


def _place_reached(name: str, key: str) -> None:
    op.create_table(
        name,
        sa.Column(key, _KEY, nullable=False),
        sa.Column("position", _POSITION, nullable=False),
        sa.PrimaryKeyConstraint(key),
    )


def _inbox_cursors() -> None:
    op.create_table(
        "inbox_cursors",
        sa.Column("stream", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stream"),
    )


def _heard(name: str, *more: sa.Column[str]) -> None:
    op.create_table(
        name,
        sa.Column("stream", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("meta", sa.Text(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("stream", "version", name=f"one_{name}_per_version"),
    )
