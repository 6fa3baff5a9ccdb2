"""Whom a scheme that closes or shrinks can hold no more, and in which order they go on."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from services.matching.domain.match import Match
from services.matching.domain.shortlist import Request
from shared.contracts.matching import PlaceReleased, ReferralMoved
from shared.contracts.vocabulary import URGENCIES

CLOSED, REDUCED = "scheme_closed", "places_reduced"


class Leaving(NamedTuple):
    """One referral that leaves its scheme: what is recorded first, the place it gives up, and what it then needs.

    `version`: its match stream's; `since`: the version at which it came to this scheme.
    """

    request: Request
    version: int
    since: int
    moved: ReferralMoved
    released: PlaceReleased


def leaving(scheme_id: str, match: Match, version: int, reason: str) -> Leaving | None:
    """Return how a referral leaves a scheme; None when it does not lie there any more."""
    request = match.after_leaving(scheme_id)
    if request is None:
        return None
    about = {"reference": request.facts.reference, "person_id": request.facts.person_id}
    return Leaving(
        request=request,
        version=version,
        since=match.round,
        moved=ReferralMoved(**about, round=match.round, from_scheme_id=scheme_id, reason=reason),
        released=PlaceReleased(**about, scheme_id=scheme_id, reason=reason),
    )


def most_urgent_first(leaving: Iterable[Leaving]) -> list[Leaving]:
    """Return them in the order in which they choose: the most urgent first, then by reference."""
    return sorted(leaving, key=lambda one: (-_urgency(one), one.request.facts.reference))


def those_who_must_go(leaving: Sequence[Leaving], places: int) -> list[Leaving]:
    """Return whom a scheme with so few places can not keep: the least urgent, so that the most urgent stay."""
    return most_urgent_first(most_urgent_first(leaving)[places:])


def _urgency(one: Leaving) -> int:
    return list(URGENCIES).index(one.request.facts.urgency)
