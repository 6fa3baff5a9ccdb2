"""The tables every service's store has, beside its own."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, PrimaryKeyConstraint, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from shared.event_store.append_only import append_only

Position = BigInteger().with_variant(Integer(), "sqlite")

Key = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that rows are found by. Why compared byte by byte: it is faster, and an index in a language's order breaks, and
lets a version be written twice, when the operating system learns to sort that language anew."""


@dataclass(frozen=True)
class StoreTables:
    """The event store's own tables within one service's metadata."""

    events: Table
    person_keys: Table
    relay_checkpoints: Table
    inbox_cursors: Table
    inbox_waiting: Table
    dead_events: Table
    feed_positions: Table


def store_tables(metadata: MetaData) -> StoreTables:
    """Add the store's tables to a service's metadata and return them."""
    return StoreTables(
        events=_events(metadata),
        person_keys=_person_keys(metadata),
        relay_checkpoints=_positions(metadata, "relay_checkpoints", "store"),
        inbox_cursors=_inbox_cursors(metadata),
        inbox_waiting=_heard(metadata, "inbox_waiting"),
        dead_events=_heard(metadata, "dead_events", Column("failure", Text, nullable=False)),
        feed_positions=_positions(metadata, "feed_positions", "source"),
    )


def _events(metadata: MetaData) -> Table:
    events = Table(
        "events",
        metadata,
        Column("position", Position, primary_key=True, autoincrement=True),
        Column("stream", Key, nullable=False),
        Column("version", Integer, nullable=False),
        Column("type", Text, nullable=False),
        Column("public", Text, nullable=False),
        Column("meta", Text, nullable=False),
        Column("private", Text),  # last, so that SQLite need not walk past it to what is read far more often
        Unique("stream", "version", name="one_event_per_version"),
        sqlite_autoincrement=True,
    )
    return append_only(events)


def _person_keys(metadata: MetaData) -> Table:
    return Table(
        "person_keys",
        metadata,
        Column("person_id", Key, primary_key=True),
        Column("wrapped", Text),
        Column("destroyed_at", DateTime(timezone=True)),
    )


def _positions(metadata: MetaData, name: str, key: str) -> Table:
    return Table(name, metadata, Column(key, Key, primary_key=True), Column("position", Position, nullable=False))


def _inbox_cursors(metadata: MetaData) -> Table:
    return Table(
        "inbox_cursors", metadata, Column("stream", Key, primary_key=True), Column("version", Integer, nullable=False)
    )


def _heard(metadata: MetaData, name: str, *more: Column[str]) -> Table:
    return Table(
        name,
        metadata,
        Column("stream", Key, nullable=False),
        Column("version", Integer, nullable=False),
        Column("type", Text, nullable=False),
        Column("public", Text, nullable=False),
        Column("meta", Text, nullable=False),
        *more,
        PrimaryKeyConstraint("stream", "version", name=f"one_{name}_per_version"),
    )
