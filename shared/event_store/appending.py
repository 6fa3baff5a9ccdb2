"""Writing events: any number of streams in one statement, behind the one rule that no version is written twice."""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from shared.config.limits import WRITE_PAGE_EVENTS
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
_INSERT = "insert into events (stream, version, type, public, private, meta) values "
_POSTGRESQL = "(%s, %s, %s, %s, %s, %s)"
_SQLITE = "(?, ?, ?, ?, ?, ?)"


def append_rows(connection: Connection, rows: Sequence[NewRow]) -> None:
    """Store the rows, those of one stream in order, each page in one statement.

    Why sorted: two transactions that write the same streams then wait for each other, and never deadlock.
    Why plain values: for one event `unnest` costs the planner twice as much as the insert itself.
    Raises: WrongExpectedVersion when a version is taken; the transaction is then void.
    """
    try:
        for page in pages(sorted(rows, key=_stream), WRITE_PAGE_EVENTS):
            _insert(connection, page)
    except IntegrityError as failure:
        if "one_event_per_version" not in str(failure.orig):
            raise
        raise WrongExpectedVersion("a stream moved on") from failure


def _insert(connection: Connection, rows: Sequence[NewRow]) -> None:
    if connection.dialect.name == "postgresql":
        statement = _INSERT + ", ".join([_POSTGRESQL] * len(rows))
        connection.exec_driver_sql(statement, tuple(value for row in rows for value in row))
    else:
        connection.exec_driver_sql(_INSERT + _SQLITE, [tuple(row) for row in rows])
