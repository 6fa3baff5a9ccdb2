"""The bench of the replay: journeys built anew while referrals come in, beside bare inserts of the same rows."""

import time
from functools import partial

from deploy.bench.corner import Servers, own_database
from deploy.bench.pipeline.onward import Onward, full_onward
from deploy.bench.pipeline.programs import environment
from deploy.bench.pipeline.walk import wait_until_offered
from deploy.bench.replay.history import EVENTS_OF_A_WALK, write_history
from deploy.bench.replay.inserts import insert_rebuilt
from deploy.bench.replay.trickle import trickle
from deploy.bench.report import Report
from deploy.bench.spread import Spread
from deploy.bench.targets import BENCH_REBUILT_PER_SECOND_MIN
from deploy.program.stores import migrated
from deploy.rebuilding import rebuild
from shared.clock import system_clock
from shared.config.settings import Settings

PER_SECOND = "events/s"


def measure_replay(servers: Servers, events: int, rounds: int) -> Report:
    """Write a history, start Onward on it, and build journeys anew several times."""
    report = Report(title="Journeys built anew while Onward runs", asked={"events": events, "rounds": rounds})
    walks = max(1, events // EVENTS_OF_A_WALK)
    with full_onward(servers, 1, fill=partial(write_history, walks=walks)) as onward:
        rates = Spread.of(_rate(onward, number) for number in range(rounds))
        inserts = Spread.of(_inserts(servers, onward, walks) for _ in range(rounds))
    bare = report.add("psycopg2 alone inserting the same rows", PER_SECOND, inserts)
    report.add("Onward", PER_SECOND, rates, at_least=BENCH_REBUILT_PER_SECOND_MIN)
    report.add_beside("Onward", rates, bare)
    report.remarks.append(f"{walks * EVENTS_OF_A_WALK:,} events took {walks * EVENTS_OF_A_WALK / rates.median:,.1f} s.")
    return report


def _rate(onward: Onward, number: int) -> float:
    """Rebuild once, and see that nothing that came in meanwhile is missing."""
    since = system_clock()
    with trickle(onward, f"round-{number}") as posting:
        began = time.perf_counter()
        rebuilt = rebuild(onward.settings, onward.master, "journeys")
        seconds = time.perf_counter() - began
    wait_until_offered(onward, since, len(posting.references))
    return rebuilt.events / seconds


def _inserts(servers: Servers, onward: Onward, walks: int) -> float:
    with own_database(servers) as target:
        migrated(
            Settings.from_environment(environment(ONWARD_DATABASE_URL=target, ONWARD_AMQP_URI="none")), ["journeys"]
        )
        return walks * EVENTS_OF_A_WALK / insert_rebuilt(onward.settings.database_url or "", target)
