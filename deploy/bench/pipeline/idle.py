"""Single referrals on an idle system: how long from the post until the offer can be seen."""

import time
from contextlib import AbstractContextManager

from deploy.bench.corner import Servers
from deploy.bench.inventing import Inventor
from deploy.bench.pipeline.onward import Onward, embedded_onward, full_onward
from deploy.bench.pipeline.posting import post_one
from deploy.bench.pipeline.walk import wait_until_offered, warm
from deploy.bench.report import Report
from deploy.bench.spread import Spread, percentile
from deploy.bench.targets import BENCH_IDLE_LOOK_SECONDS, BENCH_IDLE_PAUSE_SECONDS, BENCH_OFFERED_MILLISECONDS_MAX
from shared.clock import system_clock


def measure_idle(servers: Servers, processes: int, referrals: int, rounds: int) -> Report:
    """Measure both modes, so many referrals one after the other in each repetition, with pauses between."""
    asked = {"processes": processes, "referrals": referrals, "rounds": rounds}
    report = Report(title="A single referral on an idle system, posted to offered", asked=asked)
    for mode, started in (("full", full_onward(servers, processes)), ("embedded", embedded_onward())):
        _add(report, mode, started, referrals, rounds)
    return report


def _add(report: Report, mode: str, started: AbstractContextManager[Onward], referrals: int, rounds: int) -> None:
    inventor = Inventor(seed=1)
    with started as onward:
        warm(onward, 1)
        taken = [
            [_milliseconds(onward, f"{mode}-{number}-{one}", inventor) for one in range(referrals)]
            for number in range(rounds)
        ]
    report.add(f"{mode}: half of them within", "ms", Spread.of(percentile(one, 0.5) for one in taken))
    slowest = Spread.of(percentile(one, 0.95) for one in taken)
    report.add(f"{mode}: 95 in a hundred within", "ms", slowest, at_most=BENCH_OFFERED_MILLISECONDS_MAX)


def _milliseconds(onward: Onward, key: str, inventor: Inventor) -> float:
    (referral,) = inventor.referrals(1)
    time.sleep(BENCH_IDLE_PAUSE_SECONDS)
    since = system_clock()
    began = time.perf_counter()
    post_one(onward.urls[0], key, referral)
    wait_until_offered(onward, since, 1, BENCH_IDLE_LOOK_SECONDS)
    return (time.perf_counter() - began) * 1_000
