"""The walk measured: from the first post until every referral is offered."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from deploy.bench.inventing import Inventor, Referral
from deploy.bench.pipeline.cost import Meter, peak_megabytes
from deploy.bench.pipeline.onward import Onward
from deploy.bench.pipeline.posting import bulks, post_all
from deploy.bench.targets import BENCH_LOOK_SECONDS, BENCH_PATIENCE_SECONDS
from shared.clock import system_clock


class NeverOffered(Exception):
    """Referrals were taken in but not offered in time: something is broken, or the machine is far too busy."""


class Walk(NamedTuple):
    """One repetition. Units: seconds, in all and until the last was taken in; processor seconds, megabytes by name."""

    referrals: int
    seconds: float
    seconds_posting: float
    spent: dict[str, float]
    peaks: dict[str, float]

    @property
    def per_second(self) -> float:
        """Referrals posted and offered in a second."""
        return self.referrals / self.seconds


def walk(onward: Onward, referrals: Sequence[Referral], senders: int, name: str, size: int = 100) -> Walk:
    """Post the referrals and wait until all are offered.

    Raises: NotTaken; NeverOffered.
    """
    requests = bulks(referrals, name, size)
    meter = Meter(onward.programs, onward.database)
    since = system_clock()
    meter.start()
    began = time.perf_counter()
    post_all(onward.urls, requests, senders)
    posted = time.perf_counter()
    wait_until_offered(onward, since, len(referrals))
    ended = time.perf_counter()
    spent = meter.spent()
    return Walk(len(referrals), ended - began, posted - began, spent, peak_megabytes(onward.programs))


def wait_until_offered(onward: Onward, since: datetime, wanted: int, look: float = BENCH_LOOK_SECONDS) -> None:
    """Wait until so many referrals received since then are offered. `look`: seconds between two looks.

    Raises: NeverOffered when for a while not one more was.
    """
    before, patience = -1, 0.0
    while (offered := onward.offered(since)) < wanted:
        patience = BENCH_PATIENCE_SECONDS if offered > before else patience - look
        before = offered
        if patience <= 0:
            raise NeverOffered(f"{wanted - offered} referrals fewer than expected were offered")
        time.sleep(look)


def warm(onward: Onward, senders: int) -> None:
    """Send a few hundred referrals first, so that no process does anything for the first time when it is measured."""
    walk(onward, Inventor(0).referrals(200), senders, "warm", size=20)
