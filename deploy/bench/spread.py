"""What several repetitions of one measurement gave."""

from collections.abc import Iterable
from statistics import median

import msgspec


class Spread(msgspec.Struct, frozen=True):
    """The middle one of several repetitions, the lowest and the highest."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """Return the spread of one or more values."""
        measured = sorted(values)
        return cls(median(measured), measured[0], measured[-1])


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` of all values do not exceed. Units: `share` from 0 to 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
