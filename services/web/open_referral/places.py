"""Venues as Open Referral UK's locations."""

from typing import Any

from services.web.open_referral.parts import told
from shared.contracts.listing import Venue
from shared.contracts.open_service import OpenService, venue_ids
from shared.contracts.published_ids import published_id

Told = dict[str, Any]


def locations(one: OpenService) -> list[Told]:
    """Return where a service takes place."""
    found = []
    for place_id, venue in zip(venue_ids(one.id, one.listing.venues), one.listing.venues, strict=True):
        there = location(place_id, venue, whole=True)
        found.append(told(id=place_id, service_id=one.id, location_id=there["id"], location=there))
    return found


def location(place_id: str, venue: Venue, *, whole: bool) -> Told:
    """Return a location; `whole`: with its address and how to get in."""
    location_id = published_id("location", place_id)
    return told(
        id=location_id,
        location_type=venue.kind,
        name=venue.name or venue.address,
        latitude=venue.latitude,
        longitude=venue.longitude,
        addresses=_addresses(location_id, venue) if whole else [],
        accessibility=_access(location_id, venue) if whole else [],
    )


def _addresses(location_id: str, venue: Venue) -> list[Told]:
    """Return the address. Why empty texts: the standard asks for all of them, and what is not known is not invented."""
    if not (venue.address or venue.postcode or venue.town):
        return []
    return [
        {
            "id": published_id("address", location_id),
            "location_id": location_id,
            "address_1": venue.address or "",
            "city": venue.town or "",
            "state_province": venue.county or "",
            "postal_code": venue.postcode or "",
            "country": "GB",
            "address_type": venue.kind,
        }
    ]


def _access(location_id: str, venue: Venue) -> list[Told]:
    return [
        told(id=published_id("access", location_id, words), location_id=location_id, description=words)
        for words in venue.access
    ]
