"""The tables that a service keeps from its own events, held against a replay of all of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, Text, collate, select

from deploy.audit.snapshot import Snapshot
from shared.contracts.codec import UnknownEvent
from shared.event_store.engine import sqlite_engine
from shared.event_store.keyring import SealBroken
from shared.event_store.projected import Projected
from shared.event_store.recorded import Recorded
from shared.event_store.store import Store
from shared.event_store.streams import opened

_EVERYTHING = "select stream, version, type, public, private, meta from events order by position"
_UNREADABLE = (UnknownEvent, msgspec.DecodeError, SealBroken, ValueError)


class Compared(NamedTuple):
    """A comparison: how many events there were, which could not be read, and where the tables differ."""

    events: int
    unreadable: list[str]
    differences: list[str]


def replayed(store: Store, seen: Snapshot, projected: Projected) -> Compared:
    """Replay a service's events into empty tables of a file that is thrown away, and compare.

    Raises: whatever the projection raises when events contradict each other.
    """
    count, unreadable = 0, list[str]()
    with _elsewhere(projected) as scratch:
        for rows in seen.pages(_EVERYTHING):
            count += len(rows)
            if store.project:
                store.project(scratch, _read(store, seen, rows, unreadable))
        differences = [found for table in projected.told for found in _differences(seen, Snapshot(scratch), table)]
    return Compared(count, unreadable, differences)


@contextmanager
def _elsewhere(projected: Projected) -> Iterator[Connection]:
    with TemporaryDirectory(prefix="onward-audit-") as folder:
        engine = sqlite_engine(Path(folder) / "replayed.sqlite")
        try:
            with engine.connect() as connection:
                for table in projected.tables:
                    table.create(connection)
                yield connection
        finally:
            engine.dispose()


def _read(store: Store, seen: Snapshot, rows: Sequence[Any], unreadable: list[str]) -> list[Recorded]:
    """Read a page whole; where that fails, one by one, so that the unreadable ones are known by name."""
    try:
        return _opened(store, seen, rows)
    except _UNREADABLE as failure:
        if len(rows) == 1:
            unreadable.append(f"{rows[0][0]} version {rows[0][1]}: {type(failure).__name__}")
            return []
    return [one for row in rows for one in _read(store, seen, [row], unreadable)]


def _opened(store: Store, seen: Snapshot, rows: Sequence[Any]) -> list[Recorded]:
    return list(opened(rows, lambda people: store.keyring.keys_to_read(seen.connection, people)))


def _differences(there: Snapshot, scratch: Snapshot, table: Table) -> Iterator[str]:
    """Give the keys of rows that are in one place and not, or not the same, in the other."""
    found, wanted = there.rows(_ordered(there, table)), scratch.rows(_ordered(scratch, table))
    width = len(table.primary_key)
    left: Any = next(found, None)
    right: Any = next(wanted, None)
    while left is not None or right is not None:
        if left is not None and (right is None or _key(left, width) < _key(right, width)):
            yield f"{table.name} {left[0]}: no event tells of it"
            left = next(found, None)
        elif left is None or _key(right, width) < _key(left, width):
            yield f"{table.name} {right[0]}: missing"
            right = next(wanted, None)
        else:
            if tuple(left) != tuple(right):
                yield f"{table.name} {left[0]}: not what its events tell"
            left, right = next(found, None), next(wanted, None)


def _ordered(store: Snapshot, table: Table) -> Any:
    """Select a table in the order of its key, the key's columns first, texts by their bytes."""
    keys = list(table.primary_key)
    others = [column for column in table.c if column not in keys]
    binary = store.dialect == "postgresql"
    order = [collate(key, "C") if binary and isinstance(key.type, Text) else key for key in keys]
    return select(*keys, *others).order_by(*order)


def _key(row: Any, width: int) -> Any:
    return tuple(row[:width])
