"""The batched entrypoint: hands a service what others recorded, many events at a time, from either kind of feed."""

import time
from collections.abc import Sequence
from typing import Any

import eventlet
from nameko.extensions import Entrypoint

from shared.config.settings import Settings
from shared.event_store.engine import open_engine
from shared.messaging.amqp_feed import AmqpFeed, Handling
from shared.messaging.heard import Heard
from shared.messaging.inbox import Mark
from shared.messaging.persistence import persistently
from shared.messaging.room import Room
from shared.messaging.store_feed import StoreFeed
from shared.messaging.topology import LISTENS
from shared.messaging.wired import Wired


class InHand(Handling):
    """A batch a nameko worker is busy with."""

    def __init__(self) -> None:
        self._finished: Any = eventlet.event.Event()

    def finish(self, _context: Any, result: Any, exc_info: Any) -> Any:
        """Take nameko's word on how the worker ended."""
        self.failure = exc_info[1] if exc_info else None
        self._finished.send()
        return result, None if self.failure is None else exc_info

    def done(self, seconds: float) -> bool:
        """Wait at most so long for the worker to end, and return whether it has."""
        self._finished.wait(timeout=seconds)
        return bool(self._finished.ready())

    def settle(self) -> None:
        """Wait until the worker has ended."""
        self._finished.wait()

    def wait(self) -> None:
        """Wait for the worker.

        Raises: what the worker raised.
        """
        self.settle()
        if self.failure is not None:
            raise self.failure


class Hearing(Entrypoint):
    """Feeds the decorated method with `(events, mark)`; what it raises keeps the batch for another try."""

    def setup(self) -> None:
        """Get ready; nothing is heard before `start`."""
        self._stopping = False
        self._threads: list[Any] = []
        self.feeds: list[AmqpFeed | StoreFeed] = []

    def start(self) -> None:
        """Begin to hear: one inbox on the broker, or one feed for each store heard."""
        settings: Settings = self.container.config["ONWARD_SETTINGS"]
        room = next(found for found in self.container.dependencies if isinstance(found, Wired)).room
        runs = self._store_runs(room, settings) if settings.embedded else [self._amqp_run(room, settings)]
        for run in runs:
            self._threads.append(self.container.spawn_managed_thread(lambda run=run: self._keep(run)))

    def stop(self) -> None:
        """Stop hearing; the batch in hand is finished and acknowledged first."""
        self._stopping = True
        for thread in self._threads:
            thread.wait()

    @property
    def consuming(self) -> bool:
        """Whether events would reach the service now."""
        return all(getattr(feed, "consuming", True) for feed in self.feeds)

    def _amqp_run(self, room: Room, settings: Settings) -> Any:
        feed = AmqpFeed(settings.amqp_uri or "", settings.namespace, room.name, lambda heard: self._hand(heard, None))
        self.feeds.append(feed)
        return lambda: feed.run(lambda: self._stopping)

    def _store_runs(self, room: Room, settings: Settings) -> list[Any]:
        runs = []
        for source, categories in LISTENS[room.name].items():
            feed = StoreFeed(room.store, source, open_engine(settings, source), categories)
            self.feeds.append(feed)
            runs.append(lambda feed=feed: feed.run(self._take, lambda: self._stopping, eventlet.sleep))
        return runs

    def _take(self, heard: Sequence[Heard], mark: Mark) -> None:
        self._hand(heard, mark).wait()

    def _hand(self, heard: Sequence[Heard], mark: Mark | None) -> InHand:
        in_hand = InHand()
        self.container.spawn_worker(self, (heard, mark), {}, handle_result=in_hand.finish)
        return in_hand

    def _keep(self, run: Any) -> None:
        persistently("hearing", run, lambda: self._stopping, eventlet.sleep, time.monotonic)


hear = Hearing.decorator
