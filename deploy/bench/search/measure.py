"""The bench of the search: a large directory asked in every way people ask, beside reading all its texts through."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from deploy.bench.corner import Servers, own_database, own_folder
from deploy.bench.pipeline.programs import environment
from deploy.bench.report import Report
from deploy.bench.search.entries import InventedDirectory
from deploy.bench.search.questions import KINDS
from deploy.bench.spread import Spread, percentile
from deploy.bench.targets import BENCH_SEARCH_HALF_MILLISECONDS_MAX, BENCH_SEARCH_MOST_MILLISECONDS_MAX
from deploy.program.stores import migrated
from deploy.rooms import room
from shared.config.limits import ACTIVITIES_MAX, MASTER_KEY_BYTES
from shared.config.search_limits import DIRECTORY_PAGE_ENTRIES
from shared.config.settings import Settings

MILLISECONDS, PER_SECOND = "ms", "entries/s"
BY = "onward:bench"
Commands = Any


class AskedOfSearch(NamedTuple):
    """What to measure: how large a directory, and how many searches of each kind in each repetition."""

    schemes: int
    activities: int
    searches: int
    rounds: int


class Repetition(NamedTuple):
    """What one repetition took. Units: milliseconds. `taken`: each search, by its kind; `through`: reading texts."""

    taken: dict[str, list[float]]
    through: list[float]

    def together(self, share: float) -> float:
        """Return within how many milliseconds so large a share of all searches was answered."""
        return percentile((one for times in self.taken.values() for one in times), share)


def measure_search(servers: Servers, asked: AskedOfSearch) -> Report:
    """Fill a directory on each database, and search it."""
    report = Report(title="Searching the directory", asked=asked._asdict())
    with own_folder() as folder:
        _measure(report, "SQLite", environment(ONWARD_DATA_DIR=str(folder)), asked)
    with own_database(servers) as url:
        _measure(report, "PostgreSQL", environment(ONWARD_DATABASE_URL=url, ONWARD_AMQP_URI="none"), asked)
    return report


def _measure(report: Report, store: str, given: dict[str, str], asked: AskedOfSearch) -> None:
    directory = InventedDirectory(seed=1)
    with _matching(given) as commands:
        rate = _fill(commands, directory, asked)
        commands.search_directory({"words": "warm"}, 1, 1)
        rounds = [_round(commands, directory, asked.searches) for _ in range(asked.rounds)]
    report.add(f"{store}: entries taken in", PER_SECOND, Spread.of([rate]))
    through = report.add(
        f"{store}: texts read through, half within",
        MILLISECONDS,
        Spread.of(percentile(one.through, 0.5) for one in rounds),
    )
    half, most = (Spread.of(one.together(share) for one in rounds) for share in (0.5, 0.99))
    report.add(f"{store}: half within", MILLISECONDS, half, at_most=BENCH_SEARCH_HALF_MILLISECONDS_MAX)
    report.add_beside(f"{store}: half within", half, through)
    report.add(f"{store}: 99 in a hundred within", MILLISECONDS, most, at_most=BENCH_SEARCH_MOST_MILLISECONDS_MAX)
    for kind in KINDS:
        spread = Spread.of(percentile(one.taken[kind], 0.5) for one in rounds)
        report.add(f"{store}: {kind}, half within", MILLISECONDS, spread)


@contextmanager
def _matching(given: dict[str, str]) -> Iterator[Commands]:
    settings = Settings.from_environment(given)
    migrated(settings, ["matching"])
    with room(settings, bytes(MASTER_KEY_BYTES), "matching") as wired:
        yield wired.commands


def _fill(commands: Commands, directory: InventedDirectory, asked: AskedOfSearch) -> float:
    """Enter everything as imports do, a hundred at a time, and return how many entries that makes in a second."""
    began = time.perf_counter()
    for start in range(0, asked.schemes, ACTIVITIES_MAX):
        numbers = range(start, min(start + ACTIVITIES_MAX, asked.schemes))
        commands.register_schemes([directory.scheme(number) for number in numbers], BY)
    for start in range(0, asked.activities, ACTIVITIES_MAX):
        numbers = range(start, min(start + ACTIVITIES_MAX, asked.activities))
        commands.list_activities([directory.activity(number) for number in numbers], BY)
    return (asked.schemes + asked.activities) / (time.perf_counter() - began)


def _round(commands: Commands, directory: InventedDirectory, searches: int) -> Repetition:
    taken: dict[str, list[float]] = {}
    for kind, ask in KINDS.items():
        lookings = [ask(directory) for _ in range(searches)]
        taken[kind] = [_milliseconds(commands.search_directory, looking) for looking in lookings]
    words = [{"search": directory.word()} for _ in range(searches)]
    return Repetition(taken, [_milliseconds(commands.open_services, asking) for asking in words])


def _milliseconds(question: Any, asked: dict[str, Any]) -> float:
    began = time.perf_counter()
    question(asked, 1, DIRECTORY_PAGE_ENTRIES)
    return (time.perf_counter() - began) * 1_000
