"""Where the matching of one referral stands, read from its own history."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.matching.domain.shortlist import Request
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import MatchWithdrawn, ReferralParked, SchemeOffered, SchemesShortlisted


@dataclass(frozen=True)
class Match:
    """One referral's matching. `offered`: the scheme it lies with now; `tried`: all it was ever offered to."""

    facts: Facts | None = None
    complexity: str = "low"
    round: int = 0
    offered: str | None = None
    tried: frozenset[str] = frozenset()
    withdrawn: bool = False

    def after_decline(self, scheme_id: str) -> Request | None:
        """Return the request for the next round, unless the referral was taken back or lies elsewhere by now."""
        if self.facts is None or self.withdrawn or self.offered != scheme_id:
            return None
        return Request(self.facts, self.complexity, self.round + 1, self.tried)


def match_of(history: Iterable[Event]) -> Match:
    """Fold a referral's match stream."""
    state = Match()
    for event in history:
        state = _after(state, event)
    return state


def stop(match: Match, taken_back: ReferralWithdrawn) -> list[Event]:
    """Stop matching a referral that was taken back; nothing when it was stopped before."""
    if match.withdrawn:
        return []
    return [MatchWithdrawn(reference=taken_back.reference, person_id=taken_back.person_id)]


def _after(state: Match, event: Event) -> Match:
    match event:
        case SchemesShortlisted():
            facts = event.facts or state.facts
            return Match(facts, event.complexity, event.round, None, state.tried, state.withdrawn)
        case SchemeOffered():
            tried = state.tried | {event.scheme_id}
            return Match(state.facts, state.complexity, state.round, event.scheme_id, tried, state.withdrawn)
        case MatchWithdrawn():
            return Match(state.facts, state.complexity, state.round, None, state.tried, withdrawn=True)
        case ReferralParked():
            return Match(state.facts, state.complexity, state.round, None, state.tried, state.withdrawn)
        case _:
            return state
