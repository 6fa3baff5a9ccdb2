"""Referrals that go on coming in, slowly, while something else is measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event as Signal
from threading import Thread

from deploy.bench.inventing import Inventor
from deploy.bench.pipeline.onward import Onward
from deploy.bench.pipeline.posting import bulks, post_all
from deploy.bench.targets import BENCH_TRICKLE_REFERRALS, BENCH_TRICKLE_SECONDS


class Trickle:
    """Posts a few referrals, pauses, and posts the next. `references`: those that were taken in."""

    def __init__(self, onward: Onward, name: str) -> None:
        self._onward = onward
        self._name = name
        self._inventor = Inventor(seed=4)
        self._enough = Signal()
        self._thread = Thread(target=self._post)
        self.references: list[str] = []

    def start(self) -> None:
        """Begin to post."""
        self._thread.start()

    def stop(self) -> None:
        """Post no more."""
        self._enough.set()
        self._thread.join()

    def _post(self) -> None:
        for number in count():
            referrals = self._inventor.referrals(BENCH_TRICKLE_REFERRALS)
            self.references += post_all(self._onward.urls, bulks(referrals, f"{self._name}-{number}"), senders=1)
            if self._enough.wait(BENCH_TRICKLE_SECONDS):
                return


@contextmanager
def trickle(onward: Onward, name: str) -> Iterator[Trickle]:
    """Post meanwhile."""
    posting = Trickle(onward, name)
    posting.start()
    try:
        yield posting
    finally:
        posting.stop()
