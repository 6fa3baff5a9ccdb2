"""What a ranking makes of a referral whatever room there is, in a form that two versions are compared by."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from services.matching.domain.capacity import Capacity, Places
from services.matching.domain.directory import Directory
from services.matching.domain.offering import decide
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request, ranked_again, shortlist, suitable_ids
from shared.contracts.event import Event
from shared.contracts.matching import Considered, ReferralParked

_DAY = date(2000, 1, 1)
"""Any day: only how far the next look is from it is told."""


class Choice(NamedTuple):
    """The scheme that would be offered first, with its points; where there is none, the days until the next look."""

    first_choice: str | None
    score: int
    factors: dict[str, int]
    review_after_days: int | None


def choices(request: Request, directory: Directory, first: Ranking, second: Ranking) -> tuple[Choice, Choice]:
    """Return what two rankings choose, as if every scheme had room.

    Why the second looks only at who is suitable: that does not depend on the ranking, and finding out takes longest.
    """
    considered = shortlist(request, directory.reaching(request.facts), first)
    suitable = [directory.schemes[scheme_id] for scheme_id in suitable_ids(considered)]
    again = ranked_again(request, suitable, second)
    return _choice(request, considered, directory, first), _choice(request, again, directory, second)


def _choice(request: Request, considered: Sequence[Considered], directory: Directory, ranking: Ranking) -> Choice:
    endless: dict[str, Places] = defaultdict(lambda: Places(None, 0, 0))
    decision = decide(request, considered, directory.schemes, Capacity(endless, ()), ranking, _DAY)
    if decision.scheme_id is None:
        return Choice(None, 0, {}, _days_parked(decision.events))
    best = next(one for one in considered if one.scheme_id == decision.scheme_id)
    return Choice(best.scheme_id, best.score, best.factors, None)


def _days_parked(events: Sequence[Event]) -> int | None:
    return next(((event.review_on - _DAY).days for event in events if isinstance(event, ReferralParked)), None)
