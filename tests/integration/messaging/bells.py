"""A small service of the tests: it hears bells, notes each ring once and in order, and some rings are poison."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Column, Engine, Integer, MetaData, Table, Text, select

from shared.clock import system_clock
from shared.contracts.codec import encode
from shared.contracts.event import BY_CLASS, Event, Meta, recorded
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_rows
from shared.event_store.store import Store
from shared.event_store.tables import store_tables
from shared.event_store.transaction import Transaction
from shared.messaging.heard import Heard
from shared.messaging.inbox import Inbox

METADATA = MetaData()
TABLES = store_tables(METADATA)
NOTES = Table(
    "notes",
    METADATA,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("stream", Text, nullable=False),
    Column("n", Integer, nullable=False),
)
"""What was heard, in the order of hearing. There is no key, so that a ring noted twice is there twice."""

MASTER = bytes(range(32))


@recorded("bells.rung")
class Rung(Event, frozen=True):
    """A bell rang for the nth time."""

    n: int


@recorded("bells.noted")
class Noted(Event, frozen=True):
    """A ring was noted."""

    n: int


class Poisoned(Exception):
    """A ring that can not be handled."""


class Bells:
    """The listening service. `poison`: rings that it can not handle, as long as they are in this set."""

    def __init__(self, engine: Engine, poison: Collection[tuple[str, int]] = ()) -> None:
        self.store = Store(engine, TABLES, MASTER, system_clock, "service:bells", None)
        self.poison = set(poison)
        self.inbox = Inbox(self.store, self.react)

    def react(self, work: Transaction, heard: Sequence[Recorded]) -> None:
        """Note every ring in a table, and in a stream of its own for each bell."""
        streams = {one.stream: f"note-{one.stream}" for one in heard}
        versions = work.versions(list(streams.values()))
        for one in heard:
            assert isinstance(one.event, Rung)
            if (one.stream, one.version) in self.poison:
                raise Poisoned("a name that must not be told")
            stream = streams[one.stream]
            work.append(stream, versions[stream], [Noted(n=one.event.n)], "bells.rung", cause=one.meta)
            insert_rows(work.connection, NOTES, [{"stream": one.stream, "n": one.event.n}])

    def noted(self) -> dict[str, list[int]]:
        """Return the rings noted so far of each bell, in the order of noting."""
        with self.store.reading() as connection:
            rows = connection.execute(select(NOTES.c.stream, NOTES.c.n).order_by(NOTES.c.place)).fetchall()
        found: dict[str, list[int]] = {}
        for stream, n in rows:
            found.setdefault(stream, []).append(n)
        return found

    def notes(self) -> dict[str, list[int]]:
        """Return the same once nothing moves any more; what was recorded must agree with it."""
        found = self.noted()
        for stream, noted in found.items():
            assert [one.event for one in self.store.read(f"note-{stream}")] == [Noted(n=n) for n in noted]
        return found

    def waiting(self) -> list[tuple[str, int]]:
        """Return which rings wait for an earlier one."""
        table = self.store.tables.inbox_waiting
        with self.store.reading() as connection:
            rows = connection.execute(select(table.c.stream, table.c.version).order_by(table.c.stream, table.c.version))
            return [(stream, version) for stream, version in rows]


def make_tables(engine: Engine) -> None:
    """Make the service's tables in an empty store."""
    METADATA.create_all(engine)


def ring(stream: str, version: int) -> Heard:
    """Return a ring as it arrives; its number is its version."""
    meta = Meta(at=system_clock(), by="service:tower", because="test")
    return Heard(stream, version, BY_CLASS[Rung].stored_type, encode(Rung(n=version)).decode(), encode(meta).decode())


def rings(stream: str, *versions: int) -> list[Heard]:
    """Return some rings of one bell."""
    return [ring(stream, version) for version in versions]


def unreadable(stream: str, version: int) -> Heard:
    """Return an event of a kind this version of Onward does not know."""
    return Heard(stream, version, "bells.melted.v9", msgspec.json.encode({}).decode(), ring(stream, version).meta)
