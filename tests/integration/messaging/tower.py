"""A tower whose bells are rung in a store, and what the test can see of the broker between it and its listeners."""

import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from amqp.exceptions import NotFound
from kombu import Connection
from sqlalchemy import Engine, select

from shared.clock import system_clock
from shared.event_store.store import Store
from shared.messaging.exchanges import dead_queue, declare_listeners, exchange, inbox_queue
from shared.messaging.publisher import Publisher
from tests.integration.event_store.killed_writer import where_is
from tests.integration.messaging.bells import MASTER, TABLES, Rung, make_tables
from tests.integration.messaging.listening import LISTENER
from tests.integration.messaging.speaking import SOURCE
from tests.integration.runtime.processes import Process, started

PATIENCE_SECONDS = float(os.environ.get("ONWARD_TEST_PATIENCE_SECONDS", "40"))


class Tower:
    """One store that is relayed, the processes beside it, and the broker's queues."""

    def __init__(self, engine: Engine, uri: str, namespace: str, folder: Path) -> None:
        make_tables(engine)
        self.store = Store(engine, TABLES, MASTER, system_clock, "service:tower", None)
        self._uri = uri
        self._namespace = namespace
        self._folder = folder

    def rings(self, bell: str, *numbers: int) -> None:
        """Record rings of a bell; each number is also the version."""
        stream = f"referral-{bell}"
        self.store.append_once(stream, numbers[0] - 1, [Rung(n=number) for number in numbers], "test")

    def relay(self) -> AbstractContextManager[Process]:
        """Start a relay of the tower's store."""
        return self._start("speaking", self.store.engine)

    def listener(self, engine: Engine, *told: str) -> AbstractContextManager[Process]:
        """Start a process that hears, on the listener's own store."""
        return self._start("listening", engine, *told)

    def declared(self) -> None:
        """Declare all that the tower's relay would."""
        with Connection(self._uri) as connection:
            declare_listeners(connection, self._namespace, SOURCE)

    def publish(self, body: bytes, routing_key: str = "referral") -> None:
        """Put one message on the tower's exchange."""
        with Connection(self._uri) as connection:
            Publisher(connection).publish(exchange(self._namespace, SOURCE).name, [(routing_key, body)])

    def queued(self, dead: bool = False) -> int:
        """Return how many messages lie ready in the listener's inbox, or in its dead queue."""
        queue = (dead_queue if dead else inbox_queue)(self._namespace, LISTENER)
        with Connection(self._uri) as connection, connection.channel() as channel:
            try:
                return int(channel.queue_declare(queue.name, passive=True).message_count)
            except NotFound:
                return 0

    def dead_bodies(self) -> list[bytes]:
        """Take every message out of the listener's dead queue."""
        name = dead_queue(self._namespace, LISTENER).name
        with Connection(self._uri) as connection, connection.channel() as channel:
            found = []
            while message := channel.basic_get(name, no_ack=True):
                found.append(bytes(message.body.encode() if isinstance(message.body, str) else message.body))
            return found

    def delete_exchange(self) -> None:
        """Delete the tower's exchange, as an operator might by mistake."""
        with Connection(self._uri) as connection, connection.channel() as channel:
            channel.exchange_delete(exchange(self._namespace, SOURCE).name)

    def relayed(self) -> int:
        """Return the position up to which everything was confirmed by the broker."""
        table = self.store.tables.relay_checkpoints
        with self.store.reading() as connection:
            return int(connection.scalar(select(table.c.position)) or 0)

    def _start(self, module: str, engine: Engine, *told: str) -> AbstractContextManager[Process]:
        where = where_is(engine)
        return started(
            self._folder, {}, where, self._uri, self._namespace, *told, module=f"tests.integration.messaging.{module}"
        )


def soon(holds: Callable[[], bool]) -> None:
    """Wait until something holds. Raises: AssertionError when it does not in time."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.05)
