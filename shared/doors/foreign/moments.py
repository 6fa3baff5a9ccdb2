"""Days and instants as directories write them."""

import re
from datetime import UTC, date, datetime

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TIME = re.compile(
    r"\s*(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(am|pm|noon)?\s*(?:z|[+-]\d{2}:?\d{2})?\s*",
    re.IGNORECASE | re.ASCII,
)


def day_of(text: str) -> date | None:
    """Return the day a text names, year first or as in the UK day first; None when it names none."""
    head = text.strip()[:10]
    try:
        return date.fromisoformat(head)
    except ValueError:
        pass
    found = _DAY_FIRST.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def instant_of(text: str) -> datetime | None:
    """Return the instant a text names, without a time zone where it gives none; None when it names none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        day = day_of(text)
        return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001 - it names no zone


def in_utc(instant: datetime) -> datetime:
    """Return an instant in UTC; one without a time zone is taken to be UTC already.

    Why: half a day more or less does not matter for when an entry was last looked after.
    """
    zoned = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant
    try:
        return zoned.astimezone(UTC)
    except OverflowError:
        return zoned.replace(tzinfo=UTC)


def time_of(text: str) -> str | None:
    """Return a time of day as HH:MM, from `9`, `9:30am`, `09:30:00`; None when it is none. 24:00 is 23:59."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if (hour, minute) == (24, 0):
        return "23:59"
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
