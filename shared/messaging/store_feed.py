"""Hearing without a broker: another service's store is itself the feed, read in commit order."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, select

from shared.config.limits import BATCH_EVENTS_MAX, POLL_BUSY_SECONDS, POLL_IDLE_SECONDS
from shared.event_store.reading import Tail
from shared.event_store.recorded import StoredEvent
from shared.event_store.rows import upsert
from shared.event_store.store import Store
from shared.messaging.heard import Heard
from shared.messaging.inbox import Mark
from shared.messaging.pauses import Pauses
from shared.messaging.topology import category

Take = Callable[[Sequence[Heard], Mark], None]
"""Handles a batch and commits the mark with its effects."""


class StoreFeed:
    """What one service hears of one other. The place reached is committed together with what was done about it."""

    def __init__(self, store: Store, source: str, source_engine: Engine, categories: tuple[str, ...]) -> None:
        self._store = store
        self._source = source
        self._tail = Tail(source_engine, BATCH_EVENTS_MAX)
        self._categories = frozenset(categories)

    def run(self, take: Take, stopping: Callable[[], bool], sleep: Callable[[float], None]) -> None:
        """Follow the source until told to stop.

        Raises: the database's own errors: wait a little and run again.
        """
        position = self._position()
        pauses = Pauses(POLL_BUSY_SECONDS, POLL_IDLE_SECONDS)
        while not stopping():
            rows = self._tail.after(position)
            if rows:
                self._take(take, rows)
                position = rows[-1].position
                pauses.reset()
            sleep(pauses.next())

    def _take(self, take: Take, rows: Sequence[StoredEvent]) -> None:
        heard = [Heard._make(row[1:]) for row in rows if category(row.stream) in self._categories]
        take(heard, lambda connection: self._mark(connection, rows[-1].position))

    def _position(self) -> int:
        table = self._store.tables.feed_positions
        with self._store.reading() as connection:
            return int(connection.scalar(select(table.c.position).where(table.c.source == self._source)) or 0)

    def _mark(self, connection: Connection, position: int) -> None:
        upsert(connection, self._store.tables.feed_positions, [{"source": self._source, "position": position}])
