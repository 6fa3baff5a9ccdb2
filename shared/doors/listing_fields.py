"""Fields of public directories: addresses of the web, times of day, instants, weekdays, places on the map, amounts."""

import math
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields

from shared.doors.fields import Guarded

_URI = re.compile(
    r"https?://[A-Za-z0-9._~\[\]:%@!$&'()*+,;=-]+(?:[/?#](?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
_TIME = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_WEEKDAY = re.compile("(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")


def web_address(text: str) -> str:
    """Return a web address that is a URI of http or https, its host named.

    Raises: ValidationError.
    """
    try:
        host = urlsplit(text).hostname if _URI.fullmatch(text) else None
        port_is_one = host is not None and (urlsplit(text).port or 0) >= 0
    except ValueError:
        port_is_one = False
    if not port_is_one:
        raise ValidationError("Write a web address such as https://example.org/groups, other characters as %XX.")
    return text


def time_of_day(text: str) -> str:
    """Return a time as HH:MM. Raises: ValidationError."""
    if not _TIME.fullmatch(text):
        raise ValidationError("Write a time of the 24-hour clock, such as 09:30.")
    return text


def weekday(text: str) -> str:
    """Return a weekday as RFC 5545 writes it. Raises: ValidationError."""
    if not _WEEKDAY.fullmatch(text):
        raise ValidationError("Write a weekday as MO to SU, or 2TU for the second Tuesday of the month.")
    return text


def instant(text: str) -> str:
    """Return an instant as it was written. Raises: ValidationError unless it is ISO 8601 with its time zone."""
    try:
        zone = datetime.fromisoformat(text).tzinfo if "T" in text else None
    except ValueError:
        zone = None
    if zone is None:
        raise ValidationError("Write an instant with its time zone, such as 2026-11-22T09:05:00Z.")
    return text


class Measured(Guarded, fields.Float):
    """A number between two limits, both included."""

    def __init__(self, least: float, most: float, *, required: bool = False) -> None:
        ask = f"Give a number from {least:g} to {most:g}."
        super().__init__(ask, required=required, shape={"minimum": least, "maximum": most})
        self.least, self.most = least, most

    def read(self, value: Any) -> float:
        """Return the number."""
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            number = float(value)
            if self.least <= number <= self.most:
                return number
        raise ValidationError(self.ask)
