"""A recorded round decided again: the same facts, version, directory and room give the same answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from services.matching.domain.capacity import Capacity, Placement, Places
from services.matching.domain.directory import Directory
from services.matching.domain.match import match_of
from services.matching.domain.offering import decide
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request, shortlist
from shared.contracts.event import Event, Meta
from shared.contracts.matching import (
    Considered,
    NoSchemeFound,
    OverlapFound,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
    WaitingListJoined,
    WaitingListLeft,
)

DECISION = (
    SchemesShortlisted,
    OverlapFound,
    SchemeOffered,
    NoSchemeFound,
    ReferralParked,
    WaitingListJoined,
    WaitingListLeft,
)
"""What one decision records, all in the same moment."""


class Round(NamedTuple):
    """One decision as it was recorded. `version`: of its shortlist in the referral's stream."""

    version: int
    meta: Meta
    request: Request
    shortlisted: SchemesShortlisted
    events: tuple[Event, ...]

    @property
    def considered(self) -> tuple[Considered, ...]:
        """Every scheme that was looked at then."""
        return self.shortlisted.considered or ()


def rounds(history: Sequence[tuple[Event, Meta]]) -> Iterator[Round]:
    """Give the decisions of a referral's stream that have their facts, each with what was asked then."""
    for place, (event, meta) in enumerate(history):
        if isinstance(event, SchemesShortlisted):
            before = match_of(past for past, _ in history[:place])
            facts = event.facts or before.facts
            together = takewhile(lambda one, meta=meta: one[1] == meta, history[place:])  # type: ignore[misc]
            events = tuple(one for one, _ in together if isinstance(one, DECISION))
            if facts:
                request = Request(facts, event.complexity, event.round, before.tried, before.waits_for)
                yield Round(place + 1, meta, request, event, events)


def decided_again(then: Round, directory: Directory, ranking: Ranking, today: date) -> tuple[Event, ...]:
    """Return what is decided when the same is asked again; which schemes had room is taken as it was recorded."""
    considered = shortlist(then.request, directory.reaching(then.request.facts), ranking)
    room = _room(then, considered)
    return decide(then.request, considered, directory.schemes, room, ranking, today).events


def differences(then: Sequence[Event], again: Sequence[Event]) -> list[str]:
    """Return the kinds of events that are not the same, or not there both times."""
    kinds = [kind for kind in DECISION if _of(kind, then) != _of(kind, again)]
    return [kind.__name__ for kind in kinds]


def schemes_that_differ(then: Sequence[Considered], again: Sequence[Event]) -> list[str]:
    """Return the schemes about which the two shortlists do not say the same."""
    lists = [event.considered or () for event in again if isinstance(event, SchemesShortlisted)]
    was, now = ({one.scheme_id: one for one in considered} for considered in (then, lists[0] if lists else ()))
    return sorted(scheme_id for scheme_id in was | now if was.get(scheme_id) != now.get(scheme_id))


def _of(kind: type[Event], events: Sequence[Event]) -> list[Event]:
    return [event for event in events if type(event) is kind]


def _room(then: Round, again: Sequence[Considered]) -> Capacity:
    full = {one.scheme_id for one in then.considered if "no_place_free" in one.reasons}
    there = {one.scheme_id for one in then.considered if "already_with_scheme" in one.reasons}
    there.update(scheme_id for one in then.events if isinstance(one, OverlapFound) for scheme_id in one.scheme_ids)
    person_id = then.request.facts.person_id
    return Capacity(
        {one.scheme_id: Places(0 if one.scheme_id in full else None, 0, 0) for one in again},
        [Placement(person_id, scheme_id, "") for scheme_id in there],
        _waiting(then.events),
    )


def _waiting(recorded: Sequence[Event]) -> dict[str, int]:
    """Return how many people waited where, as far as a decision tells it."""
    joined = {one.scheme_id: one.position - 1 for one in recorded if isinstance(one, WaitingListJoined)}
    named = [better for one in recorded if isinstance(one, SchemeOffered) for better in one.fuller]
    return joined | {better.scheme_id: better.waiting for better in named}
