"""One foreign record while it is read: it gives its values in our forms, and notes whatever had to be mended."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from marshmallow import ValidationError

from shared.config.limits import AGE_YEARS_MAX, LINE_CHARACTERS_MAX, PHONE_CHARACTERS_MAX, WEB_ADDRESS_CHARACTERS_MAX
from shared.doors import identifiers
from shared.doors.foreign.moments import day_of, in_utc, instant_of, time_of
from shared.doors.foreign.plain import has_unprintable, is_html, settled, web_address_of, words_of_html

_NOTHING = ("", "null", "none", "n/a", "na", "-", "nan", "undefined")
_NO_ADDRESS_ENDS = (".invalid", ".example", ".test", ".localhost")


class Mend(NamedTuple):
    """What was put right: in which field, and how. No value is repeated: it may be somebody's number."""

    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.field} {self.what}"


class RecordRefused(Exception):
    """A record of which nothing can be made; the message is the reason, in words."""


class ForeignRecord:
    """The values of a record by their names. A name that is missing and one that says nothing are the same."""

    def __init__(self, values: object, mends: list[Mend] | None = None, within: str = "") -> None:
        self._values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}
        self.mends: list[Mend] = [] if mends is None else mends
        self._within = within

    def mend(self, name: str, what: str) -> None:
        """Note that something was put right; the same thing in two places of a record counts once."""
        noted = Mend(f"{self._within}{name}", what)
        if noted not in self.mends:
            self.mends.append(noted)

    def raw(self, *names: str) -> Any:
        """Return the first of these values that says something, as it came; None when none does."""
        for name in names:
            value = self._values.get(name)
            if isinstance(value, str) and value.strip().lower() in _NOTHING:
                continue
            if value is not None and value not in ([], {}):
                return value
        return None

    def part(self, name: str) -> "ForeignRecord":
        """Return an object inside the record; an empty one when there is none."""
        return ForeignRecord(self.raw(name), self.mends, f"{self._within}{name}.")

    def parts(self, *names: str) -> list["ForeignRecord"]:
        """Return the objects of a list inside the record; one that is not in a list counts as a list of one."""
        value = self.raw(*names)
        found = value if isinstance(value, list) else [value]
        return [
            ForeignRecord(one, self.mends, f"{self._within}{names[0]}.") for one in found if isinstance(one, Mapping)
        ]

    def words(self, *names: str, longest: int = LINE_CHARACTERS_MAX, lines: bool = False) -> str | None:
        """Return words without HTML, without what cannot be printed, and no longer than we keep them."""
        value = self.raw(*names)
        if value is None or isinstance(value, list | dict | bool):
            return None
        text = str(value)
        if is_html(text):
            text = words_of_html(text)
            self.mend(names[0], "had HTML in it, only the words are kept")
        if has_unprintable(text):
            self.mend(names[0], "had characters that cannot be printed, left out")
        text = settled(text, lines=lines)
        if len(text) > longest:
            self.mend(names[0], f"was longer than {longest:,} characters, shortened")
            text = f"{text[: longest - 1].rstrip()}…"
        return text or None

    def number(self, name: str) -> float | None:
        """Return a finite number, also one written as text."""
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return None
        try:
            number = float(value.replace("£", "").replace(",", "") if isinstance(value, str) else value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if math.isfinite(number):
            return number
        self.mend(name, "is no number, left out")
        return None

    def age(self, name: str) -> int | None:
        """Return an age in whole years; one that nobody has means that there is no limit."""
        number = self.number(name)
        if number is None:
            return None
        if 0 <= number <= AGE_YEARS_MAX:
            return int(number)
        self.mend(name, "is below 0, read as no limit" if number < 0 else "is beyond any age, read as no limit")
        return None

    def day(self, name: str) -> date | None:
        """Return a day."""
        text = self._text(name)
        found = day_of(text) if text else None
        if text and found is None:
            self.mend(name, "is no date, left out")
        return found

    def instant(self, name: str) -> datetime | None:
        """Return an instant in UTC."""
        text = self._text(name)
        found = instant_of(text) if text else None
        if text and found is None:
            self.mend(name, "is no instant, left out")
        if found is None:
            return None
        if found.tzinfo is None:
            self.mend(name, "has no time zone, taken as UTC")
        return in_utc(found)

    def time(self, name: str) -> str | None:
        """Return a time of day."""
        text = self._text(name)
        found = time_of(text) if text else None
        if text and found is None:
            self.mend(name, "is no time of day, left out")
        return found

    def web(self, *names: str) -> str | None:
        """Return an address of the web."""
        text = self._text(*names)
        if not text:
            return None
        found = web_address_of(text)
        if found is None or len(found) > WEB_ADDRESS_CHARACTERS_MAX:
            self.mend(names[0], "is no address of the web, left out")
            return None
        if found != text:
            self.mend(names[0], "was not written as an address of the web must be, put right")
        return found

    def mail(self, *names: str) -> str | None:
        """Return an email address; one that only fills the field is left out."""
        text = self._text(*names)
        if not text:
            return None
        address = text.removeprefix("mailto:")
        try:
            address = identifiers.email(address)
        except ValidationError:
            self.mend(names[0], "is no email address, left out")
            return None
        if address.lower().endswith(_NO_ADDRESS_ENDS):
            self.mend(names[0], "is an address that nobody can have, left out")
            return None
        return address

    def phone(self, *names: str) -> str | None:
        """Return a telephone number as it is written, however many there are in it, if it has digits enough."""
        text = self.words(*names)
        if text is None:
            return None
        if sum(map(str.isdigit, text)) >= 3 and len(text) <= PHONE_CHARACTERS_MAX:
            return text
        self.mend(names[0], "is no telephone number, left out")
        return None

    def _text(self, *names: str) -> str | None:
        value = self.raw(*names)
        return None if value is None or isinstance(value, list | dict) else str(value).strip()
