"""A kombu transport within one process, for the embedded mode's questions: nothing is polled, nothing outlives it.

Why not kombu's `memory`: it keeps `content_type` where nameko does not look, and polls once a second.
"""

import time
from collections import defaultdict, deque
from queue import Empty
from threading import Event
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, virtual

URI = "onward-inprocess://localhost//"


class InProcessBroker(virtual.BrokerState):
    """The queues of this process, and who must be woken when something is put into one."""

    def __init__(self) -> None:
        super().__init__()
        self.queues: dict[str, deque[Any]] = {}
        self.passing: set[str] = set()
        self.listeners: dict[str, set[Event]] = defaultdict(set)

    def wake(self, queue: str) -> None:
        """Let whoever listens to a queue look again."""
        for woken in tuple(self.listeners.get(queue, ())):
            woken.set()


class InProcessChannel(virtual.Channel):
    """A channel whose listeners are woken by what arrives, and by an acknowledgement that makes room for more."""

    body_encoding = None
    do_restore = False

    def __init__(self, connection: Any, **options: Any) -> None:
        super().__init__(connection, **options)
        self.events: dict[str, set[Any]] = defaultdict(set)

    def prepare_message(self, body: Any, *given: Any, **more: Any) -> Any:
        """Return the message, its content type also where nameko reads it."""
        message = super().prepare_message(body, *given, **more)
        message["properties"]["content_type"] = message["content-type"]
        return message

    def basic_publish(self, message: Any, exchange: str, routing_key: str, mandatory: bool = False, **_: Any) -> None:
        """Put a message where its key leads.

        Raises: ChannelError, as RabbitMQ's answer is raised, when a mandatory message leads nowhere and nobody hears
        of returned messages.
        """
        if mandatory and not self._lookup(exchange, routing_key):
            return self._give_back(message, exchange, routing_key)
        super().basic_publish(message, exchange, routing_key)
        return None

    def basic_consume(self, queue: str, *given: Any, **more: Any) -> None:
        """Begin to listen to a queue."""
        super().basic_consume(queue, *given, **more)
        self.state.listeners[queue].add(self.connection.woken)
        self.connection.woken.set()

    def basic_cancel(self, consumer_tag: str) -> None:
        """Stop listening; a queue of one listener's own goes with it."""
        queue = self._tag_to_queue.get(consumer_tag)
        super().basic_cancel(consumer_tag)
        if queue is not None:
            self.state.listeners[queue].discard(self.connection.woken)
            if queue in self.state.passing:
                self.queue_delete(queue)

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:
        """Acknowledge a message, which may make room for the next."""
        super().basic_ack(delivery_tag, multiple)
        self.connection.woken.set()

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Refuse a message, which may make room for the next."""
        super().basic_reject(delivery_tag, requeue)
        self.connection.woken.set()

    def _give_back(self, message: Any, exchange: str, routing_key: str) -> None:
        returned = ChannelError("NO_ROUTE", (50, 10), "Basic.publish", "312")
        if not self.events["basic_return"]:
            raise returned
        for hear in self.events["basic_return"]:
            hear(returned, exchange, routing_key, message)

    def _new_queue(self, queue: str, **options: Any) -> None:
        self.state.queues.setdefault(queue, deque())
        if options.get("auto_delete") or options.get("exclusive") or "x-expires" in (options.get("arguments") or {}):
            self.state.passing.add(queue)

    def _has_queue(self, queue: str, **_: Any) -> bool:
        return queue in self.state.queues

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ARG002 - the name is kombu's
        try:
            return self.state.queues[queue].popleft()
        except (IndexError, KeyError):
            raise Empty from None

    def _put(self, queue: str, message: Any, **_: Any) -> None:
        self.state.queues.setdefault(queue, deque()).append(message)
        self.state.wake(queue)

    def _size(self, queue: str) -> int:
        return len(self.state.queues.get(queue, ()))

    def _purge(self, queue: str) -> int:
        size = self._size(queue)
        self.state.queues.get(queue, deque[Any]()).clear()
        return size

    def _delete(self, queue: str, exchange: str, *binding: Any, **_: Any) -> None:
        table = self.get_table(exchange)
        if binding in table:
            table.remove(binding)
        self.state.queues.pop(queue, None)
        self.state.passing.discard(queue)
        self.state.listeners.pop(queue, None)


class InProcessTransport(virtual.Transport):
    """A connection within this process. Every connection sees the same queues."""

    Channel = InProcessChannel
    driver_type = driver_name = "in-process"
    broker = InProcessBroker()

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        self.state = self.broker
        self.woken = Event()

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:  # noqa: ARG002 - kombu passes it
        """Hand out one message, waiting for it without polling.

        Raises: TimeoutError when none came in time.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            self.woken.clear()
            try:
                self.cycle.get(self._deliver)
            except Empty:
                left = None if until is None else max(0.0, until - time.monotonic())
                if not self.woken.wait(left):
                    raise TimeoutError from None
            else:
                return


TRANSPORT_ALIASES["onward-inprocess"] = f"{__name__}:InProcessTransport"
