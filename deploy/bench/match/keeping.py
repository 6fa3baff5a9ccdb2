"""A large directory in a store: entered as the front door enters it, read, changed by one scheme, decided from."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.bench.corner import Servers, own_database, own_folder
from deploy.bench.match.county import County, requests, scheme, schemes
from deploy.bench.pipeline.programs import environment
from deploy.program.stores import migrated
from services.matching.handlers.matching import Matching
from services.matching.queries import Directories
from services.matching.wiring import wire
from shared.clock import system_clock
from shared.config.limits import SCHEMES_MAX
from shared.config.master_key import master_key
from shared.config.settings import Settings
from shared.contracts.event import Meta
from shared.contracts.triage import ReferralTriaged
from shared.event_store.recorded import Recorded
from shared.event_store.rows import pages
from shared.messaging.room import Means, Room

_BY = "hub:bench"


@dataclass(frozen=True)
class MatchingAlone:
    """Matching with a store of its own. `directories`: what one process remembers of the directory."""

    room: Room
    directories: Directories

    def enter(self, county: County) -> float:
        """Enter every scheme of a county, a hundred in each request, and return the seconds it took."""
        entered = schemes(county)
        began = time.perf_counter()
        for pack in pages(entered, SCHEMES_MAX):
            answers = self.room.commands.register_schemes(pack, _BY)
            assert {answer["status"] for answer in answers} == {"registered"}, answers[:1]
        return time.perf_counter() - began

    def look(self) -> float:
        """Return the milliseconds until the process knows the directory as it is now."""
        with self.room.store.reading() as connection:
            began = time.perf_counter()
            self.directories.current(connection)
            return (time.perf_counter() - began) * 1_000

    def change_one(self, county: County, number: int) -> None:
        """Enter one scheme anew, under another name."""
        renamed = {**scheme(number, county), "name": f"Renamed at {time.time_ns()}"}
        self.room.commands.register_schemes([renamed], _BY)

    def decide(self, count: int, at_once: int) -> list[float]:
        """Return the milliseconds each referral took until its decision was stored, so many in one transaction."""
        matching = Matching(self.directories)
        found = []
        for batch in pages(_triaged(count), at_once):
            began = time.perf_counter()
            with self.room.store.transaction() as work:
                matching.react(work, batch)
            found.append((time.perf_counter() - began) * 1_000 / len(batch))
        return found


@contextmanager
def kept_on_sqlite() -> Iterator[MatchingAlone]:
    """Open matching on a file of its own."""
    with own_folder() as folder:
        yield _kept(Settings.from_environment(environment(ONWARD_DATA_DIR=str(Path(folder) / "data"))))


@contextmanager
def kept_on_postgresql(servers: Servers) -> Iterator[MatchingAlone]:
    """Open matching on a database of its own."""
    with own_database(servers) as url:
        yield _kept(Settings.from_environment(environment(ONWARD_DATABASE_URL=url, ONWARD_AMQP_URI="none")))


def _kept(settings: Settings) -> MatchingAlone:
    migrated(settings, ["matching"])
    room = wire(Means(settings, master_key(settings)))
    room.prepare()
    return MatchingAlone(room, Directories())


def _triaged(count: int) -> Sequence[Recorded]:
    now = system_clock()
    return [
        Recorded(
            f"assessment-{one.facts.reference}",
            1,
            ReferralTriaged(facts=one.facts, complexity=one.complexity, protocol_version=1),
            Meta(now, "service:triage", "intake.referral_received"),
        )
        for one in requests(count)
    ]
