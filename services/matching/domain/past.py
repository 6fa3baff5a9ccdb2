"""The directory as it was when something was decided, from what was recorded of its schemes until then."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.replaying import Round
from services.matching.domain.shortlist import shortlist
from services.matching.domain.standing import PHASE_AFTER, REVIEW_AFTER, SchemeStanding
from shared.config.limits import REPLAY_RACE_SECONDS
from shared.contracts.directory import SchemeAssured, SchemeRegistered
from shared.contracts.event import Event
from shared.contracts.matching import Considered
from shared.contracts.scheme import Scheme

LISTED_BY: tuple[type[Event], ...] = (SchemeRegistered, *PHASE_AFTER, *REVIEW_AFTER)
"""The events that say how a scheme is listed; the directory's tables change by the same."""

Entered = tuple[Scheme, SchemeStanding]
"""A specification and how its entry stands."""

_ABOUT_ROOM = {"no_place_free", "already_with_scheme", "wait_too_long"}


class Stood(NamedTuple):
    """How a scheme was listed from one of its events on. `position`: of that event in the store."""

    position: int
    at: datetime
    listed: Listed


def after(before: Entered | None, event: Event) -> Entered | None:
    """Return how a scheme is entered after an event of its stream, as the directory's own tables have it."""
    if isinstance(event, SchemeRegistered):
        standing = before[1] if before else SchemeStanding()
        return event.scheme, standing.after(SchemeAssured) if event.scheme.assured_until else standing
    if isinstance(event, LISTED_BY) and before is not None:
        return before[0], before[1].after(type(event))
    return before


def directory_then(schemes: Iterable[Sequence[Stood]], position: int, then: Round, ranking: Ranking) -> Directory:
    """Return the directory as a decision at this position saw it.

    Why a choice where a scheme changed just before: the decision read the directory a moment before it was recorded,
    and another process may have changed it in between. Of the ways a scheme was listed in that moment, the one that
    explains what was recorded is taken.
    """
    recorded = {one.scheme_id: _without_room(one) for one in then.considered}
    listed = (_as_seen([one for one in stood if one.position < position], then, recorded, ranking) for stood in schemes)
    return Directory(one for one in listed if one)


def _as_seen(
    stood: Sequence[Stood], then: Round, recorded: Mapping[str, Considered], ranking: Ranking
) -> Listed | None:
    possible = _possible(stood, then.meta.at - timedelta(seconds=REPLAY_RACE_SECONDS))
    if len(possible) == 1:
        return possible[0]
    wanted = recorded.get(stood[-1].listed.scheme.id)
    fitting = (one for one in possible if _verdict(one, then, ranking) == wanted)
    return next(fitting, possible[0])


def _possible(stood: Sequence[Stood], since: datetime) -> list[Listed | None]:
    """Return how a scheme may have been listed after an instant, the newest first; None: it was not there yet."""
    possible: list[Listed | None] = []
    for one in reversed(stood):
        possible.append(None if one.listed.state == "closed" else one.listed)
        if one.at < since:
            return possible
    return [*possible, None]


def _verdict(listed: Listed | None, then: Round, ranking: Ranking) -> Considered | None:
    reaching = Directory([listed] if listed else []).reaching(then.request.facts)
    return next(iter(shortlist(then.request, reaching, ranking)), None)


def _without_room(considered: Considered) -> Considered:
    if _ABOUT_ROOM.isdisjoint(considered.reasons):
        return considered
    return Considered(scheme_id=considered.scheme_id, suitable=True, score=considered.score, factors=considered.factors)
