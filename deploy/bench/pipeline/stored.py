"""What a run stored and said: its rows by transaction, and its messages."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from typing import Any, NamedTuple

import psycopg2

from deploy.bench.corner import plain_dsn
from shared.config.limits import PACK_EVENTS_MAX
from shared.event_store.recorded import StoredEvent
from shared.messaging.heard import Pack, packs
from shared.messaging.topology import SERVICES, category, published_categories

_TABLES = "select tablename from pg_tables where schemaname = %s and tablename <> 'alembic_version' order by tablename"
_NOW = "select pg_current_xact_id()::text::bigint"


class Batch(NamedTuple):
    """The rows one transaction left in one table."""

    transaction: int
    table: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Stored(NamedTuple):
    """What one service stored: transaction by transaction, in the order they began."""

    service: str
    transactions: list[list[Batch]]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(len(batch.rows) for transaction in self.transactions for batch in transaction)

    def messages(self, at_once: int = PACK_EVENTS_MAX) -> list[Pack]:
        """Return what was published of them, at most so many events in one message and never of two transactions."""
        return [pack for transaction in self.transactions for pack in _packs(self.service, transaction, at_once)]


def transaction_now(url: str) -> int:
    """Return a transaction's number: those of whatever is stored from now on are higher."""
    with closing(psycopg2.connect(plain_dsn(url))) as connection, connection.cursor() as cursor:
        cursor.execute(_NOW)
        (number,) = cursor.fetchone() or (0,)
        return int(number)


def stored_since(url: str, transaction: int) -> list[Stored]:
    """Return what every service has stored since. A row that was changed counts once, with its last transaction."""
    with closing(psycopg2.connect(plain_dsn(url))) as connection:
        return [Stored(service, _by_transaction(connection, service, transaction)) for service in SERVICES]


def _by_transaction(connection: Any, service: str, since: int) -> list[list[Batch]]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, (service,))
        tables = [name for (name,) in cursor.fetchall()]
        found = sorted(batch for table in tables for batch in _batches(cursor, service, table, since))
    return [list(batches) for _, batches in groupby(found, key=lambda batch: batch.transaction)]


def _batches(cursor: Any, service: str, table: str, since: int) -> Iterator[Batch]:
    cursor.execute(
        f'select xmin::text::bigint, * from "{service}"."{table}" where xmin::text::bigint > %s order by 1', (since,)
    )
    columns = tuple(column.name for column in cursor.description[1:])
    for transaction, rows in groupby(cursor.fetchall(), key=lambda row: row[0]):
        yield Batch(transaction, table, columns, [row[1:] for row in rows])


def _packs(service: str, transaction: Sequence[Batch], at_once: int) -> list[Pack]:
    wanted = published_categories(service)
    events = [
        StoredEvent(**{name: row[place] for place, name in enumerate(batch.columns) if name != "private"})
        for batch in transaction
        if batch.table == "events"
        for row in sorted(batch.rows)
    ]
    events = [event for event in events if category(event.stream) in wanted]
    return [pack for start in range(0, len(events), at_once) for pack in packs(events[start : start + at_once], wanted)]
