"""The objects inside an entry of a public directory."""

from shared.config.limits import (
    CODES_MAX,
    LINE_CHARACTERS_MAX,
    LISTING_AMOUNT_POUNDS_MAX,
    NOTE_CHARACTERS_MAX,
    PHONE_CHARACTERS_MAX,
    WEB_ADDRESS_CHARACTERS_MAX,
)
from shared.contracts.directory_codes import RHYTHMS, VENUE_KINDS
from shared.doors import identifiers
from shared.doors.door import Door
from shared.doors.fields import Code, Day, WholeNumber
from shared.doors.groups import ListOf
from shared.doors.listing_fields import Measured, time_of_day, web_address, weekday
from shared.doors.words import Text, Written

_ID_CHARACTERS_MAX = 300
_DAYS_OF_MONTH_MAX = 31
_EVERY_MAX = 99  # weeks or months between two times


def line() -> Text:
    """Return the field for one line of words."""
    return Text(LINE_CHARACTERS_MAX)


def paragraphs() -> Text:
    """Return the field for words of several lines."""
    return Text(NOTE_CHARACTERS_MAX, lines=True)


def web() -> Written:
    """Return the field for an address of the web."""
    return Written(web_address, WEB_ADDRESS_CHARACTERS_MAX, "Write a web address such as https://example.org.")


def mail() -> Written:
    """Return the field for an email address."""
    return Written(identifiers.email, LINE_CHARACTERS_MAX, "Write an email address such as name@example.org.")


class OrganisationSchema(Door):
    """Who runs something."""

    name = Text(LINE_CHARACTERS_MAX, "Enter the organisation's name.", required=True)
    id = Text(_ID_CHARACTERS_MAX)
    description = paragraphs()
    website = web()
    email = mail()


class VenueSchema(Door):
    """Where something takes place."""

    kind = Code(VENUE_KINDS, f"Choose one of: {', '.join(VENUE_KINDS)}.")
    name = line()
    address = line()
    town = line()
    county = line()
    postcode = Written(identifiers.postcode, PHONE_CHARACTERS_MAX, "Write a full postcode such as BS1 4ND.")
    latitude = Measured(-90, 90)
    longitude = Measured(-180, 180)
    access = ListOf(Text(LINE_CHARACTERS_MAX, required=True), CODES_MAX)


class OpeningSchema(Door):
    """When something takes place."""

    days = ListOf(Written(weekday, 4, "Write a weekday as MO to SU.", required=True), CODES_MAX)
    days_of_month = ListOf(WholeNumber(-_DAYS_OF_MONTH_MAX, _DAYS_OF_MONTH_MAX, required=True), CODES_MAX)
    every = Code(RHYTHMS, f"Choose one of: {', '.join(RHYTHMS)}.")
    interval = WholeNumber(1, _EVERY_MAX)
    opens_at = Written(time_of_day, 5, "Write a time such as 09:30.")
    closes_at = Written(time_of_day, 5, "Write a time such as 17:00.")
    from_on = Day()
    until_on = Day()
    words = paragraphs()


class PriceSchema(Door):
    """What taking part costs."""

    for_whom = line()
    amount = Measured(0, LISTING_AMOUNT_POUNDS_MAX)
    words = line()
    from_on = Day()
    until_on = Day()


class PublicContactSchema(Door):
    """How to reach whoever answers for something; nobody's name has a place here."""

    role = line()
    phone = Text(PHONE_CHARACTERS_MAX)
    email = mail()


class CategorySchema(Door):
    """A term of somebody else's taxonomy."""

    taxonomy = Text(LINE_CHARACTERS_MAX, "Name the taxonomy.", required=True)
    name = Text(LINE_CHARACTERS_MAX, "Name the term.", required=True)
    code = Text(_ID_CHARACTERS_MAX)


class OriginSchema(Door):
    """The directory an entry comes from."""

    directory = Text(LINE_CHARACTERS_MAX, "Name the directory it comes from.", required=True)
    id = Text(_ID_CHARACTERS_MAX)
    url = web()
