"""Writing events: many streams in one statement, each at the version it was decided on."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from shared.event_store.recorded import WrongExpectedVersion


class NewRow(NamedTuple):
    """One event about to be stored. `expected`: the version its stream had when the decision was made."""

    stream: str
    expected: int
    version: int
    type: str
    public: str
    private: str | None
    meta: str


_POSTGRESQL = """
insert into events (stream, version, type, public, private, meta)
select n.stream, n.version, n.type, n.public, n.private, n.meta
from unnest(%s::text[], %s::int[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[])
     with ordinality as n(stream, expected, version, type, public, private, meta, place)
where n.expected = 0
   or exists (select 1 from events e where e.stream = n.stream and e.version = n.expected)
order by n.place
"""

_SQLITE = """
insert into events (stream, version, type, public, private, meta)
select :stream, :version, :type, :public, :private, :meta
where :expected = 0
   or exists (select 1 from events e where e.stream = :stream and e.version = :expected)
"""


def append_rows(connection: Connection, rows: Sequence[NewRow]) -> None:
    """Store the rows in order, all or none.

    Raises: WrongExpectedVersion when a stream is not at the version its rows expect; the transaction is then void.
    """
    if not rows:
        return
    try:
        stored = _insert(connection, rows)
    except IntegrityError as failure:
        if "one_event_per_version" not in str(failure.orig) and "events.stream" not in str(failure.orig):
            raise
        raise WrongExpectedVersion("a stream moved on") from failure
    if stored != len(rows):
        raise WrongExpectedVersion("a stream is not as far as was expected")


def _insert(connection: Connection, rows: Sequence[NewRow]) -> int:
    if connection.dialect.name == "postgresql":
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        return connection.exec_driver_sql(_POSTGRESQL, columns).rowcount
    return connection.exec_driver_sql(_SQLITE, [row._asdict() for row in rows]).rowcount
