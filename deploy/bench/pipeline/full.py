"""The bench of the full mode: Onward beside its limit, and beside the plain version."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from deploy.bench.corner import Servers
from deploy.bench.inventing import Inventor
from deploy.bench.pipeline.costs import add_costs
from deploy.bench.pipeline.limit import Limit, limit
from deploy.bench.pipeline.onward import PLAIN, full_onward
from deploy.bench.pipeline.stored import Stored, stored_since, transaction_now
from deploy.bench.pipeline.walk import Walk, walk, warm
from deploy.bench.report import Figure, Report
from deploy.bench.spread import Spread
from deploy.bench.targets import (
    BENCH_LIMIT_SHARE_MIN,
    BENCH_PIPELINE_PER_SECOND_MIN,
    BENCH_PLAIN_SENDERS,
    BENCH_PLAIN_TIMES_MIN,
    BENCH_SENDERS,
    BENCH_SERVICE_MEGABYTES_MAX,
)

PER_SECOND = "referrals/s"


class AskedOfPipeline(NamedTuple):
    """What to measure. `plain`: how many referrals the plain version is given; 0 leaves it out."""

    processes: int
    referrals: int
    rounds: int
    plain: int


def measure_full(servers: Servers, asked: AskedOfPipeline) -> Report:
    """Measure the pipeline, what bare drivers need for the same, and the plain version."""
    report = Report(title="Referrals posted to offered, full mode", asked=asked._asdict())
    walks, stored = _walks(servers, asked)
    bare = _limits(servers, asked, stored, report)
    plain = _plain(servers, asked, report) if asked.plain else None
    spread = Spread.of(one.per_second for one in walks)
    report.add("Onward", PER_SECOND, spread, at_least=BENCH_PIPELINE_PER_SECOND_MIN)
    report.add_beside("Onward", spread, bare, at_least=BENCH_LIMIT_SHARE_MIN)
    if plain:
        report.add_beside("Onward", spread, plain, at_least=BENCH_PLAIN_TIMES_MIN)
    add_costs(report, walks, BENCH_SERVICE_MEGABYTES_MAX)
    return report


def _walks(servers: Servers, asked: AskedOfPipeline) -> tuple[list[Walk], list[Stored]]:
    """Return the repetitions, and what the last one stored."""
    inventor = Inventor(seed=1)
    with full_onward(servers, asked.processes) as onward:
        url = onward.settings.database_url or ""
        warm(onward, BENCH_SENDERS)
        walks = []
        for number in range(asked.rounds):
            before = transaction_now(url)
            walks.append(walk(onward, inventor.referrals(asked.referrals), BENCH_SENDERS, f"round-{number}"))
        return walks, stored_since(url, before)


def _limits(servers: Servers, asked: AskedOfPipeline, stored: Sequence[Stored], report: Report) -> Figure:
    """Add the limit, taken as often as the pipeline, and once with a message for each event; return the first."""
    in_turn = [limit(servers, stored, together=False) for _ in range(asked.rounds)]
    at_once = [limit(servers, stored, together=True) for _ in range(asked.rounds)]
    single = limit(servers, stored, together=False, events_in_message=1)
    report.remarks.append(_words(in_turn[0], stored))
    figure = report.add("limit: bare inserts, packs published and consumed", PER_SECOND, _rates(asked, in_turn))
    report.add("limit, a process for each service's part", PER_SECOND, _rates(asked, at_once))
    report.add("limit, one message for each event", PER_SECOND, _rates(asked, [single]))
    return figure


def _rates(asked: AskedOfPipeline, limits: Iterable[Limit]) -> Spread:
    return Spread.of(asked.referrals / one.seconds for one in limits)


def _words(first: Limit, stored: Sequence[Stored]) -> str:
    rows = sum(one.rows for one in stored)
    transactions = sum(len(one.transactions) for one in stored)
    packs = sum(len(one.messages()) for one in stored)
    return (
        f"The limit: {rows:,} rows inserted in {transactions:,} transactions in {first.inserting:.2f} s, "
        f"{packs:,} packs published in {first.publishing:.2f} s and consumed in {first.consuming:.2f} s."
    )


def _plain(servers: Servers, asked: AskedOfPipeline, report: Report) -> Figure:
    inventor = Inventor(seed=2)
    with full_onward(servers, asked.processes, PLAIN) as onward:
        walk(onward, inventor.referrals(BENCH_PLAIN_SENDERS), BENCH_PLAIN_SENDERS, "warm", size=1)
        walks = [
            walk(onward, inventor.referrals(asked.plain), BENCH_PLAIN_SENDERS, f"round-{number}", size=1)
            for number in range(asked.rounds)
        ]
    return report.add("plain version", PER_SECOND, Spread.of(one.per_second for one in walks))
