"""Opening hours as OpenStreetMap writes them: `Mo-Fr 09:00-17:00; Sa 10:00-12:00,13:00-15:00; Tu[2] 14:00-16:00`."""

import re

from shared.contracts.listing import Opening
from shared.doors.foreign.moments import time_of
from shared.doors.foreign.weekdays import CODES, days_between, weekday_of

_RULE = re.compile(r"(?P<days>[A-Za-z][A-Za-z,\-\[\]0-9 ]*?)?\s*(?P<times>\d{1,2}:\d{2}.*)?")
_DAYS = re.compile(r"(?P<first>[A-Za-z]{2,9})(?:-(?P<last>[A-Za-z]{2,9})|\[(?P<weeks>-?[1-5](?:,-?[1-5])*)\])?")
_SPAN = re.compile(r"(\d{1,2}:\d{2})(?:\s*-\s*(\d{1,2}:\d{2})|\+)?")
_BETWEEN_DAYS = re.compile(r",(?![^\[]*\])")

Days = tuple[str, tuple[str, ...]]
"""Shape: the rhythm, and the weekdays as RFC 5545 writes them."""


class NotHours(Exception):
    """A text that is not written as OpenStreetMap writes opening hours."""


def openings_of(text: str) -> tuple[Opening, ...]:
    """Return the openings a text tells of.

    Raises: NotHours, also when only a part of it could be read: half of the hours would mislead.
    """
    if text.strip() == "24/7":
        return (Opening(days=CODES, every="weekly", opens_at="00:00", closes_at="23:59"),)
    rules = [rule.strip() for rule in text.split(";") if rule.strip()]
    return tuple(opening for rule in rules for opening in _openings_of_rule(rule))


def _openings_of_rule(rule: str) -> list[Opening]:
    found = _RULE.fullmatch(rule)
    if found is None or not found["times"]:
        raise NotHours
    days = (
        [_days(part.strip()) for part in _BETWEEN_DAYS.split(found["days"])] if found["days"] else [("weekly", CODES)]
    )
    weekly = tuple(day for every, several in days if every == "weekly" for day in several)
    monthly = tuple(day for every, several in days if every == "monthly" for day in several)
    spans = [_span(part.strip()) for part in found["times"].split(",")]
    return [
        Opening(days=several, every=every, opens_at=opens_at, closes_at=closes_at)
        for every, several in (("weekly", weekly), ("monthly", monthly))
        if several
        for opens_at, closes_at in spans
    ]


def _days(text: str) -> Days:
    found = _DAYS.fullmatch(text)
    first = weekday_of(found["first"]) if found else None
    if found is None or first is None:
        raise NotHours
    if found["weeks"]:
        return "monthly", tuple(f"{week}{first}" for week in found["weeks"].split(","))
    last = weekday_of(found["last"]) if found["last"] else first
    if last is None:
        raise NotHours
    return "weekly", days_between(first, last)


def _span(text: str) -> tuple[str, str | None]:
    found = _SPAN.fullmatch(text)
    opens_at = time_of(found[1]) if found else None
    if found is None or opens_at is None:
        raise NotHours
    closes_at = time_of(found[2]) if found[2] else None
    if found[2] and closes_at is None:
        raise NotHours
    return opens_at, closes_at
