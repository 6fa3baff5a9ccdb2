"""One connection on which questions are asked, one after the other, each with a time it must be answered in."""

import time
from contextlib import suppress
from typing import Any
from uuid import uuid4

from kombu import Consumer, Queue

from shared.messaging.rpc.config import RPC_EXCHANGE, rpc_connection
from shared.messaging.rpc.sealing import CONTENT_TYPE, Sealing


class NobodyListens(Exception):
    """The question came back: no service of that name has ever run here."""


class RpcLine:
    """A connection with a queue of its own for answers. After any exception it must be abandoned, never used again.

    `errors`: what means that the connection is gone (py-amqp may stumble over its own closed socket).
    Why one connection for both: a question that leads nowhere comes back where its answer is waited for.
    """

    def __init__(self, uri: str, namespace: str, sealing: Sealing) -> None:
        self._sealing = sealing
        self._answers: dict[str, Any] = {}
        self._returned = False
        self._reply_to = f"rpc.reply-{namespace}{uuid4()}"
        self._connection = rpc_connection(uri, heartbeat=0)
        self.errors = (*self._connection.connection_errors, *self._connection.channel_errors, OSError, AttributeError)
        try:
            self._listen()
        except BaseException:
            self.abandon()
            raise

    def ask(self, target: str, method: str, kwargs: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return a service's answer: `result` and `error`.

        Raises: NobodyListens; TimeoutError; NotOurSeal; BodyTooLarge; the broker's own errors.
        """
        if seconds <= 0:
            raise TimeoutError
        until = time.monotonic() + seconds
        question = uuid4().hex
        self._publish(question, f"{target}.{method}", {"args": [], "kwargs": kwargs}, seconds)
        while question not in self._answers:
            if self._returned:
                raise NobodyListens(target)
            self._drain(until - time.monotonic())
        answer: dict[str, Any] = self._sealing.unseal(self._answers.pop(question))
        return answer

    def alive(self) -> bool:
        """Whether the connection still stands, as far as can be known without sending anything."""
        try:
            self._transport.drain_events(self._raw, timeout=0)
        except TimeoutError:
            return True
        except self.errors:
            return False
        return True

    def close(self) -> None:
        """Close a good connection, telling the broker."""
        with suppress(*self.errors):
            self._connection.release()

    def abandon(self) -> None:
        """Drop a connection that nothing more can be said on; the broker takes its queue away."""
        with suppress(*self.errors):
            self._connection.collect()

    def _listen(self) -> None:
        self._transport = self._connection.transport
        self._raw = self._connection.connection
        self._channel = self._connection.channel()
        self._channel.events["basic_return"].add(self._hear_returned)
        name = self._reply_to
        queue = Queue(name, RPC_EXCHANGE, name, durable=False, exclusive=True, auto_delete=True)
        Consumer(self._channel, [queue], on_message=self._hear, no_ack=True).consume()

    def _publish(self, question: str, key: str, body: Any, seconds: float) -> None:
        message = self._channel.prepare_message(
            self._sealing.seal(body),
            content_type=CONTENT_TYPE,
            content_encoding="binary",
            properties={
                "reply_to": self._reply_to,
                "correlation_id": question,
                "delivery_mode": 1,
                "expiration": str(int(seconds * 1000) + 1),  # milliseconds; 0 would mean: only if somebody is free
            },
        )
        self._channel.basic_publish(message, RPC_EXCHANGE.name, key, mandatory=True)

    def _drain(self, seconds: float) -> None:
        if seconds <= 0:
            raise TimeoutError
        self._transport.drain_events(self._raw, timeout=seconds)

    def _hear(self, message: Any) -> None:
        self._answers[message.properties["correlation_id"]] = message.body

    def _hear_returned(self, *_: Any) -> None:
        self._returned = True
