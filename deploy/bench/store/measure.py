"""The bench of the store: appends and decoded replay, each beside its peers in the same run."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

from deploy.bench.at_once import all_at_once
from deploy.bench.corner import Servers, own_database, own_folder
from deploy.bench.peers import absent_programs
from deploy.bench.report import Figure, Report
from deploy.bench.spread import Spread
from deploy.bench.store.appenders import Appender, BareAppender, OnwardAppender
from deploy.bench.store.cells import Cell, cells
from deploy.bench.store.events import Share
from deploy.bench.store.eventsourcing_peer import EventsourcingAppender, absent
from deploy.bench.store.pgbench import NAME as PGBENCH
from deploy.bench.store.pgbench import pgbench_rate
from deploy.bench.store.replays import add_replays
from deploy.bench.targets import BENCH_PGBENCH_SHARE_MIN, BENCH_RECORDER_TIMES_MIN

PER_SECOND = "events/s"
ONWARD, PEER = "Onward on PostgreSQL", EventsourcingAppender.name


class AskedOfStore(NamedTuple):
    """What to measure: how many events are appended in each repetition, and how many are read back."""

    events: int
    replayed: int
    rounds: int


def measure_store(servers: Servers, asked: AskedOfStore) -> Report:
    """Measure every way of appending with every peer, then replay."""
    report = Report(title="The event store", asked=asked._asdict())
    missing = [one for one in (absent(), *absent_programs(PGBENCH)) if one]
    report.left_out += missing
    with ExitStack() as stack:
        folder = stack.enter_context(own_folder())
        url = stack.enter_context(own_database(servers))
        appenders: list[Appender] = [BareAppender(url), OnwardAppender(ONWARD, url), _sqlite(folder)]
        if absent() is None:
            appenders.append(EventsourcingAppender(url))
        for one in appenders[1:]:
            one.prepare()
        for cell in cells():
            rates = _rates(appenders, cell, asked)
            if cell.batch == 1 and PGBENCH not in missing:
                rates[PGBENCH] = Spread.of(
                    pgbench_rate(url, cell.connections, asked.events) for _ in range(asked.rounds)
                )
            _add(report, cell, rates)
    add_replays(report, servers, asked.replayed, asked.rounds)
    return report


def _sqlite(folder: Path) -> OnwardAppender:
    return OnwardAppender("Onward on SQLite", folder / "store.sqlite")


def _rates(appenders: list[Appender], cell: Cell, asked: AskedOfStore) -> dict[str, Spread]:
    """Return each one's rates; all take turns, so that a busy minute of the machine meets all of them."""
    rates: dict[str, list[float]] = {one.name: [] for one in appenders}
    appends = max(1, asked.events * (1 if cell.batch == 1 else 4) // (cell.batch * cell.connections))
    for _ in range(asked.rounds):
        for one in appenders:
            shares = [Share(number, appends, cell.batch) for number in range(cell.connections)]
            seconds = all_at_once([partial(one.append, share) for share in shares])
            rates[one.name].append(appends * cell.batch * cell.connections / seconds)
    return {name: Spread.of(measured) for name, measured in rates.items()}


def _add(report: Report, cell: Cell, rates: dict[str, Spread]) -> None:
    """Add what one way gave. Only for single events something was promised."""
    baselines: dict[str, Figure] = {
        name: report.add(f"{name}, {cell.words}", PER_SECOND, spread)
        for name, spread in rates.items()
        if name != ONWARD
    }
    promised = {PEER: BENCH_RECORDER_TIMES_MIN[cell.connections], PGBENCH: BENCH_PGBENCH_SHARE_MIN}
    for name, figure in baselines.items():
        if name in (*promised, BareAppender.name):
            least = promised.get(name) if cell.batch == 1 else None
            report.add_beside(f"{ONWARD}, {cell.words}", rates[ONWARD], figure, at_least=least)
