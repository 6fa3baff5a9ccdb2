"""Hearing from RabbitMQ: batches from the one inbox, acknowledged together once they have had their effect."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from kombu import Connection, Consumer
from kombu.message import Message

from shared.config.limits import (
    BATCH_EVENTS_MAX,
    BATCH_LINGER_SECONDS,
    DRAIN_SECONDS,
    PREFETCH_PACKS,
)
from shared.logs import log
from shared.messaging.exchanges import broker, declare_hearing, inbox_queue
from shared.messaging.heard import Heard, unpacked

Handle = Callable[[Sequence[Heard]], "Handling"]
"""Starts handling a batch; the answer tells when it is done."""


class Handling:
    """A batch in hand. `done()`: whether it is finished. `failure`: why it was not handled, or None."""

    failure: BaseException | None = None

    def done(self) -> bool:
        """Whether the batch has been dealt with."""
        raise NotImplementedError


class AmqpFeed:
    """One consumer of a service's inbox. All talk with the broker happens in the one greenlet that calls `run`."""

    def __init__(self, uri: str, namespace: str, listener: str, handle: Handle) -> None:
        self._uri = uri
        self._namespace = namespace
        self._listener = listener
        self._handle = handle
        self._arrived: list[tuple[Any, list[Heard]]] = []
        self.consuming = False

    def run(self, stopping: Callable[[], bool]) -> None:
        """Consume until told to stop: the batch in hand is finished and acknowledged, the rest goes back.

        Raises: the broker's own errors when it goes away: wait a little and run again.
        """
        self._arrived = []
        with broker(self._uri) as connection:
            declare_hearing(connection, self._namespace, self._listener)
            channel = connection.channel()
            queue = inbox_queue(self._namespace, self._listener)(channel)
            consumer = Consumer(channel, [queue], on_message=self._take, prefetch_count=PREFETCH_PACKS)
            try:
                with consumer:
                    self.consuming = True
                    self._serve(connection, stopping)
            finally:
                self.consuming = False

    def _serve(self, connection: Connection, stopping: Callable[[], bool]) -> None:
        while not stopping():
            self._listen(connection, BATCH_LINGER_SECONDS if self._arrived else 1.0)
            if self._arrived:
                self._work_off(connection)

    def _work_off(self, connection: Connection) -> None:
        batch, events = self._next_batch()
        handling = self._handle(events)
        while not handling.done():
            self._listen(connection, DRAIN_SECONDS)
        if handling.failure is not None:
            raise handling.failure
        batch[-1].channel.basic_ack(batch[-1].delivery_tag, multiple=True)

    def _next_batch(self) -> tuple[list[Any], list[Heard]]:
        messages, events = [], list[Heard]()
        while self._arrived and (not events or len(events) + len(self._arrived[0][1]) <= BATCH_EVENTS_MAX):
            message, heard = self._arrived.pop(0)
            messages.append(message)
            events.extend(heard)
        return messages, events

    def _listen(self, connection: Connection, seconds: float) -> None:
        connection.heartbeat_check()
        try:
            connection.drain_events(timeout=seconds)
        except TimeoutError:
            return

    def _take(self, message: Message) -> None:
        try:
            self._arrived.append((message, unpacked(message.body)))
        except msgspec.DecodeError:
            log.error("message_not_understood", service=self._listener)
            message.reject(requeue=False)
