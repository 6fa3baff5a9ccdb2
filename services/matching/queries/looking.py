"""What somebody who looks for a scheme or an activity may say beside the words, as conditions of SQL."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, Subquery, and_, exists, func, or_

from services.matching.queries.asking import is_visible, reaches
from services.matching.queries.near import Near
from services.matching.tables import OPEN_PLACES, OPEN_SERVICES, OPEN_TERMS, OPEN_TIMES
from shared.config.limits import AGE_YEARS_MAX
from shared.contracts.open_service import our_terms

_TAXONOMIES = {one.id: one.taxonomy_id for one in our_terms()}
_SERVICE = OPEN_SERVICES.c
Condition = ColumnElement[bool]


class Looking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is looked for; what is not said does not matter.

    Units: the age of a person in whole years; `open_at` is HH:MM. `needs`, `cohorts`: ids of terms, any of which will
    do. `areas` and `near` are told together: where the person lives.
    """

    words: str | None = None
    kind: str | None = None
    needs: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    age: int | None = None
    day: str | None = None
    open_at: str | None = None
    areas: tuple[str, ...] = ()
    near: Near | None = None


def may_be_found(looking: Looking, near: Subquery | None) -> Condition:
    """A visible entry with everything that was said beside the words. `near`: the entries near the person, if asked."""
    place = _about_place(looking, near) if near is not None else iter(())
    return and_(is_visible(), *_about_itself(looking), *_about_times(looking), *place)


def _about_itself(looking: Looking) -> Iterator[Condition]:
    if looking.kind is not None:
        yield _SERVICE.kind == looking.kind
    if looking.age is not None:
        yield func.coalesce(_SERVICE.age_min, 0) <= looking.age
        yield func.coalesce(_SERVICE.age_max, AGE_YEARS_MAX) >= looking.age
    for term_ids in filter(None, (looking.needs, looking.cohorts)):
        yield or_(_sorted_under(term_ids), and_(_SERVICE.kind == "scheme", ~_sorted_under(_all_beside(term_ids[0]))))


def _sorted_under(term_ids: Sequence[str]) -> Condition:
    return exists().where(OPEN_TERMS.c.service_id == _SERVICE.service_id, OPEN_TERMS.c.term_id.in_(term_ids))


def _all_beside(term_id: str) -> list[str]:
    """Return every term of the list that one is of. Why: a scheme that names none of them is for all of them."""
    return [one for one, taxonomy_id in _TAXONOMIES.items() if taxonomy_id == _TAXONOMIES[term_id]]


def _about_times(looking: Looking) -> Iterator[Condition]:
    """Day and time must hold of the same opening; one that says no end is open until the day's."""
    time = OPEN_TIMES.c
    conditions = [time.day == looking.day] if looking.day is not None else []
    if looking.open_at is not None:
        conditions += [time.opens_at <= looking.open_at, func.coalesce(time.closes_at, "24:00") > looking.open_at]
    if conditions:
        yield exists().where(time.service_id == _SERVICE.service_id, *conditions)


def _about_place(looking: Looking, near: Subquery) -> Iterator[Condition]:
    """A scheme must reach the person; an activity must be near, or reach them where it is nowhere on the map."""
    placed = exists().where(OPEN_PLACES.c.service_id == _SERVICE.service_id, OPEN_PLACES.c.latitude.is_not(None))
    at_hand = or_(near.c.service_id.is_not(None), and_(~placed, reaches(looking.areas)))
    yield or_(and_(_SERVICE.kind == "scheme", reaches(looking.areas)), and_(_SERVICE.kind == "activity", at_hand))
