"""Every scheme that reaches a person, considered: in or out, why, and in which order."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from services.matching.domain.eligibility import reasons_against
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.suitability import factors
from shared.contracts.facts import Facts
from shared.contracts.matching import Considered


class Request(NamedTuple):
    """One referral that needs a scheme.

    `tried`: schemes it was already offered to; `waits_for`: the one whose waiting list it is on.
    """

    facts: Facts
    complexity: str
    round: int
    tried: frozenset[str]
    waits_for: str | None = None


def shortlist(request: Request, reaching: Iterable[Listed], ranking: Ranking) -> list[Considered]:
    """Return every scheme considered, best first; whether there is room is another question.

    The same facts and ranking always give the same order: what ties in points goes by scheme id.
    """
    return sorted((_considered(request, listed, ranking) for listed in reaching), key=_order)


def ranked_again(request: Request, suitable: Iterable[Listed], ranking: Ranking) -> list[Considered]:
    """Return schemes the person can go to, best first by another ranking; whether they can is not asked again."""
    return sorted((_suitable(request, listed, ranking) for listed in suitable), key=_order)


def _order(one: Considered) -> tuple[bool, int, str]:
    return not one.suitable, -one.score, one.scheme_id


def _considered(request: Request, listed: Listed, ranking: Ranking) -> Considered:
    scheme = listed.scheme
    reasons = reasons_against(request.facts, request.complexity, listed)
    if scheme.id in request.tried:
        reasons = (*reasons, "offered_before")
    if reasons:
        return Considered(scheme_id=scheme.id, suitable=False, reasons=reasons)
    return _suitable(request, listed, ranking)


def _suitable(request: Request, listed: Listed, ranking: Ranking) -> Considered:
    points = factors(request.facts, listed, ranking)
    return Considered(scheme_id=listed.scheme.id, suitable=True, score=sum(points.values()), factors=points)


def suitable_ids(considered: Sequence[Considered]) -> list[str]:
    """Return the ids of the schemes the person can go to, best first."""
    return [one.scheme_id for one in considered if one.suitable]
