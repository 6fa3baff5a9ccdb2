"""Messages the broker gave up delivering: looked at where they lie, and given back to the inbox they died in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
from amqp.exceptions import NotFound
from kombu import Connection

from shared.messaging.exchanges import broker, dead_queue, declare_inbox, inbox_queue
from shared.messaging.heard import Heard, unpacked
from shared.messaging.publisher import Publisher


class DeadLetter(NamedTuple):
    """One message. `events`: None where it is no pack of ours; `reason`: the broker's word for why it died."""

    events: tuple[Heard, ...] | None
    reason: str


class GivenBack(NamedTuple):
    """How many messages went back into the inbox, and how many were left because they are no packs of ours."""

    messages: int
    left: int


def dead_letters(uri: str, namespace: str, listener: str) -> list[DeadLetter]:
    """Return the messages in a service's dead queue; they stay there.

    Raises: the broker's own errors when it is away.
    """
    with broker(uri) as connection, _waiting(connection, namespace, listener) as messages:
        return [DeadLetter(_events(message), _reason(message)) for message in messages]


def give_back(uri: str, namespace: str, listener: str) -> GivenBack:
    """Put the messages of a service's dead queue back into its inbox, and take each away only once it is safe there.

    Raises: NotConfirmed, or the broker's own errors; a message may then be in both, and the inbox knows a repeat.
    """
    inbox = inbox_queue(namespace, listener).name
    returned = left = 0
    with broker(uri) as connection:
        with connection.channel() as channel:
            declare_inbox(channel, namespace, listener)
        publisher = Publisher(connection)
        with _waiting(connection, namespace, listener) as messages:
            for message in messages:
                if _events(message) is None:
                    left += 1
                    continue
                publisher.publish("", [(inbox, message.body)])
                message.channel.basic_ack(message.delivery_tag)
                returned += 1
    return GivenBack(returned, left)


@contextmanager
def _waiting(connection: Connection, namespace: str, listener: str) -> Iterator[Iterator[Any]]:
    """Give the messages that lie in a dead queue now; those not acknowledged return to it in their order."""
    name = dead_queue(namespace, listener).name
    channel = connection.channel()
    try:
        count = channel.queue_declare(name, passive=True).message_count
    except NotFound:
        yield iter(())
        return
    try:
        yield (message for _ in range(count) if (message := channel.basic_get(name)) is not None)
    finally:
        channel.close()


def _events(message: Any) -> tuple[Heard, ...] | None:
    try:
        return tuple(unpacked(message.body))
    except msgspec.DecodeError:
        return None


def _reason(message: Any) -> str:
    deaths = (message.headers or {}).get("x-death") or [{}]
    return str(deaths[0].get("reason", "not told"))
