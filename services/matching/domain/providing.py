"""Who serves whom in an area: the schemes that reach any part of it, by need and cohort."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from services.matching.domain.capacity import Places
from services.matching.domain.directory import Directory
from services.matching.domain.listed import Listed
from services.matching.domain.standing import ROUTED


class Provision(NamedTuple):
    """What there is for one need and cohort in an area.

    `specialists`: those of the schemes that name the cohort. `overlapping`: how many serve the same, 0 where fewer than
    two do. `places`, `free_places`: of all of them together, wherever else they work too; None for as many as come.
    """

    schemes: int
    specialists: int
    overlapping: int
    places: int | None
    free_places: int | None


def reaching_area(directory: Directory, codes: Iterable[str]) -> list[Listed]:
    """Return the schemes that take referrals from an area or a part of it. `codes`: it, what holds it, what it holds.

    Schemes that go by practice alone are left out: where the patients of a practice live, nobody here knows.
    """
    return [one for one in directory.reaching_places(codes) if one.state in ROUTED and one.scheme.takes_referrals]


def provision(
    reaching: Iterable[Listed], places: Mapping[str, Places], need: str | None, cohort: str | None
) -> Provision:
    """Return what there is for a need and a cohort; None stands for people who named none.

    A scheme without needs helps with any, one without cohorts is for all; who named no need may go to any scheme.
    """
    serving = [
        one
        for one in reaching
        if (not one.needs or need is None or need in one.needs) and (not one.cohorts or cohort in one.cohorts)
    ]
    room = [places[one.scheme.id] for one in serving if one.scheme.id in places]
    free = [max(one.places - one.held, 0) if one.places is not None else None for one in room]
    return Provision(
        schemes=len(serving),
        specialists=sum(cohort in one.cohorts for one in serving),
        overlapping=len(serving) if len(serving) > 1 else 0,
        places=_sum(one.places for one in room),
        free_places=_sum(free),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return the sum, None as soon as one of them has no end."""
    known = list(numbers)
    return None if None in known else sum(number for number in known if number is not None)
