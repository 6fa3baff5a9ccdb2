"""Warm spaces and other places on a map: the features of a GeoJSON file, each an activity people can go to."""

from typing import Any

from shared.config.limits import LISTING_CHARACTERS_MAX, NOTE_CHARACTERS_MAX
from shared.contracts.listing import Category, Listing, Opening, Origin, Venue
from shared.doors.foreign.addresses import place_on_map, postcode_of, venue_at
from shared.doors.foreign.contact_words import contacts_in
from shared.doors.foreign.draft import Draft, Setting, named
from shared.doors.foreign.naming import id_by_content
from shared.doors.foreign.opening_hours import NotHours, openings_of
from shared.doors.foreign.record import ForeignRecord, RecordRefused

_WARM_SPACE = Category(taxonomy="kind of place", name="Warm space")
_ADDRESS_CHARACTERS_MAX = 300


def read_feature(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one feature. Raises: RecordRefused."""
    about = ForeignRecord(record.raw("properties"), record.mends)
    name = named(about, "title", "name")
    venue = _venue(about, ForeignRecord(record.raw("geometry"), record.mends))
    if venue == Venue():
        raise RecordRefused("it says neither where it is nor how to find it")
    directory = about.words("_source") or setting.source
    listing = Listing(
        name=name,
        origin=Origin(directory=_directory(setting, directory)),
        description=about.words("description", longest=LISTING_CHARACTERS_MAX, lines=True),
        url=about.web("url", "website"),
        venues=(venue,),
        openings=_openings(about),
        contacts=contacts_in(about, "contact"),
        categories=(_WARM_SPACE,),
    )
    place = (venue.address, venue.postcode, venue.latitude, venue.longitude)
    meaning = setting.terms.meaning([_WARM_SPACE.name])
    return Draft(id_by_content(directory, name, *place), listing, meaning, own_id=False)


def _directory(setting: Setting, short: str) -> str:
    """Return a directory's name in words, where the list of directories lies beside the file."""
    for one in setting.beside.get("sources", ()):
        if one.get("id") == short and isinstance(one.get("title"), str) and one["title"].strip():
            return str(one["title"]).strip()[:_ADDRESS_CHARACTERS_MAX]
    return short if short != setting.source else setting.directory


def _venue(about: ForeignRecord, geometry: ForeignRecord) -> Venue:
    place = place_on_map(about, *_point(geometry.raw("coordinates")))
    line = about.words("address", longest=_ADDRESS_CHARACTERS_MAX)
    found = venue_at(line, place) if line else Venue(**place)
    own = postcode_of(about, "postcode")
    if own and own != found.postcode:
        return Venue(address=found.address, town=found.town, postcode=own, **place)
    return found


def _point(coordinates: Any) -> tuple[float | None, float | None]:
    """Return latitude and longitude. Shape: GeoJSON gives the longitude first."""
    if (
        isinstance(coordinates, list)
        and len(coordinates) >= 2
        and all(type(one) in (int, float) for one in coordinates[:2])
    ):
        return float(coordinates[1]), float(coordinates[0])
    return None, None


def _openings(about: ForeignRecord) -> tuple[Opening, ...]:
    hours = about.part("hours")
    words = hours.words("_text", longest=NOTE_CHARACTERS_MAX, lines=True)
    written = hours.words("opening")
    if written:
        try:
            return (*openings_of(written), *([Opening(words=words)] if words else []))
        except NotHours:
            hours.mend("opening", "is not written as opening hours are, only their words are kept")
    return (Opening(words=words or written),) if words or written else ()
