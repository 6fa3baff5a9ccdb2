"""From an entry of our directory to Open Referral UK 3.0. What is not known is left out: the standard has no nulls."""

from typing import Any

from services.web.open_referral.parts import (
    attributes,
    contacts,
    cost_options,
    languages,
    organization,
    schedules,
    service_areas,
    told,
)
from services.web.open_referral.places import location, locations
from shared.contracts.open_service import OpenService, organisation_id, venue_ids
from shared.contracts.published_ids import published_id

Told = dict[str, Any]


def service_in_list(one: OpenService) -> Told:
    """Return a service as lists have it: only what it has one of."""
    listing = one.listing
    return told(
        id=one.id,
        organization_id=organisation_id(listing.organisation.name) if listing.organisation else None,
        name=listing.name,
        description=listing.description,
        url=listing.url,
        email=listing.email,
        status=listing.status,
        fees=listing.fees,
        accreditations=listing.accreditations,
        minimum_age=listing.age_min,
        maximum_age=listing.age_max,
        assured_date=listing.assured_on.isoformat() if listing.assured_on else None,
        alert=listing.alert,
        last_modified=one.modified_at.isoformat(),
        organization=organization(listing.organisation) if listing.organisation else None,
    )


def service_without_places(one: OpenService) -> Told:
    """Return a service with everything but its places."""
    return service_in_list(one) | told(
        schedules=schedules(one),
        service_areas=service_areas(one),
        languages=languages(one),
        funding=[told(id=published_id("funding", one.id), service_id=one.id, source=one.funder)] if one.funder else [],
        cost_options=cost_options(one),
        contacts=contacts(one),
        attributes=attributes(one),
    )


def service_whole(one: OpenService) -> Told:
    """Return a service with everything that hangs on it."""
    return service_without_places(one) | told(service_at_locations=locations(one))


def service_at_location(place_id: str, one: OpenService, *, whole: bool) -> Told | None:
    """Return a service at one of its places; None when it is not there any more."""
    venues = dict(zip(venue_ids(one.id, one.listing.venues), one.listing.venues, strict=True))
    if place_id not in venues:
        return None
    there = location(place_id, venues[place_id], whole=whole)
    service = service_without_places(one) if whole else service_in_list(one)
    return told(id=place_id, service_id=one.id, location_id=there["id"], location=there, service=service)
