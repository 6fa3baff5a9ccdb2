"""Hearing from RabbitMQ: batches from the one inbox, acknowledged together once they have had their effect."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from kombu import Connection, Consumer
from kombu.message import Message

from shared.config.limits import (
    BATCH_EVENTS_MAX,
    BATCH_STUCK_SECONDS,
    DRAINED_SECONDS,
    LISTEN_SECONDS,
    PREFETCH_PACKS,
    RETRY_SECONDS_MAX,
    RETRY_SECONDS_MIN,
)
from shared.logs import log
from shared.messaging.dead_events import described
from shared.messaging.exchanges import broker, declare_hearing, inbox_queue, listen
from shared.messaging.heard import Heard, unpacked
from shared.messaging.pauses import Pauses

Handle = Callable[[Sequence[Heard]], "Handling"]
"""Starts handling a batch; the answer tells when it is done."""


class Handling:
    """A batch in hand. `failure`: why it was not handled, or None."""

    failure: BaseException | None = None

    def done(self, seconds: float) -> bool:
        """Wait at most so long, and return whether the batch has been dealt with."""
        raise NotImplementedError

    def settle(self) -> None:
        """Wait until the batch has been dealt with, one way or the other."""
        raise NotImplementedError


class AmqpFeed:
    """One consumer of a service's inbox. All talk with the broker happens in the one greenlet that calls `run`."""

    def __init__(self, uri: str, namespace: str, listener: str, handle: Handle) -> None:
        self._uri = uri
        self._namespace = namespace
        self._listener = listener
        self._handle = handle
        self._arrived: list[tuple[Any, list[Heard]]] = []
        self._fresh = False
        self._stopping: Callable[[], bool] = lambda: False
        self._line: Any = None
        self._consuming = False
        self._busy_since: float | None = None

    @property
    def consuming(self) -> bool:
        """Whether messages reach the service now, and no batch has been in hand for too long."""
        stuck = self._busy_since is not None and time.monotonic() - self._busy_since > BATCH_STUCK_SECONDS
        return self._consuming and not stuck

    def run(self, stopping: Callable[[], bool]) -> None:
        """Consume until told to stop: the batch in hand is finished and acknowledged, the rest goes back.

        What was delivered before is taken one message at a time, until the first fresh one comes. Why: a message that
        kills the process then reaches its delivery limit alone, and not with all that were in hand beside it.
        Raises: the broker's own errors when it goes away: wait a little and run again.
        """
        self._arrived = []
        self._fresh = False
        self._stopping = stopping
        with broker(self._uri) as connection:
            declare_hearing(connection, self._namespace, self._listener)
            self._line = connection.connection
            channel = connection.channel()
            try:
                self._consume(connection, channel, 1, lambda: self._fresh or stopping())
                self._consume(connection, channel, PREFETCH_PACKS, stopping)
            finally:
                self._consuming = False

    def _consume(self, connection: Connection, channel: Any, packs: int, done: Callable[[], bool]) -> None:
        queue = inbox_queue(self._namespace, self._listener)(channel)
        with Consumer(channel, [queue], on_message=self._take, prefetch_count=packs):
            self._consuming = True
            self._serve(connection, done)

    def _serve(self, connection: Connection, done: Callable[[], bool]) -> None:
        while not done():
            self._listen(connection, DRAINED_SECONDS if self._arrived else LISTEN_SECONDS)
            if self._arrived:
                self._work_off(connection)

    def _work_off(self, connection: Connection) -> None:
        """Have a batch handled and acknowledge it.

        Why it is kept while the database is away: every return to the queue counts towards the delivery limit, and
        a healthy message must not die of somebody else's outage.
        """
        batch, events = self._next_batch()
        pauses = Pauses(RETRY_SECONDS_MIN, RETRY_SECONDS_MAX)
        while (failure := self._handled(connection, events)) is not None:
            log.warning("batch_kept", service=self._listener, events=len(events), failure=described(failure))
            if self._stopping():
                raise failure
            self._pause(connection, pauses.next())
        batch[-1].channel.basic_ack(batch[-1].delivery_tag, multiple=True)

    def _handled(self, connection: Connection, events: Sequence[Heard]) -> BaseException | None:
        handling = self._handle(events)
        self._busy_since = time.monotonic()
        try:
            while not handling.done(LISTEN_SECONDS):
                self._listen(connection, DRAINED_SECONDS)
        finally:
            self._busy_since = None
            handling.settle()
        return handling.failure

    def _next_batch(self) -> tuple[list[Any], list[Heard]]:
        messages, events = [], list[Heard]()
        while self._arrived and (not events or len(events) + len(self._arrived[0][1]) <= BATCH_EVENTS_MAX):
            message, heard = self._arrived.pop(0)
            messages.append(message)
            events.extend(heard)
        return messages, events

    def _pause(self, connection: Connection, seconds: float) -> None:
        """Let time pass, but not so much at once that the broker takes this consumer for dead."""
        until = time.monotonic() + seconds
        while not self._stopping() and (left := until - time.monotonic()) > 0:
            self._listen(connection, min(left, LISTEN_SECONDS))

    def _listen(self, connection: Connection, seconds: float) -> None:
        """Wait at most so long for a message, then take all that are there already."""
        try:
            while True:
                listen(connection, self._line, seconds)
                seconds = DRAINED_SECONDS
        except TimeoutError:
            return

    def _take(self, message: Message) -> None:
        self._fresh = self._fresh or not message.delivery_info.get("redelivered")
        try:
            self._arrived.append((message, unpacked(message.body)))
        except msgspec.DecodeError:
            log.error("message_not_understood", service=self._listener)
            message.reject(requeue=False)
