"""The ranking as data: shown, tried on the newest referrals, published."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from services.matching.domain.comparing import Choice, choices
from services.matching.domain.directory import Directory
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request
from services.matching.handlers.matching import Matching
from shared.contracts.event import Event
from shared.contracts.matching import RankingPublished, SchemesShortlisted
from shared.doors.malformed import Malformed
from shared.doors.ranking import load_ranking
from shared.event_store.dry_run import DecideTwice, Twice, dry_run
from shared.event_store.editions import Editions, refusal
from shared.event_store.store import Store

Answer = dict[str, Any]

RANKINGS: Editions[Ranking] = Editions(
    stream="ranking-hub",
    because="publish_ranking",
    rules=Ranking,
    event=lambda version, ranking: RankingPublished(version=version, ranking=ranking),
    of=lambda event: event.ranking,
)


@dataclass(frozen=True)
class RankingKeeping:
    """What the hub may ask and tell of the ranking."""

    store: Store
    matching: Matching = field(default_factory=Matching)

    def ranking(self, version: int | None = None) -> Answer:
        """Return a version of the ranking, the one in force when none is named."""
        return RANKINGS.told(self.store, version)

    def try_ranking(self, edited: object) -> Answer:
        """Return what an edited ranking would change for the newest referrals, by the directory as it is now.

        Which schemes have room is left out: places come and go, whatever the ranking says. Records nothing.
        """
        try:
            edit = load_ranking(edited)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        with self.store.reading() as connection:
            editions = RANKINGS.all(connection)
            if refused := refusal(editions, edit.based_on):
                return refused
            edited_ranking = RANKINGS.read(edit.protocol, edit.based_on + 1)
            directory = self.matching.directories.current(connection)
            decide = _deciding_twice(directory, editions[-1].rules, edited_ranking)
            tried = dry_run(connection, "match", decide, Choice._fields)
        return {"version": edit.based_on, "leaves_out": ["capacity"], **tried}

    def publish_ranking(self, edited: object, by: str) -> Answer:
        """Publish an edited ranking as the next version; what is in force is not published again."""
        try:
            edit = load_ranking(edited)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        return RANKINGS.publish(self.store, edit.protocol, edit.based_on, by)


def _deciding_twice(directory: Directory, in_force: Ranking, edited: Ranking) -> DecideTwice:
    def decide(events: Sequence[Event]) -> Twice | None:
        first = events[0] if events else None
        if not isinstance(first, SchemesShortlisted) or first.facts is None:
            return None
        request = Request(first.facts, first.complexity, 1, frozenset())
        before, after = choices(request, directory, in_force, edited)
        return Twice(before._asdict(), after._asdict())

    return decide
