"""Postal addresses written as one line, taken apart as far as that is safe."""

import re
from typing import TypedDict

from marshmallow import ValidationError

from shared.contracts.listing import Venue
from shared.doors import identifiers
from shared.doors.foreign.record import ForeignRecord

_POSTCODE = re.compile(r"\b(GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]?\s{0,2}[0-9][ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_ENGLAND_TO_SHETLAND = (49.0, 61.5, -9.0, 2.5)
"""Units: degrees. The least and the greatest latitude, then longitude, of the United Kingdom, islands included."""


class Coordinates(TypedDict, total=False):
    """A place on the map, or nothing. Units: degrees, WGS 84."""

    latitude: float
    longitude: float


def postcode_in(text: str) -> str | None:
    """Return the last postcode in a text, in its one form."""
    for found in reversed(_POSTCODE.findall(text)):
        try:
            return identifiers.postcode(found)
        except ValidationError:
            continue
    return None


def postcode_of(record: ForeignRecord, *names: str) -> str | None:
    """Return a postcode from a field of its own, noting it when it is none."""
    text = record.words(*names)
    if text is None:
        return None
    found = postcode_in(text)
    if found is None:
        record.mend(names[0], "is no postcode of the United Kingdom, left out")
    return found


def venue_at(line: str, place: Coordinates) -> Venue:
    """Return the venue at an address written as one line. Shape: what follows the last comma is taken as the town."""
    postcode = postcode_in(line)
    bare = _POSTCODE.sub("", line) if postcode else line
    parts = [part.strip(" .") for part in bare.split(",") if part.strip(" .")]
    street, town = (", ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else (", ".join(parts), None)
    return Venue(address=street or None, town=town, postcode=postcode, **place)


def place_on_map(record: ForeignRecord, latitude: float | None, longitude: float | None) -> Coordinates:
    """Return the coordinates of a venue, noting those that cannot be or lie outside the United Kingdom."""
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return {}
    south, north, west, east = _ENGLAND_TO_SHETLAND
    if south <= latitude <= north and west <= longitude <= east:
        return {"latitude": latitude, "longitude": longitude}
    if south <= longitude <= north and west <= latitude <= east:
        record.mend("coordinates", "were the wrong way round, turned")
        return {"latitude": longitude, "longitude": latitude}
    record.mend("coordinates", "lie outside the United Kingdom, left out")
    return {}
