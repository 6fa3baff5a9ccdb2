"""The time, asked for in one place, so that decisions never ask for it themselves."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present instant, aware and in UTC."""


def system_clock() -> datetime:
    """Return the machine's time as an aware UTC instant."""
    return datetime.now(UTC)


def not_before(now: datetime, cause: datetime) -> datetime:
    """Return `now`, or the cause's instant when this machine's clock runs behind it.

    Why: a consequence dated before its cause would tell the story in the wrong order.
    """
    return now if now >= cause else cause
