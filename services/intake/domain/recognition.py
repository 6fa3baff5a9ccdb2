"""Who a referral is about: somebody known, or somebody new. Never a guess."""

from collections.abc import Iterable
from typing import NamedTuple

from services.intake.domain.identity import NONE, Identity


class Known(NamedTuple):
    """One identity of somebody known."""

    person_id: str
    name_key: int
    nhs_key: int


class Recognition(NamedTuple):
    """The one known person a referral is about, and on what that rests."""

    person_id: str
    on: str


def recognised(arrival: Identity, known: Iterable[Known]) -> Recognition | None:
    """Return the one person the arrival is certainly about, or None.

    An NHS number decides. Without one that is known, name, birth date and postcode together do, unless an NHS number
    speaks against it. Where two people fit, neither is chosen.
    """
    candidates = list(known)
    by_number = {one.person_id for one in candidates if arrival.nhs_key != NONE and one.nhs_key == arrival.nhs_key}
    if by_number:
        return _only(by_number, "nhs_number")
    by_name = {one.person_id for one in candidates if arrival.name_key != NONE and one.name_key == arrival.name_key}
    contradicted = {one.person_id for one in candidates if one.person_id in by_name and _differ(arrival, one)}
    return _only(by_name - contradicted, "name_birth_date_postcode")


def _differ(arrival: Identity, one: Known) -> bool:
    return NONE not in (arrival.nhs_key, one.nhs_key) and arrival.nhs_key != one.nhs_key


def _only(people: set[str], on: str) -> Recognition | None:
    return Recognition(people.pop(), on) if len(people) == 1 else None
