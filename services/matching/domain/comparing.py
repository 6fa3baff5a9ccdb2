"""What a ranking makes of a referral whatever room there is, in a form that two versions are compared by."""

from collections.abc import Sequence
from typing import NamedTuple

from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request, shortlist, suitable_ids
from services.matching.domain.suitability import factors


class Choice(NamedTuple):
    """The scheme that stands first, with its points; where none is suitable, the days until the next look."""

    first_choice: str | None
    score: int
    factors: dict[str, int]
    review_after_days: int | None


def choices(request: Request, directory: Directory, first: Ranking, second: Ranking) -> tuple[Choice, Choice]:
    """Return what two rankings choose among the schemes the person can go to; room is left out.

    Why not two shortlists: who is suitable does not depend on the ranking, and finding out takes longest.
    """
    considered = shortlist(request, directory.reaching(request.facts), first)
    suitable = [directory.schemes[scheme_id] for scheme_id in suitable_ids(considered)]
    if not suitable:
        return _none(first), _none(second)
    best = considered[0]
    return Choice(best.scheme_id, best.score, best.factors, None), _best(request, suitable, second)


def _best(request: Request, suitable: Sequence[Listed], ranking: Ranking) -> Choice:
    def standing(listed: Listed) -> tuple[int, str]:
        return -sum(factors(request.facts, listed, ranking).values()), listed.scheme.id

    best = min(suitable, key=standing)
    points = factors(request.facts, best, ranking)
    return Choice(best.scheme.id, sum(points.values()), points, None)


def _none(ranking: Ranking) -> Choice:
    return Choice(None, 0, {}, ranking.review_parked_after_days)
