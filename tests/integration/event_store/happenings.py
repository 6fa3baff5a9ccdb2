"""Events for the tests of the store: one with every kind of field, and one whose format has changed twice."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import Engine, MetaData

from shared.contracts.event import Event, Kept, Personal, recorded
from shared.contracts.upcasting import upcast
from shared.event_store.store import Store
from shared.event_store.tables import store_tables
from shared.event_store.transaction import Project

METADATA = MetaData()
TABLES = store_tables(METADATA)
MASTER = bytes(range(32))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@recorded("happenings.happened")
class Happened(Event, frozen=True):
    """Something happened. Only `n` and `words` travel."""

    n: int
    words: str = ""
    name: Annotated[str | None, Personal] = None
    notes: Annotated[tuple[str, ...] | None, Personal] = None
    facts: Annotated[dict[str, int] | None, Kept] = None


@recorded("happenings.moved", version=3)
class Moved(Event, frozen=True):
    """Somebody moved. At first the place was called `where`, there was no `unit`, and the person was `who`."""

    to: str
    unit: str
    person: Annotated[str | None, Personal] = None
    reason: Annotated[str | None, Kept] = None


@upcast("happenings.moved", from_version=1)
def _where_is_called_to(fields: dict[str, Any]) -> dict[str, Any]:
    renamed = {"where": "to", "who": "person"}
    return {renamed.get(name, name): value for name, value in fields.items()}


@upcast("happenings.moved", from_version=2)
def _there_is_a_unit(fields: dict[str, Any]) -> dict[str, Any]:
    return {"unit": "km"} | fields


def store_on(engine: Engine, project: Project | None = None) -> Store:
    """Return a store whose clock stands still."""
    return Store(engine, TABLES, MASTER, lambda: NOW, "service:test", project)


def append(store: Store, stream: str, expected: int, *numbers: int, person_id: str | None = None) -> None:
    """Append one event for each number in a transaction of their own; with a person, under their name."""
    name = f"Name of {person_id}" if person_id else None
    with store.transaction() as work:
        work.append(stream, expected, [Happened(n=n, name=name) for n in numbers], "test", person_id=person_id)


def append_together(store: Store, *appends: tuple[str, int, list[int]]) -> None:
    """Make several appends, each (stream, expected version, numbers), in one transaction."""
    with store.transaction() as work:
        for stream, expected, numbers_given in appends:
            work.append(stream, expected, [Happened(n=n) for n in numbers_given], "test")


def numbers(store: Store, stream: str) -> list[int]:
    """Return the numbers of a stream's events, first to last."""
    return [recorded.event.n for recorded in store.read(stream) if isinstance(recorded.event, Happened)]


def told(store: Store, position: int = 0) -> list[tuple[str, int]]:
    """Return stream and version of everything a new reader is told after a position."""
    return [(row.stream, row.version) for page in store.tail().pages(position) for row in page]


def everything_stored(engine: Engine, tables: Collection[str] = ("events", "person_keys")) -> str:
    """Return every value of the tables as one text, to search in."""
    with engine.connect() as connection:
        rows = [row for table in tables for row in connection.exec_driver_sql(f"select * from {table}")]
    return "\n".join(str(value) for row in rows for value in row)
