"""The time, asked for in one place, so that decisions never ask for it themselves."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_JUST_AFTER = timedelta(microseconds=1)

Clock = Callable[[], datetime]
"""Gives the present instant, aware and in UTC."""


def system_clock() -> datetime:
    """Return the machine's time as an aware UTC instant."""
    return datetime.now(UTC)


def london_date(instant: datetime) -> date:
    """Return the day it is in the UK at that instant: the day people mean by "today"."""
    return instant.astimezone(LONDON).date()


def later_than(earlier: datetime, now: datetime) -> datetime:
    """Return `now`, or the instant just after `earlier` when this machine's clock runs behind it.

    Why: a consequence dated before its cause, or at the same instant, would tell the story in the wrong order.
    """
    return max(now, earlier + _JUST_AFTER)
