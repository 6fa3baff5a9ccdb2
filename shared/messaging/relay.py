"""The relay: reads a store in commit order and publishes what others hear. The store is the outbox."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from sqlalchemy import Connection, select, update

from shared.config.limits import (
    PACK_EVENTS_MAX,
    POLL_BUSY_SECONDS,
    POLL_IDLE_SECONDS,
    RELAY_STUCK_SECONDS,
    RELAY_WINDOW_PACKS,
    STANDBY_SECONDS,
)
from shared.event_store.recorded import StoredEvent
from shared.event_store.rows import insert_new
from shared.event_store.store import Store
from shared.messaging.exchanges import broker, declare_listeners, exchange
from shared.messaging.heard import packs
from shared.messaging.lead import Lead, claim
from shared.messaging.pauses import Pauses
from shared.messaging.publisher import Publisher
from shared.messaging.topology import published_categories

_ROW = "published"


class NotLeading(Exception):
    """Another process relays this store, or has taken over."""


class Relay:
    """One store's relay. Any number may run; the one that holds the store's relay lock works, the others stand by."""

    def __init__(self, store: Store, source: str, amqp_uri: str, namespace: str) -> None:
        self._store = store
        self._source = source
        self._uri = amqp_uri
        self._namespace = namespace
        self._wanted = published_categories(source)
        self._well_at: float | None = None

    @property
    def well(self) -> bool:
        """Whether what is recorded now would soon be published, by this relay or by the one it stands by."""
        return self._well_at is not None and time.monotonic() - self._well_at < RELAY_STUCK_SECONDS

    def run(self, stopping: Callable[[], bool], sleep: Callable[[float], None]) -> None:
        """Stand by until this relay may lead, then publish until told to stop.

        Raises: NotLeading, NotConfirmed, or the database's or broker's own errors: wait a little and run again.
        """
        with ExitStack() as stack:
            stack.callback(self._unwell)
            lead = stack.enter_context(claim(self._store.engine))
            while not lead.taken():
                self._well_at = time.monotonic()
                if stopping():
                    return
                sleep(STANDBY_SECONDS)
            connection = stack.enter_context(broker(self._uri))
            declare_listeners(connection, self._namespace, self._source)
            self._follow(lead, Publisher(connection), stopping)

    def _unwell(self) -> None:
        self._well_at = None

    def _follow(self, lead: Lead, publisher: Publisher, stopping: Callable[[], bool]) -> None:
        tail = self._store.tail(PACK_EVENTS_MAX * RELAY_WINDOW_PACKS)
        position = self._checkpoint(lead.connection)
        pauses = Pauses(POLL_BUSY_SECONDS, POLL_IDLE_SECONDS)
        while not stopping():
            self._well_at = time.monotonic()
            rows = tail.after(position)
            if rows:
                self._publish(publisher, rows)
                self._advance(lead.connection, position, rows[-1].position)
                position = rows[-1].position
                pauses.reset()
            lead.hold()
            publisher.idle(pauses.next())

    def _publish(self, publisher: Publisher, rows: Sequence[StoredEvent]) -> None:
        name = exchange(self._namespace, self._source).name
        publisher.publish(name, [(pack.category, pack.body) for pack in packs(rows, self._wanted)])

    def _checkpoint(self, lead: Connection) -> int:
        table = self._store.tables.relay_checkpoints
        insert_new(lead, table, [{"store": _ROW, "position": 0}])
        return int(lead.scalar(select(table.c.position).where(table.c.store == _ROW)) or 0)

    def _advance(self, lead: Connection, old: int, new: int) -> None:
        table = self._store.tables.relay_checkpoints
        moved = lead.execute(update(table).where(table.c.store == _ROW, table.c.position == old).values(position=new))
        if moved.rowcount != 1:
            raise NotLeading(f"{self._source}: another process moved the checkpoint")
