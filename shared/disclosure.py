"""How counts of people are told, so that nobody is recognised in one and none can be worked out from others.

Source: NHS England's rule for counts below the national level, in force for hospital data since September 2018
(digital.nhs.uk, "Disclosure control methodology for Hospital Episode Statistics and Emergency Care Data Set"): none is
told as none, one to seven are not told, and all others are rounded to the nearest five. Totals are counted first and
rounded afterwards, never summed from what is shown: so a total less its one other part never gives the part that was
hidden. Less several parts it could, where most of them happen to be rounded the same way; the more parts, the rarer.
"""

from collections.abc import Mapping

from shared.config.report_limits import COUNTS_ROUNDED_TO, SMALL_NUMBER_MAX

FEWER_THAN = SMALL_NUMBER_MAX + 1
"""What a count that is not told is fewer than."""


def told(count: int) -> int | None:
    """Return a count of people as it may be told; None when it is one to seven."""
    return None if 0 < count < FEWER_THAN else rounded(count)


def rounded(count: int) -> int:
    """Return a count to the nearest five: for what is not people but would, taken from another figure, give people."""
    return (count + COUNTS_ROUNDED_TO // 2) // COUNTS_ROUNDED_TO * COUNTS_ROUNDED_TO


def hidden(told_counts: Mapping[str, int | None]) -> list[str]:
    """Name the counts that are not told, so that nobody takes them for unknown."""
    return [name for name, count in told_counts.items() if count is None]


def in_words(count: int | None) -> str:
    """Return a told count as a table shows it."""
    return f"fewer than {FEWER_THAN}" if count is None else str(count)
