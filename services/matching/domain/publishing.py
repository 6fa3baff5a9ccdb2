"""How an entry of the directory is told to everybody: what a scheme and an activity have in common."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from shared.contracts.activities import Activity
from shared.contracts.directory_codes import WEEKDAYS
from shared.contracts.listing import Category, Listing, Opening, Organisation, Origin
from shared.contracts.open_service import OUR_TAXONOMIES, OpenService, OpenTerm, foreign_term, open_id, term
from shared.contracts.scheme import Scheme

OWN_ORIGIN = Origin(directory="Onward")
_OURS = tuple(OUR_TAXONOMIES.items())

Time = tuple[int, str, str | None, str | None]
"""Shape: the opening's number, the weekday's code, when it opens and closes."""


def open_scheme(scheme: Scheme, listing: Listing | None, modified_at: datetime) -> OpenService:
    """Return a scheme as it is published: what the hub says of it goes before what its directory says."""
    return OpenService(
        id=open_id("scheme", scheme.id),
        kind="scheme",
        entry_id=scheme.id,
        listing=_listing_of(scheme, listing),
        modified_at=modified_at,
        terms=_terms(scheme.needs, scheme.cohorts, scheme.support, listing.categories if listing else ()),
        areas=scheme.catchment.areas,
        practices=scheme.catchment.practices,
        everywhere=scheme.catchment.everywhere,
        funder=scheme.funder,
    )


def open_activity(activity: Activity, modified_at: datetime) -> OpenService:
    """Return an activity as it is published."""
    return OpenService(
        id=open_id("activity", activity.id),
        kind="activity",
        entry_id=activity.id,
        listing=activity.listing,
        modified_at=modified_at,
        terms=_terms(activity.needs, activity.cohorts, (), activity.listing.categories),
        areas=activity.areas,
    )


def words_of(service: OpenService) -> str:
    """Return every word an entry may be found by, in small letters."""
    listing = service.listing
    parts = [listing.name, listing.description, listing.organisation.name if listing.organisation else None]
    parts += [word for venue in listing.venues for word in (venue.name, venue.town, venue.postcode)]
    parts += [term.name for term in service.terms]
    return " ".join(filter(None, parts)).casefold()


def times_of(openings: Iterable[Opening]) -> Iterator[Time]:
    """Give every weekday something takes place on, and when; what has a time but no day is on any day."""
    for number, opening in enumerate(openings):
        days = dict.fromkeys(day[-2:] for day in opening.days) or (WEEKDAYS if opening.opens_at else ())
        for day in days:
            yield number, day, opening.opens_at, opening.closes_at


def _listing_of(scheme: Scheme, listing: Listing | None) -> Listing:
    told = listing or Listing(name=scheme.name, origin=OWN_ORIGIN)
    runs = told.organisation
    if scheme.provider and (runs is None or runs.name != scheme.provider):
        runs = Organisation(name=scheme.provider)
    return Listing(
        name=scheme.name,
        origin=told.origin,
        description=told.description or _remit(scheme),
        url=told.url,
        email=told.email,
        status=told.status,
        organisation=runs,
        venues=told.venues,
        openings=told.openings,
        prices=told.prices,
        fees=told.fees,
        contacts=told.contacts,
        categories=told.categories,
        languages=scheme.languages,
        age_min=scheme.age_min,
        age_max=scheme.age_max,
        accreditations=told.accreditations,
        alert=told.alert,
        assured_on=told.assured_on,
    )


def _remit(scheme: Scheme) -> str | None:
    remit = scheme.remit
    told = [
        remit.for_whom,
        f"Not for: {remit.not_for_whom}" if remit.not_for_whom else None,
        f"How long: {remit.how_long}" if remit.how_long else None,
    ]
    return "\n".join(filter(None, told)) or None


def _terms(
    needs: Iterable[str], cohorts: Iterable[str], support: Iterable[str], categories: Iterable[Category]
) -> tuple[OpenTerm, ...]:
    """Return the terms of our three lists of codes, then those of the directory's own categories."""
    found = [
        term(taxonomy, code, names[code])
        for (taxonomy, names), codes in zip(_OURS, (needs, cohorts, support), strict=True)
        for code in codes
    ]
    found += map(foreign_term, categories)
    return tuple({one.id: one for one in found}.values())
