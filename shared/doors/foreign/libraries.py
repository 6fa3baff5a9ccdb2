"""Public libraries of England, from the table of their authorities: each an activity people can go to."""

from shared.config.limits import LINE_CHARACTERS_MAX
from shared.contracts.listing import Category, Listing, Origin, PublicContact, Venue
from shared.doors.foreign.addresses import place_on_map, postcode_of, venue_at
from shared.doors.foreign.draft import Draft, Setting, named
from shared.doors.foreign.naming import id_of
from shared.doors.foreign.record import ForeignRecord, RecordRefused

_LIBRARY = Category(taxonomy="kind of place", name="Library")


def read_library(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one library. Raises: RecordRefused, also for one that has closed."""
    name = named(record, "name")
    foreign_id = record.words("id")
    if foreign_id is None:
        raise RecordRefused("it has no id, so that the next import could not find it again")
    if record.raw("closed"):
        raise RecordRefused("it has closed")
    mail = record.mail("email")
    listing = Listing(
        name=name if "librar" in name.lower() else f"{name} Library"[:LINE_CHARACTERS_MAX],
        origin=Origin(directory=setting.directory, id=foreign_id),
        url=record.web("url"),
        venues=(_venue(record),),
        contacts=(PublicContact(email=mail),) if mail else (),
        categories=(_LIBRARY,),
    )
    return Draft(id_of(setting.source, foreign_id), listing, setting.terms.meaning([_LIBRARY.name]))


def _venue(record: ForeignRecord) -> Venue:
    place = place_on_map(record, record.number("lat"), record.number("lng"))
    line = record.words("address")
    at = venue_at(line, place) if line else Venue(**place)
    return Venue(address=at.address, town=at.town, postcode=postcode_of(record, "postcode") or at.postcode, **place)
