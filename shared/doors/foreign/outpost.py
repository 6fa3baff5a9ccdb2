"""Services as the API of Outpost writes them, such as Buckinghamshire's."""

from collections.abc import Iterator
from typing import Any

from shared.config.limits import LISTING_CHARACTERS_MAX, LISTING_PARTS_MAX, NOTE_CHARACTERS_MAX
from shared.contracts.listing import Category, Listing, Organisation, Origin, Venue
from shared.doors.foreign.addresses import place_on_map, postcode_of
from shared.doors.foreign.draft import Draft, Setting, named, with_rising_ages
from shared.doors.foreign.naming import id_of
from shared.doors.foreign.open_referral_parts import contacts_of, openings_of_service, prices_of
from shared.doors.foreign.record import ForeignRecord, RecordRefused

_TERMS = {"taxonomies": "categories", "suitabilities": "suitabilities", "send_needs": "special needs"}


def read_outpost(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one service of Outpost's API. Raises: RecordRefused."""
    name = named(record, "name")
    foreign_id = record.words("id")
    if foreign_id is None:
        raise RecordRefused("it has no id, so that the next import could not find it again")
    categories = tuple(dict.fromkeys(_categories(record)))[:LISTING_PARTS_MAX]
    listing = Listing(
        name=name,
        origin=Origin(directory=setting.directory, id=foreign_id),
        description=record.words("description", longest=LISTING_CHARACTERS_MAX, lines=True),
        url=record.web("url"),
        status="temporarily closed" if record.raw("temporarily_closed") is True else "active",
        organisation=_organisation(record.part("organisation")),
        venues=tuple(dict.fromkeys(_venue(one) for one in record.parts("locations"))),
        openings=openings_of_service(record),
        prices=prices_of(record),
        fees="Free" if record.raw("free") is True else None,
        contacts=contacts_of(record),
        categories=categories,
        modified_at=record.instant("updated_at"),
        **with_rising_ages(record, "min_age", "max_age"),
    )
    meaning = setting.terms.meaning(category.name for category in categories)
    return Draft(id_of(setting.source, foreign_id), listing, meaning, for_whom=_for_whom(record))


def _organisation(record: ForeignRecord) -> Organisation | None:
    name = record.words("name")
    if name is None:
        return None
    return Organisation(
        name=name,
        id=record.words("id"),
        description=record.words("description", longest=NOTE_CHARACTERS_MAX, lines=True),
        website=record.web("url"),
        email=record.mail("email"),
    )


def _venue(location: ForeignRecord) -> Venue:
    """Return a venue; one whose exact address is hidden keeps its town and no more."""
    access = tuple(filter(None, (one.words("name", "label") for one in location.parts("accessibilities"))))
    postcode = postcode_of(location, "postal_code", "postcode")
    if location.raw("mask_exact_address") is True:
        location.mend("address", "is not to be shown, left out")
        return Venue(town=location.words("city"), county=location.words("state_province"), access=access)
    coordinates = location.part("geometry").raw("coordinates")
    longitude, latitude = coordinates if _is_pair(coordinates) else (None, None)
    return Venue(
        name=location.words("name"),
        address=location.words("address_1"),
        town=location.words("city"),
        county=location.words("state_province"),
        postcode=postcode,
        access=access,
        **place_on_map(location, latitude, longitude),
    )


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(one) in (int, float) for one in value)


def _categories(record: ForeignRecord) -> Iterator[Category]:
    for field, taxonomy in _TERMS.items():
        for term in record.parts(field):
            name = term.words("name", "label")
            if name:
                yield Category(taxonomy=taxonomy, name=name, code=term.words("slug", "id"))


def _for_whom(record: ForeignRecord) -> str | None:
    return "A referral is needed." if record.raw("needs_referral") is True else None
