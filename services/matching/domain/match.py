"""Where the matching of one referral stands, read from its own history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.matching.domain.shortlist import Request
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.intake import ReferralWithdrawn
from shared.contracts.matching import (
    MatchWithdrawn,
    ReferralMoved,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
    WaitingListJoined,
    WaitingListLeft,
)


@dataclass(frozen=True)
class Match:
    """One referral's matching. `offered`: the scheme it lies with now; `tried`: all it was ever offered to.

    `waits_for`: the scheme whose waiting list it is on.
    """

    facts: Facts | None = None
    complexity: str = "low"
    round: int = 0
    offered: str | None = None
    tried: frozenset[str] = frozenset()
    withdrawn: bool = False
    waits_for: str | None = None

    def after_decline(self, scheme_id: str) -> Request | None:
        """Return the request for the next round, unless the referral was taken back or lies elsewhere by now."""
        return self._again() if self.offered == scheme_id else None

    def after_waiting(self) -> Request | None:
        """Return the request to look again for somebody who was parked, unless they are by now with a scheme."""
        return self._again() if self.offered is None else None

    def after_leaving(self, scheme_id: str) -> Request | None:
        """Return the request to go on from a scheme that can hold the referral no more, if it lies there."""
        return self._again() if self.offered == scheme_id else None

    def _again(self) -> Request | None:
        if self.facts is None or self.withdrawn:
            return None
        return Request(self.facts, self.complexity, self.round + 1, self.tried, self.waits_for)


def match_of(history: Iterable[Event]) -> Match:
    """Fold a referral's match stream."""
    state = Match()
    for event in history:
        state = _after(state, event)
    return state


def stop(match: Match, taken_back: ReferralWithdrawn) -> list[Event]:
    """Stop matching a referral that was taken back, and waiting for it; nothing when it was stopped before."""
    if match.withdrawn:
        return []
    about = {"reference": taken_back.reference, "person_id": taken_back.person_id}
    left = [WaitingListLeft(**about, scheme_id=match.waits_for, reason="withdrawn")] if match.waits_for else []
    return [*left, MatchWithdrawn(**about)]


def _after(state: Match, event: Event) -> Match:
    match event:
        case SchemesShortlisted():
            facts = event.facts or state.facts
            return replace(state, facts=facts, complexity=event.complexity, round=event.round, offered=None)
        case SchemeOffered():
            return replace(state, offered=event.scheme_id, tried=state.tried | {event.scheme_id})
        case MatchWithdrawn() | ReferralParked() | ReferralMoved():
            left = {getattr(event, "from_scheme_id", None)}
            withdrawn = isinstance(event, MatchWithdrawn)
            return replace(state, offered=None, withdrawn=state.withdrawn or withdrawn, tried=state.tried - left)
        case WaitingListJoined() | WaitingListLeft():
            return replace(state, waits_for=event.scheme_id if isinstance(event, WaitingListJoined) else None)
        case _:
            return state
