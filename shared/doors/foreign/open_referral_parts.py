"""The objects inside a service of Open Referral UK: where, when, for how much, in which language, and whom to ask."""

import re

from shared.config.limits import LISTING_PARTS_MAX, LISTING_VENUES_MAX, NOTE_CHARACTERS_MAX
from shared.contracts.directory_codes import VENUE_KINDS
from shared.contracts.listing import Opening, Price, PublicContact, Venue
from shared.doors.foreign.addresses import place_on_map, postcode_of
from shared.doors.foreign.record import ForeignRecord
from shared.doors.foreign.weekdays import weekday_of

_BYDAY = re.compile(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_RHYTHMS = {"WEEKLY": "weekly", "MONTHLY": "monthly"}
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_LANGUAGES = {"english": "en", "welsh": "cy", "cymraeg": "cy", "polish": "pl", "urdu": "ur", "punjabi": "pa"} | {
    "bengali": "bn", "gujarati": "gu", "arabic": "ar", "french": "fr", "spanish": "es", "portuguese": "pt",
    "romanian": "ro", "ukrainian": "uk", "somali": "so", "turkish": "tr", "gaelic": "gd",
    "british sign language": "bfi",
}  # fmt: skip


def venues_of(record: ForeignRecord) -> tuple[Venue, ...]:
    """Return where a service takes place: its locations, however they hang on it."""
    links = record.parts("service_at_locations")
    locations = [link.part("location") for link in links] + record.parts("locations")
    venues = [_venue(one) for one in locations if one.raw("name", "id", "latitude", "addresses", "physical_addresses")]
    return tuple(dict.fromkeys(venues))[:LISTING_VENUES_MAX]


def _venue(location: ForeignRecord) -> Venue:
    address = next(iter(location.parts("addresses", "physical_addresses")), ForeignRecord(None, location.mends))
    kind = (location.words("location_type") or "physical").lower()
    if kind not in VENUE_KINDS:
        location.mend("location_type", "is none that Open Referral UK knows, read as physical")
        kind = "physical"
    access = [one.words("description", "accessibility", "details") for one in location.parts("accessibility")]
    return Venue(
        kind=kind,
        name=location.words("name"),
        address=address.words("address_1"),
        town=address.words("city"),
        county=address.words("state_province", "region"),
        postcode=postcode_of(address, "postal_code"),
        access=tuple(dict.fromkeys(filter(None, access))),
        **place_on_map(location, location.number("latitude"), location.number("longitude")),
    )


def openings_of_service(record: ForeignRecord) -> tuple[Opening, ...]:
    """Return when a service takes place: its own schedules and those of its locations."""
    schedules = record.parts("schedules", "regular_schedules")
    for link in record.parts("service_at_locations"):
        schedules += link.parts("schedules", "regular_schedules")
    return tuple(dict.fromkeys(filter(None, map(_opening, schedules))))[:LISTING_PARTS_MAX]


def _opening(schedule: ForeignRecord) -> Opening | None:
    rhythm = (schedule.words("freq") or "").upper()
    if rhythm and rhythm not in _RHYTHMS:
        schedule.mend("freq", "is neither WEEKLY nor MONTHLY, left out")
    days = _days(schedule)
    interval = schedule.number("interval") or 1
    opening = Opening(
        days=days,
        days_of_month=_days_of_month(schedule),
        every=_RHYTHMS.get(rhythm) or ("weekly" if days else None),
        interval=int(interval) if 1 <= interval <= 99 else 1,
        opens_at=schedule.time("opens_at"),
        closes_at=schedule.time("closes_at"),
        from_on=schedule.day("valid_from"),
        until_on=schedule.day("valid_to"),
        words=schedule.words("description", "notes", longest=NOTE_CHARACTERS_MAX, lines=True),
    )
    return opening if opening != Opening() else None


def _days(schedule: ForeignRecord) -> tuple[str, ...]:
    text = schedule.words("byday", "weekday")
    if text is None:
        return ()
    found = []
    for part in filter(None, re.split(r"[,;\s]+", text)):
        exact = _BYDAY.fullmatch(part.upper())
        day = exact[0] if exact else weekday_of(part)
        if day is None:
            schedule.mend("byday", "names a day that is none, left out")
        else:
            found.append(day)
    return tuple(dict.fromkeys(found))


def _days_of_month(schedule: ForeignRecord) -> tuple[int, ...]:
    text = schedule.words("bymonthday") or ""
    numbers = [int(part) for part in re.findall(r"-?\d{1,2}", text)]
    return tuple(dict.fromkeys(number for number in numbers if 1 <= abs(number) <= 31))


def prices_of(record: ForeignRecord) -> tuple[Price, ...]:
    """Return what a service costs."""
    found = [
        Price(
            for_whom=one.words("option"),
            amount=_amount(one),
            words=one.words("amount_description", "cost_type"),
            from_on=one.day("valid_from"),
            until_on=one.day("valid_to"),
        )
        for one in record.parts("cost_options")
    ]
    return tuple(dict.fromkeys(price for price in found if price != Price()))[:LISTING_PARTS_MAX]


def _amount(price: ForeignRecord) -> float | None:
    amount = price.number("amount")
    if amount is not None and not 0 <= amount <= 1_000_000:
        price.mend("amount", "is no price, left out")
        return None
    return amount


def languages_of(record: ForeignRecord) -> tuple[str, ...]:
    """Return the codes of the languages a service speaks."""
    found: dict[str, None] = {}
    for one in record.parts("languages"):
        said = (one.words("code", "language", "name") or "").lower()
        code = _LANGUAGES.get(said) or (said if _LANGUAGE.fullmatch(said) else None)
        if code:
            found[code] = None
        elif said:
            one.mend("language", "is none we know by that name, left out")
    return tuple(found)


def contacts_of(record: ForeignRecord) -> tuple[PublicContact, ...]:
    """Return whom to ask: the numbers of the service, and of its contacts by their roles; no names of people."""
    found = [PublicContact(phone=one.phone("number")) for one in record.parts("phones")]
    for contact in record.parts("contacts"):
        role, mail = contact.words("title", "department"), contact.mail("email")
        if contact.raw("name"):
            contact.mend("name", "is a person's, left out")
        numbers = [one.phone("number") for one in contact.parts("phones")] or [contact.phone("phone")]
        found += [PublicContact(role=role, phone=number, email=mail) for number in numbers]
    return tuple(dict.fromkeys(one for one in found if one.phone or one.email))[:LISTING_PARTS_MAX]
