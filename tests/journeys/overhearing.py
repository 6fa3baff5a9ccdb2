"""Hearing everything a broker carries: what is published, what is delivered, and what it keeps on disk."""

import threading
from contextlib import suppress
from types import TracebackType
from uuid import uuid4

from kombu import Connection, Consumer, Exchange, Queue
from kombu.message import Message

from shared.messaging.rpc.config import RPC_EXCHANGE
from shared.messaging.topology import SERVICES
from tests.journeys.hub import wait_until

LISTEN_SECONDS = 0.2
WAIT_SECONDS_MAX = 30
TRACE = Exchange("amq.rabbitmq.trace", type="topic", durable=True, passive=True)
"""RabbitMQ's firehose: once switched on, a copy of every message published and delivered, with all its headers."""


class Overhearing:
    """A queue bound to every exchange of a hub and to the firehose. `heard`: each message's key, headers and body."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._name = f"overheard-{uuid4().hex}"
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._bound = threading.Event()
        self.heard: list[tuple[str, bytes]] = []

    def __enter__(self) -> "Overhearing":
        self._thread.start()
        assert self._bound.wait(WAIT_SECONDS_MAX), "the listening queue was not bound"
        return self

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None) -> None:
        self._stopping.set()
        self._thread.join()

    def exchanges(self) -> set[str]:
        """Return the names of the exchanges something was heard from."""
        return {where for where, _ in self.heard}

    def wait_for_something(self) -> None:
        """Return once a message was heard."""
        wait_until("a message was heard", lambda: self.heard, WAIT_SECONDS_MAX)

    def everything(self) -> bytes:
        """Return all that was heard."""
        return b"\n".join(said for _, said in self.heard)

    def _run(self) -> None:
        with Connection(self._uri) as connection, connection.channel() as channel:
            queue = Queue(self._name, exclusive=True, auto_delete=True)(channel)
            queue.declare()
            for source in (*[f"{service}.events" for service in SERVICES], RPC_EXCHANGE.name):
                exchange = Exchange(source, type="topic", durable=True)
                exchange(channel).declare()
                queue.bind_to(exchange, routing_key="#")
            queue.bind_to(TRACE, routing_key="#")
            with Consumer(channel, [queue], on_message=self._take, no_ack=True, accept=None):
                self._bound.set()
                while not self._stopping.is_set():
                    with suppress(TimeoutError):
                        connection.drain_events(timeout=LISTEN_SECONDS)

    def _take(self, message: Message) -> None:
        info = message.delivery_info
        told = repr((info["routing_key"], message.headers, message.properties)).encode()
        body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
        self.heard.append((info["exchange"], told + body))


def plant(uri: str, said: bytes) -> None:
    """Publish a message that stays in a queue of its own, on disk."""
    with Connection(uri) as connection, connection.channel() as channel:
        queue = Queue("planted", RPC_EXCHANGE, "planted", durable=True, queue_arguments={"x-queue-type": "quorum"})
        queue(channel).declare()
        connection.Producer(channel).publish(said, exchange=RPC_EXCHANGE, routing_key="planted")
