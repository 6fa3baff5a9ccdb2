"""The broker's side of the topology: one exchange per service that speaks, one durable inbox per service that hears."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kombu import Connection, Exchange, Queue

from shared.config.limits import BROKER_CONNECT_SECONDS, BROKER_HEARTBEAT_SECONDS, DEAD_LETTER_LOOKS_MAX, DELIVERY_LIMIT
from shared.messaging.topology import LISTENS, listeners


@contextmanager
def broker(uri: str) -> Iterator[Connection]:
    """Open a connection to the broker, or to the first of several (`;` between them) that answers.

    Why a failed one is dropped without a word: the farewell waits for an answer, and a dead line never gives one.
    """
    connection = Connection(
        uri,
        heartbeat=BROKER_HEARTBEAT_SECONDS,
        connect_timeout=BROKER_CONNECT_SECONDS,
        transport_options={"confirm_publish": False},
    )
    try:
        yield connection
    except BaseException:
        connection.collect()
        raise
    connection.release()


def listen(connection: Connection, line: Any, seconds: float) -> None:
    """Take one thing the broker says, waiting at most so long, and let heartbeats go both ways.

    `line`: what `connection.connection` was at first. Why: asked again, kombu would quietly open another line in place
    of a lost one, and nothing would ever be heard on it.
    Raises: TimeoutError when nothing was said; the broker's own errors when it has gone.
    """
    connection.transport.heartbeat_check(line)
    connection.transport.drain_events(line, timeout=seconds)


def exchange(namespace: str, source: str) -> Exchange:
    """Return the topic exchange a service's events go out on; the routing key is the stream category."""
    return Exchange(f"{namespace}{source}.events", type="topic", durable=True)


def dead_queue(namespace: str, listener: str) -> Queue:
    """Return the queue of messages the broker gave up delivering to a service."""
    name = f"{namespace}{listener}.dead"
    kept = {"x-queue-type": "quorum", "x-delivery-limit": DEAD_LETTER_LOOKS_MAX}
    return Queue(name, routing_key=name, durable=True, queue_arguments=kept)


def inbox_queue(namespace: str, listener: str) -> Queue:
    """Return a service's one inbox: a quorum queue whose undeliverable messages go to its dead queue."""
    return Queue(
        f"{namespace}{listener}.inbox",
        durable=True,
        queue_arguments={
            "x-queue-type": "quorum",
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": f"{namespace}{listener}.dead",
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    )


def declare_listeners(connection: Connection, namespace: str, source: str) -> None:
    """Declare a service's exchange and every inbox that hears it, so that nothing said is ever unheard."""
    with connection.channel() as channel:
        exchange(namespace, source)(channel).declare()
        for listener, categories in listeners(source).items():
            declare_inbox(channel, namespace, listener)
            queue = inbox_queue(namespace, listener)(channel)
            for category in categories:
                queue.bind_to(exchange(namespace, source), routing_key=category)


def declare_inbox(channel: object, namespace: str, listener: str) -> None:
    """Declare a service's dead queue and its inbox."""
    dead_queue(namespace, listener)(channel).declare()
    inbox_queue(namespace, listener)(channel).declare()


def declare_hearing(connection: Connection, namespace: str, listener: str) -> None:
    """Declare a service's inbox and bind it to everybody it hears."""
    for source in LISTENS[listener]:
        declare_listeners(connection, namespace, source)
