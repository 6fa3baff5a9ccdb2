"""Activities on their way into the directory, put on the map by their postcodes.

Why here: only intake knows where postcodes are, and services do not ask each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.web.asking import ask

Entry = Any
"""One activity as it was sent; whether it is right, matching judges."""


def located(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, each with the areas and coordinates of its postcodes where it names none itself.

    Raises: ServiceAway.
    """
    postcodes = sorted({venue["postcode"] for entry in entries for venue in _venues(entry) if _has_postcode(venue)})
    if not postcodes:
        return list(entries)
    places = ask("intake", "locate", postcodes=postcodes)["postcodes"]
    return [_located(entry, places) for entry in entries]


def _located(entry: Entry, places: Mapping[str, Any]) -> Entry:
    known = [
        places[venue["postcode"]] for venue in _venues(entry) if _has_postcode(venue) and venue["postcode"] in places
    ]
    if not known:
        return entry
    venues = [_on_the_map(venue, places) for venue in _venues(entry)]
    areas = list(dict.fromkeys(area for place in known for area in place["areas"]))
    own = entry.get("areas") or areas
    return {**entry, "areas": own, "listing": {**entry["listing"], "venues": venues}}


def _on_the_map(venue: Any, places: Mapping[str, Any]) -> Any:
    place = places.get(venue["postcode"]) if _has_postcode(venue) else None
    if place is None or place["latitude"] is None or "latitude" in venue or "longitude" in venue:
        return venue
    return {**venue, "latitude": place["latitude"], "longitude": place["longitude"]}


def _venues(entry: Entry) -> Iterator[Any]:
    listing = entry.get("listing") if isinstance(entry, dict) else None
    venues = listing.get("venues") if isinstance(listing, dict) else None
    return iter(venues if isinstance(venues, list) else ())


def _has_postcode(venue: Any) -> bool:
    return isinstance(venue, dict) and isinstance(venue.get("postcode"), str) and 0 < len(venue["postcode"]) <= 10
