"""How much of one catchment lies in others, counted in LSOAs or data zones."""

from collections.abc import Mapping
from typing import NamedTuple

Small = Mapping[str, frozenset[str]]
"""A catchment: for each of its codes, of any level, the small areas it stands for."""


class Cover(NamedTuple):
    """What two catchments share. `areas`: small areas in both; `codes`: the largest codes that lie in both."""

    areas: int
    codes: tuple[str, ...]


def covers(own: Small | None, others: Mapping[str, Small], everywhere: frozenset[str]) -> dict[str, Cover]:
    """Return what others share with one's own catchment; those that share nothing are left out.

    `own`: None when it is everywhere. `everywhere`: every small area there is, asked for only then.
    """
    here = everywhere if own is None else reach(own)
    found = {name: (other, shared) for name, other in others.items() if (shared := here & reach(other))}
    return {name: Cover(len(shared), _codes(own or {}, other, shared)) for name, (other, shared) in found.items()}


def reach(catchment: Small) -> frozenset[str]:
    """Return the small areas of a catchment."""
    return frozenset().union(*catchment.values())


def _codes(own: Small, other: Small, shared: frozenset[str]) -> tuple[str, ...]:
    """Return the codes of either that are shared whole; those of the other only where one's own say less."""
    mine = {code: small for code, small in own.items() if small <= shared}
    said = reach(mine)
    return tuple(sorted({*mine, *(code for code, small in other.items() if small <= shared and not small <= said)}))
