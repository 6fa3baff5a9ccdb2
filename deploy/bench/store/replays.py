"""Reading everything back as events: Onward on both databases, beside the eventsourcing library."""

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial

from deploy.bench.corner import Servers, own_database, own_folder
from deploy.bench.report import Report
from deploy.bench.spread import Spread
from deploy.bench.store.appenders import OnwardAppender
from deploy.bench.store.events import STREAM_EVENTS, Share
from deploy.bench.store.eventsourcing_peer import EventsourcingAppender, absent, domain_events
from deploy.bench.targets import BENCH_REPLAY_POSTGRESQL_MIN, BENCH_REPLAY_SQLITE_MIN

PER_SECOND = "decoded events/s"


def add_replays(report: Report, servers: Servers, events: int, rounds: int) -> None:
    """Fill stores of their own with so many events, and read them back several times."""
    share = Share(0, max(1, events // STREAM_EVENTS), STREAM_EVENTS)
    with ExitStack() as stack:
        folder = stack.enter_context(own_folder())
        url = stack.enter_context(own_database(servers))
        peer = None
        if absent() is None:
            peer = EventsourcingAppender(url)
            peer.prepare()
            peer.append(share, _nothing)
            rates = _rates(partial(domain_events, peer), rounds)
            baseline = report.add("replay: eventsourcing library", PER_SECOND, rates)
        for name, where, least in (
            ("PostgreSQL", url, BENCH_REPLAY_POSTGRESQL_MIN),
            ("SQLite", folder / "replayed.sqlite", BENCH_REPLAY_SQLITE_MIN),
        ):
            appender = OnwardAppender(name, where)
            appender.prepare()
            appender.append(share, _nothing)
            rates = _rates(partial(_events, appender), rounds)
            report.add(f"replay: Onward on {name}", PER_SECOND, rates, at_least=least)
            if peer is not None:
                report.add_beside(f"replay: Onward on {name}", rates, baseline)


def _events(appender: OnwardAppender) -> Iterable[object]:
    return (event for page in appender.store().decoded() for event in page.events)


def _rates(read: Callable[[], Iterable[object]], rounds: int) -> Spread:
    return Spread.of(_rate(read()) for _ in range(rounds))


def _rate(events: Iterable[object]) -> float:
    began = time.perf_counter()
    count = sum(1 for _ in events)
    return count / (time.perf_counter() - began)


def _nothing() -> None:
    return None
