"""The community directory of Folkestone and Hythe: its services, with the tables of places and organisations beside."""

from collections.abc import Iterator

from shared.config.limits import LISTING_CHARACTERS_MAX, NOTE_CHARACTERS_MAX
from shared.contracts.listing import Category, Listing, Opening, Organisation, Origin, PublicContact, Venue
from shared.doors.foreign.addresses import place_on_map, postcode_of, venue_at
from shared.doors.foreign.draft import Draft, Setting, named, with_rising_ages
from shared.doors.foreign.naming import id_of
from shared.doors.foreign.record import ForeignRecord, RecordRefused

_TERMS = {
    "OnePlanet Cats": "OnePlanet categories",
    "Audience Cats": "audience",
    "Use Cases": "use cases",
    "Basic type": "basic type",
    "Support needs": "support needs",
}


def read_folkestone_service(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one service. Raises: RecordRefused."""
    name = named(record, "Service")
    foreign_id = _id(record, "Service ID")
    categories = tuple(dict.fromkeys(_categories(record)))
    venues = [_place(record, setting, place) for place in _several(record, "Location(s)", ";")]
    found = [one for one in venues if one]
    times = record.words("Timing notes", longest=NOTE_CHARACTERS_MAX)
    listing = Listing(
        name=name,
        origin=Origin(directory=setting.directory, id=foreign_id),
        description=record.words("Description", longest=LISTING_CHARACTERS_MAX, lines=True),
        url=record.web("URL"),
        organisation=_organisation(record, setting),
        venues=tuple(venue for venue, _ in found),
        openings=(Opening(words=times),) if times else (),
        fees="Free" if (record.words("Free") or "").upper() == "TRUE" else None,
        contacts=tuple(dict.fromkeys(contact for _, contact in found if contact)),
        categories=categories,
        **with_rising_ages(record, "Min Age", "Max Age"),
    )
    meaning = setting.terms.meaning(category.name for category in categories)
    return Draft(id_of(setting.source, foreign_id), listing, meaning)


def read_folkestone_place(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one community space. Raises: RecordRefused, also for a place that is none."""
    name = named(record, "Location name")
    foreign_id = _id(record, "Location ID")
    if (record.words("Community Space") or "").upper() != "TRUE":
        raise RecordRefused("it is a place where services are, not a community space of its own")
    venue, contact = _venue(record)
    runs = record.words("Organisation")
    listing = Listing(
        name=name,
        origin=Origin(directory=setting.directory, id=foreign_id),
        organisation=Organisation(name=runs) if runs else None,
        venues=(venue,),
        contacts=(contact,) if contact else (),
        categories=(Category(taxonomy="kind of place", name="Community centre / hub"),),
    )
    return Draft(id_of(setting.source, foreign_id), listing, setting.terms.meaning(["Community centre / hub"]))


def _id(record: ForeignRecord, name: str) -> str:
    foreign_id = record.words(name)
    if foreign_id is None:
        raise RecordRefused("it has no id, so that the next import could not find it again")
    return foreign_id


def _several(record: ForeignRecord, name: str, between: str) -> list[str]:
    return [part.strip() for part in (record.words(name) or "").split(between) if part.strip()]


def _categories(record: ForeignRecord) -> Iterator[Category]:
    for column, taxonomy in _TERMS.items():
        for term in _several(record, column, ","):
            yield Category(taxonomy=taxonomy, name=term)


def _place(record: ForeignRecord, setting: Setting, name: str) -> tuple[Venue, PublicContact | None] | None:
    if name.lower() == "online":
        return Venue(kind="virtual", name=name), None
    for row in setting.beside.get("locations", ()):
        if str(row.get("Location name", "")).strip() == name:
            return _venue(ForeignRecord(row, record.mends, "location."))
    record.mend("Location(s)", "names a place that no table beside it has, only its name is kept")
    return Venue(name=name), None


def _venue(row: ForeignRecord) -> tuple[Venue, PublicContact | None]:
    place = place_on_map(row, row.number("lat"), row.number("lon"))
    line, phone = row.words("Address"), row.phone("Phone")
    venue = Venue(
        name=row.words("Location name"),
        address=line,
        town=row.words("Town"),
        postcode=postcode_of(row, "Postcode") or (venue_at(line, {}).postcode if line else None),
        **place,
    )
    return venue, PublicContact(phone=phone) if phone else None


def _organisation(record: ForeignRecord, setting: Setting) -> Organisation | None:
    names = _several(record, "Organisation(s)", ";")
    if not names:
        return None
    for row in setting.beside.get("organisations", ()):
        if str(row.get("Organisation", "")).strip() == names[0]:
            told = ForeignRecord(row, record.mends, "organisation.")
            words = told.words("Description", longest=NOTE_CHARACTERS_MAX, lines=True)
            website = told.web("Org Website")
            return Organisation(name=names[0], id=told.words("Org ID"), description=words, website=website)
    return Organisation(name=names[0])
