"""What somebody may ask of the public directory, as conditions of SQL."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from services.matching.queries.near import Near
from services.matching.tables import OPEN_AREAS, OPEN_SERVICES, OPEN_TERMS, OPEN_TIMES, SCHEMES, TERMS
from shared.contracts.open_service import our_terms

_SERVICE = OPEN_SERVICES.c
_OURS = our_terms()
Condition = ColumnElement[bool]


class Asking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is looked for; what is not said does not matter.

    Units: ages in whole years; times are HH:MM. `term_ids`: it must be sorted under all of them. `areas`: whoever
    lives there must be reached, where that is limited.
    """

    search: str | None = None
    kind: str | None = None
    term_ids: tuple[str, ...] = ()
    taxonomy_id: str | None = None
    organisation_id: str | None = None
    modified_after: str | None = None
    age_min_from: float | None = None
    age_max_to: float | None = None
    day: str | None = None
    opens_from: str | None = None
    closes_by: str | None = None
    areas: tuple[str, ...] | None = None
    near: Near | None = None


def is_visible() -> Condition:
    """An activity that is listed, or a scheme whose entry is shown: approved, checked in time and not closed."""
    shown = select(SCHEMES.c.scheme_id).where(SCHEMES.c.phase.in_(("open", "paused")), SCHEMES.c.review != "lapsed")
    return or_(_SERVICE.kind == "activity", _SERVICE.entry_id.in_(shown))


def reaches(areas: Sequence[str]) -> Condition:
    """An entry for whoever lives in one of these areas: a scheme by its catchment, an activity unless it says where."""
    here = OPEN_AREAS.c.service_id == _SERVICE.service_id
    reached = exists().where(here, OPEN_AREAS.c.area.in_(areas))
    return or_(_SERVICE.everywhere, reached, and_(_SERVICE.kind == "activity", ~exists().where(here)))


def answers(asking: Asking) -> Condition:
    """A visible entry that is everything that is asked for."""
    return and_(
        is_visible(),
        *_about_itself(asking),
        *_about_ages(asking),
        *_about_terms(asking),
        *_about_times(asking),
        *_about_areas(asking),
    )


def _about_itself(asking: Asking) -> Iterator[Condition]:
    for word in (asking.search or "").casefold().split():
        yield _SERVICE.words.contains(word, autoescape=True)
    if asking.kind is not None:
        yield _SERVICE.kind == asking.kind
    if asking.organisation_id is not None:
        yield _SERVICE.organisation_id == asking.organisation_id
    if asking.modified_after is not None:
        yield _SERVICE.modified_at >= asking.modified_after


def _about_ages(asking: Asking) -> Iterator[Condition]:
    if asking.age_min_from is not None:
        yield func.coalesce(_SERVICE.age_min, 0) >= asking.age_min_from
    if asking.age_max_to is not None:
        yield _SERVICE.age_max <= asking.age_max_to


def _about_terms(asking: Asking) -> Iterator[Condition]:
    here = OPEN_TERMS.c.service_id == _SERVICE.service_id
    for term_id in asking.term_ids:
        yield exists().where(here, OPEN_TERMS.c.term_id == term_id)
    if asking.taxonomy_id is not None:
        ours = [one.id for one in _OURS if one.taxonomy_id == asking.taxonomy_id]
        theirs = select(TERMS.c.term_id).where(TERMS.c.taxonomy_id == asking.taxonomy_id)
        yield exists().where(here, OPEN_TERMS.c.term_id.in_(ours or theirs))


def _about_times(asking: Asking) -> Iterator[Condition]:
    """All that is said of a time must hold of the same opening."""
    time = OPEN_TIMES.c
    said = [
        time.day == asking.day if asking.day is not None else None,
        time.opens_at >= asking.opens_from if asking.opens_from is not None else None,
        time.closes_at <= asking.closes_by if asking.closes_by is not None else None,
    ]
    conditions = [one for one in said if one is not None]
    if conditions:
        yield exists().where(time.service_id == _SERVICE.service_id, *conditions)


def _about_areas(asking: Asking) -> Iterator[Condition]:
    if asking.areas is not None:
        yield reaches(asking.areas)
