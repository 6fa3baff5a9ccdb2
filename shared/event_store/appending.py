"""Writing events: any number of streams in one statement, behind the one rule that no version is written twice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from shared.config.limits import WRITE_PAGE_EVENTS
from shared.event_store.engine import run_alone
from shared.event_store.recorded import WrongExpectedVersion
from shared.event_store.rows import pages


class NewRow(NamedTuple):
    """One event about to be stored."""

    stream: str
    version: int
    type: str
    public: str
    private: str | None
    meta: str


_stream = itemgetter(0)
_INSERT = "insert into events (stream, version, type, public, private, meta)"
_POSTGRESQL = "(%s, %s, %s, %s, %s, %s)"
_SQLITE = f"{_INSERT} values (?, ?, ?, ?, ?, ?)"
_PREPARED = f"""
prepare append_one (text, int, text, text, text, text) as {_INSERT} select $1, $2, $3, $4, $5, $6
where $2 = 1 or exists (select 1 from events where stream = $1 and version = $2 - 1)
"""
"""One event of a stream that stands just before it. Why prepared: the server plans it for longer than it runs it."""

_APPEND_ONE = f"execute append_one {_POSTGRESQL}"
_IF_THERE = "where exists (select 1 from events where stream = %s and version = %s)"


def append_rows(connection: Connection, rows: Sequence[NewRow]) -> None:
    """Store the rows, those of one stream in order, each page in one statement.

    Why sorted: two transactions that write the same streams then wait for each other, and never deadlock.
    Why plain values: for one event `unnest` costs the planner twice as much as the insert itself.
    Raises: WrongExpectedVersion when a version is taken; the transaction is then void.
    """
    with _taken_is_wrong():
        for page in pages(sorted(rows, key=_stream), WRITE_PAGE_EVENTS):
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"{_INSERT} {_values(page)}", _flat(page))
            else:
                connection.exec_driver_sql(_SQLITE, [tuple(row) for row in page])


def append_alone(engine: Engine, expected: int, rows: Sequence[NewRow]) -> None:
    """Store a page of one stream's rows on PostgreSQL in one round trip, as a transaction of its own.

    Raises: WrongExpectedVersion when the stream does not stand at `expected`; nothing is stored then.
    """
    with _taken_is_wrong():
        if _run_alone(engine, expected, rows) != len(rows):
            raise WrongExpectedVersion("the stream is not as far as was expected")


def _run_alone(engine: Engine, expected: int, rows: Sequence[NewRow]) -> int:
    parameters = _flat(rows)
    if len(rows) == 1:
        return run_alone(engine, _APPEND_ONE, parameters, _PREPARED)
    if not expected:
        return run_alone(engine, f"{_INSERT} {_values(rows)}", parameters)
    statement = f"{_INSERT} select * from ({_values(rows)}) as new {_IF_THERE}"
    return run_alone(engine, statement, (*parameters, rows[0].stream, expected))


def _values(rows: Sequence[NewRow]) -> str:
    return "values " + ", ".join([_POSTGRESQL] * len(rows))


def _flat(rows: Sequence[NewRow]) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(rows))


@contextmanager
def _taken_is_wrong() -> Iterator[None]:
    try:
        yield
    except IntegrityError as failure:
        if "one_event_per_version" not in str(failure.orig):
            raise
        raise WrongExpectedVersion("a stream moved on") from failure
