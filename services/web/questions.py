"""What is asked in an address after the question mark, read strictly: every wrong value is named, none is guessed."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from marshmallow import ValidationError

from shared.config.limits import (
    AGE_YEARS_MAX,
    OPEN_PAGE_ENTRIES,
    OPEN_PAGE_ENTRIES_MAX,
    OPEN_PAGES_MAX,
    PROTOCOL_VERSIONS_MAX,
    PROXIMITY_METRES_MAX,
    SEARCH_CHARACTERS_MAX,
)
from shared.contracts.vocabulary import COHORTS, NEEDS
from shared.doors import identifiers
from shared.doors.door import Broken, Door, let_in
from shared.doors.fields import Code, Guarded
from shared.doors.foreign.moments import in_utc, instant_of, time_of
from shared.doors.foreign.naming import uuid_of
from shared.doors.foreign.weekdays import weekday_of
from shared.doors.words import Text

_VALUE_CHARACTERS_MAX = 200
NOBODYS_ID = "00000000-0000-0000-0000-000000000000"
"""What an id that is no UUID is looked up as: there is nothing under it."""


class FromText(Guarded):
    """A value of an address, read by `reader` from its text. `reader` returns None for what it cannot read."""

    def __init__(self, reader: Callable[[str], Any], ask: str) -> None:
        super().__init__(ask)
        self.reader = reader

    def read(self, value: Any) -> Any:
        """Return what the text means."""
        found = self.reader(value.strip()) if len(value) <= _VALUE_CHARACTERS_MAX else None
        if found is None:
            raise ValidationError(self.ask)
        return found


def whole(least: int, most: int) -> FromText:
    """Return the field of a whole number."""

    def read(text: str) -> int | None:
        return int(text) if text.isascii() and text.isdecimal() and least <= int(text) <= most else None

    return FromText(read, f"Give a whole number from {least:,} to {most:,}.")


def decimal(most: float) -> FromText:
    """Return the field for a number from 0 to a limit, both included."""

    def read(text: str) -> float | None:
        try:
            number = float(text)
        except ValueError:
            return None
        return number if 0 <= number <= most else None

    return FromText(read, f"Give a number from 0 to {most:,}.")


def readable_postcode(text: str) -> str | None:
    """Return a postcode in its one form; None for what is none."""
    try:
        return identifiers.postcode(text)
    except ValidationError:
        return None


def _instant(text: str) -> str | None:
    found = instant_of(text.replace(" ", "+"))
    return in_utc(found).isoformat() if found else None


class PageQuestion(Door):
    """Which page, and how much is on one."""

    page = whole(1, OPEN_PAGES_MAX)
    per_page = whole(1, OPEN_PAGE_ENTRIES_MAX)


class NearQuestion(PageQuestion):
    """What is near a postcode. Units: metres."""

    search = Text(SEARCH_CHARACTERS_MAX)
    postcode = FromText(readable_postcode, "Give a full postcode such as BS1 4ND.")
    proximity = decimal(PROXIMITY_METRES_MAX)


class ActivityQuestion(NearQuestion):
    """Which activities: what they help with, for whom, where."""

    need = Code(NEEDS, f"Choose one of: {', '.join(NEEDS)}.")
    cohort = Code(COHORTS, f"Choose one of: {', '.join(COHORTS)}.")


class ServiceQuestion(NearQuestion):
    """Which services, in the words of Open Referral UK 3.0."""

    taxonomy_term_id = FromText(lambda text: uuid_of(text) or NOBODYS_ID, "Give the id of a term.")
    taxonomy_id = FromText(lambda text: uuid_of(text) or NOBODYS_ID, "Give the id of a taxonomy.")
    organization_id = FromText(lambda text: uuid_of(text) or NOBODYS_ID, "Give the id of an organisation.")
    modified_after = FromText(_instant, "Give an instant such as 2026-11-22T09:05:00Z.")
    minimum_age = decimal(AGE_YEARS_MAX)
    maximum_age = decimal(AGE_YEARS_MAX)
    start_time = FromText(time_of, "Give a time of day such as 09:30.")
    end_time = FromText(time_of, "Give a time of day such as 17:00.")
    day = FromText(weekday_of, "Give a weekday, such as MO or Monday.")


class VersionQuestion(Door):
    """Which version of what a hub publishes."""

    version = whole(1, PROTOCOL_VERSIONS_MAX)


def question(door: Door, per_page: int = OPEN_PAGE_ENTRIES) -> dict[str, Any]:
    """Return what the present request asks, and for which page; `per_page`: when nobody says. Raises: Malformed."""
    return {"page": 1, "per_page": per_page, **asked_in_address(door)}


def asked_in_address(door: Door) -> dict[str, Any]:
    """Return what the present request asks, in the names of a door; other names do not matter, nor do empty values.

    Raises: Malformed.
    """
    sent = {name: value for name, value in request.args.items() if name in door.load_fields and value.strip()}
    return let_in(door, sent, _no_rules)


def _no_rules(_sent: Mapping[str, Any], _told: dict[str, Any]) -> Broken:
    return iter(())
