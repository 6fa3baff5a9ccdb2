"""Answering questions: one connection per process, read by one greenlet, and as many answers under way as allowed.

Why not nameko's own: it opens connections of its own for answers and gives the process up when one cannot be sent,
and after a lost connection it may listen for ever to a queue it no longer consumes.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import eventlet
from eventlet.event import Event
from eventlet.semaphore import Semaphore
from kombu import Connection, Consumer
from nameko.exceptions import MethodNotFound
from nameko.extensions import SharedExtension

from shared.config.limits import RPC_AT_ONCE_MAX, RPC_DRAIN_SECONDS, RPC_START_SECONDS
from shared.event_store.trouble import passing
from shared.logs import log
from shared.messaging.persistence import persistently
from shared.messaging.rpc.config import RPC_EXCHANGE, STORE_AWAY, rpc_connection, rpc_queue
from shared.messaging.rpc.sealing import CONTENT_TYPE, BodyTooLarge, NotOurSeal, Sealing

Start = Callable[[Any, dict[str, Any]], None]
"""Begins to answer a question: the message, and its body."""


class RpcServer(SharedExtension):
    """Hears the questions to one service and hands each to its method.

    Leaving has two steps: `cease` hears nothing new, so that what is under way can still be answered; then `stop`.
    """

    def __init__(self) -> None:
        self._methods: dict[str, Start] = {}
        self._ceasing = self._leaving = False
        self._thread: Any = None
        self._writing = Semaphore()
        self._listening, self._ceased = Event(), Event()

    def setup(self) -> None:
        """Get ready to unseal questions and seal answers."""
        config = self.container.config
        self._uri = config["AMQP_URI"]
        self._sealing = Sealing(config["ONWARD_MASTER_KEY"])
        self._queue = rpc_queue(self.container.service_name)

    def offer(self, method: str, start: Start) -> None:
        """Let a method be asked for."""
        self._methods[method] = start

    def start(self) -> None:
        """Begin to listen; when the broker is away, go on without it and keep trying."""
        self._thread = self.container.spawn_managed_thread(self._keep_listening, identifier="rpc")
        self._listening.wait(timeout=RPC_START_SECONDS)

    def cease(self) -> None:
        """Hear no new question; returns when none can arrive any more."""
        self._ceasing = True
        self._ceased.wait()

    def stop(self) -> None:
        """Leave; everything heard has been answered by now."""
        self._ceasing = self._leaving = True
        if self._thread is not None:
            self._thread.wait()

    def answer(self, message: Any, result: Any, failure: BaseException | None) -> None:
        """Send the answer back and be done with the question. An answer that cannot be sent is logged and let go.

        Why let go: whoever asked sees the lost connection too, or has stopped waiting.
        """
        try:
            body = self._sealing.seal(_answer(result, failure))
        except (BodyTooLarge, TypeError) as unfit:
            log.error("rpc_answer_unfit", exc_info=unfit)
            body = self._sealing.seal(_answer(None, unfit))
        try:
            with self._writing:
                self._send(message, body)
        except self._lost as gone:
            log.warning("rpc_answer_lost", service=self.container.service_name, failure=type(gone).__name__)

    def _send(self, message: Any, body: bytes) -> None:
        properties = {"correlation_id": message.properties.get("correlation_id"), "delivery_mode": 1}
        channel = message.channel
        reply = channel.prepare_message(
            body, content_type=CONTENT_TYPE, content_encoding="binary", properties=properties
        )
        channel.basic_publish(reply, RPC_EXCHANGE.name, message.properties.get("reply_to", ""))
        channel.basic_ack(message.delivery_tag)

    def _keep_listening(self) -> None:
        try:
            persistently("rpc", self._listen, lambda: self._ceasing, eventlet.sleep, time.monotonic)
        finally:
            self._cease_is_done()

    def _listen(self) -> None:
        connection = rpc_connection(self._uri)
        try:
            self._lost = (*connection.connection_errors, *connection.channel_errors, AttributeError)
            self._serve(connection)
        except BaseException:
            connection.collect()  # a dead connection must not be asked to close: it may never answer
            raise
        connection.release()

    def _serve(self, connection: Connection) -> None:
        drain = partial(self._drain, connection.transport, connection.connection)
        channel = connection.channel()
        consumer = Consumer(channel, [self._queue], on_message=self._take, prefetch_count=RPC_AT_ONCE_MAX)
        consumer.consume()
        if not self._listening.ready():
            self._listening.send()
        drain(lambda: self._ceasing)
        consumer.cancel()
        self._cease_is_done()
        drain(lambda: self._leaving)

    def _drain(self, transport: Any, raw: Any, done: Callable[[], bool]) -> None:
        """Read what comes in until done. `raw`: the very connection; kombu's own would reconnect without consumers."""
        while not done():
            with self._writing:
                transport.heartbeat_check(raw)
            try:
                transport.drain_events(raw, timeout=RPC_DRAIN_SECONDS)
            except TimeoutError:
                continue

    def _take(self, message: Any) -> None:
        self.container.spawn_managed_thread(lambda: self._begin(message), identifier="rpc question")

    def _begin(self, message: Any) -> None:
        try:
            body = self._unsealed(message)
            method = message.delivery_info["routing_key"].rpartition(".")[2]
            if method not in self._methods:
                raise MethodNotFound(method)
            self._methods[method](message, body)
        except Exception as refused:  # noqa: BLE001 - whatever it was, whoever asked is told
            log.warning("rpc_question_refused", service=self.container.service_name, exc_info=refused)
            self.answer(message, None, refused)

    def _unsealed(self, message: Any) -> dict[str, Any]:
        if message.content_type != CONTENT_TYPE:
            raise NotOurSeal("not sealed at all")
        body: dict[str, Any] = self._sealing.unseal(message.body)
        return body

    def _cease_is_done(self) -> None:
        if not self._ceased.ready():
            self._ceased.send()


def _answer(result: Any, failure: BaseException | None) -> dict[str, Any]:
    """Return an answer as nameko's clients read it; of a failure only the class, as its words may hold anything."""
    if failure is None:
        return {"result": result, "error": None}
    kind = type(failure)
    path = f"{kind.__module__}.{kind.__name__}"
    name = STORE_AWAY if isinstance(failure, Exception) and passing(failure) else kind.__name__
    return {"result": None, "error": {"exc_type": name, "exc_path": path, "exc_args": [], "value": ""}}
