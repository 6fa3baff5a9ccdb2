"""A scheme as the directory lists it."""

from dataclasses import dataclass
from functools import cached_property

from shared.contracts.scheme import Scheme


@dataclass(frozen=True)
class Listed:
    """A scheme's specification in force and the state of its entry, one of `domain.standing.MAY`.

    Why sets: every scheme in reach is asked of every referral whether it serves the person, and some list every ward
    of a county.
    """

    scheme: Scheme
    state: str

    @cached_property
    def cohorts(self) -> frozenset[str]:
        """Whom it is for; empty: everybody."""
        return frozenset(self.scheme.cohorts)

    @cached_property
    def needs(self) -> frozenset[str]:
        """What it helps with; empty: anything."""
        return frozenset(self.scheme.needs)

    @cached_property
    def areas(self) -> frozenset[str]:
        """Where it reaches people at home."""
        return frozenset(self.scheme.catchment.areas)

    @cached_property
    def priority_areas(self) -> frozenset[str]:
        """Where it puts people first."""
        return frozenset(self.scheme.priority_areas)

    @cached_property
    def accepts_from(self) -> frozenset[str]:
        """Whose referrals it takes; empty: anybody's."""
        return frozenset(self.scheme.accepts_from)
