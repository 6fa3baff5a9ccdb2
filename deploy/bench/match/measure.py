"""The bench of matching: one decision in directories of many sizes, and the largest one kept in both stores."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

from deploy.bench.corner import Servers
from deploy.bench.match.county import County
from deploy.bench.match.deciding import directory_of, milliseconds, plain_loop
from deploy.bench.match.keeping import MatchingAlone, kept_on_postgresql, kept_on_sqlite
from deploy.bench.match.targets import (
    CHANGED_MILLISECONDS_MAX,
    DECIDED_AT_ONCE,
    DECISION_MILLISECONDS_MAX,
    ENTERED_SECONDS_MAX,
)
from deploy.bench.report import Figure, Report
from deploy.bench.spread import Spread, percentile

HALF, NEARLY_ALL = 0.5, 0.99
_NAMES = {HALF: "half of all decisions within", NEARLY_ALL: "99 in a hundred within"}


class AskedOfMatching(NamedTuple):
    """What to measure: the usual directory, the largest one, and how many decisions are taken in each repetition."""

    schemes: int
    reaching: int
    largest: int
    decisions: int
    rounds: int

    def counties(self) -> Iterator[County]:
        """Give the usual directory first; then smaller and larger ones with as many in reach; then fewer in reach."""
        sizes = (self.schemes, max(self.reaching, self.schemes // 10), self.largest)
        yield from (County(size, self.reaching) for size in dict.fromkeys(sizes))
        yield County(self.schemes, max(1, self.reaching // 3))


def measure_match(servers: Servers, asked: AskedOfMatching) -> Report:
    """Measure decisions in memory, each beside a loop over the whole directory; then both stores."""
    report = Report(title="Deciding where a referral goes", asked=asked._asdict())
    for number, county in enumerate(asked.counties()):
        _add_decisions(report, county, asked, promised=number == 0)
    largest = County(asked.largest, asked.reaching)
    stores: dict[str, Callable[[], AbstractContextManager[MatchingAlone]]] = {
        "SQLite": kept_on_sqlite,
        "PostgreSQL": partial(kept_on_postgresql, servers),
    }
    for store, opened in stores.items():
        with opened() as kept:
            _add_kept(report, store, kept, largest, asked)
    return report


def _add_decisions(report: Report, county: County, asked: AskedOfMatching, promised: bool) -> None:
    directory = directory_of(county)
    loop = plain_loop(directory)
    found = [milliseconds(directory, asked.decisions) for _ in range(asked.rounds)]
    looped = [milliseconds(directory, max(1, asked.decisions // 10), loop) for _ in range(asked.rounds)]
    for share, limit in DECISION_MILLISECONDS_MAX.items():
        spread = Spread.of(percentile(one, share) for one in found)
        report.add(f"{county.words}: {_NAMES[share]}", "ms", spread, at_most=limit if promised else None)
    plain = Spread.of(percentile(one, HALF) for one in looped)
    baseline: Figure = report.add(f"{county.words}, a plain loop: {_NAMES[HALF]}", "ms", plain)
    report.add_beside(f"{county.words}: {_NAMES[HALF]}", Spread.of(percentile(one, HALF) for one in found), baseline)


def _add_kept(report: Report, store: str, kept: MatchingAlone, county: County, asked: AskedOfMatching) -> None:
    words = f"{store}, {county.schemes:,} schemes"
    entered = Spread.of([kept.enter(county)])
    report.add(f"{words}: entered, a hundred in a request", "s", entered, at_most=ENTERED_SECONDS_MAX)
    report.add(f"{words}: first read by a process", "ms", Spread.of([kept.look()]))
    report.add(
        f"{words}: known again after one has changed",
        "ms",
        Spread.of(list(_looks_after_changes(kept, county, asked.rounds))),
        at_most=CHANGED_MILLISECONDS_MAX,
    )
    decided = kept.decide(asked.decisions, DECIDED_AT_ONCE)
    report.add(f"{words}: decided and stored, {DECIDED_AT_ONCE} at once, each", "ms", Spread.of(decided))


def _looks_after_changes(kept: MatchingAlone, county: County, rounds: int) -> Iterator[float]:
    for number in range(rounds):
        kept.change_one(county, number * county.schemes // rounds)
        yield kept.look()
