"""Publishing with confirms, many messages under way at once; kombu has no call for it, so this uses py-amqp's."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from kombu import Connection

from shared.config.limits import CONFIRM_TIMEOUT_SECONDS
from shared.messaging.exchanges import listen


class NotConfirmed(Exception):
    """The broker refused, returned or did not confirm a message in time: publish from the checkpoint again."""


class Publisher:
    """One channel in confirm mode. After any failure it must not be used again: open a new one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._line = connection.connection
        self._channel: Any = connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._acknowledged)
        self._channel.events["basic_nack"].add(self._refused)
        self._channel.events["basic_return"].add(self._returned)
        self._last = 0
        self._open: set[int] = set()
        self._failure: str | None = None

    def publish(self, exchange: str, messages: Sequence[tuple[str, bytes]]) -> None:
        """Publish (routing key, body) messages in order and wait until the broker has all of them safe.

        Raises: NotConfirmed, or the connection's own errors.
        """
        for routing_key, body in messages:
            message = self._channel.prepare_message(
                body, content_type="application/json", content_encoding="utf-8", properties={"delivery_mode": 2}
            )
            self._last += 1
            self._open.add(self._last)
            self._channel.basic_publish(message, exchange=exchange, routing_key=routing_key, mandatory=True)
        self._wait()

    def idle(self, seconds: float) -> None:
        """Listen to the broker for a moment, so that heartbeats go both ways.

        Raises: the connection's own errors when the broker has gone.
        """
        with suppress(TimeoutError):
            listen(self._connection, self._line, seconds)

    def _wait(self) -> None:
        deadline = time.monotonic() + CONFIRM_TIMEOUT_SECONDS
        while self._open and not self._failure:
            left = deadline - time.monotonic()
            if left <= 0:
                self._failure = "no confirm in time"
                break
            with suppress(TimeoutError):
                listen(self._connection, self._line, left)
        if self._failure:
            raise NotConfirmed(self._failure)

    def _acknowledged(self, delivery_tag: int, multiple: bool) -> None:
        if multiple:
            self._open = {tag for tag in self._open if tag > delivery_tag}
        else:
            self._open.discard(delivery_tag)

    def _refused(self, *_details: Any) -> None:
        self._failure = "the broker refused a message"

    def _returned(self, *_details: Any) -> None:
        self._failure = "a message found no queue"
