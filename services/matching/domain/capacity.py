"""Is there room: the places of schemes while a batch is decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from shared.contracts.event import Event
from shared.contracts.matching import WaitingListJoined, WaitingListLeft


@dataclass
class Places:
    """One scheme's places. `places`: how many at once, None for as many as come; `version`: its stream's version."""

    places: int | None
    held: int
    version: int

    @property
    def free(self) -> bool:
        """Whether one more person can be taken."""
        return self.places is None or self.held < self.places


class Placement(NamedTuple):
    """Who has a place where, and by which referral."""

    person_id: str
    scheme_id: str
    reference: str


class Capacity:
    """The places of the schemes in question, and who is already where; kept true while places are given and freed.

    `waiting`: how many people wait for each scheme; those for which nobody waits may be left out.
    """

    def __init__(
        self, places: dict[str, Places], placements: Iterable[Placement], waiting: Mapping[str, int] | None = None
    ) -> None:
        self._places = places
        self._waiting = dict(waiting or {})
        self._there: dict[str, dict[str, str]] = {}
        for one in placements:
            self._there.setdefault(one.person_id, {})[one.scheme_id] = one.reference

    def turn(self, scheme_id: str) -> int:
        """Return the version the scheme's stream stands at, and count one more event onto it."""
        places = self._places[scheme_id]
        places.version += 1
        return places.version - 1

    def why_not(self, scheme_id: str, person_id: str) -> str | None:
        """Return why this person can not have a place there now, or None."""
        if scheme_id in self._there.get(person_id, ()):
            return "already_with_scheme"
        return None if self._places[scheme_id].free else "no_place_free"

    def waiting(self, scheme_id: str) -> int:
        """Return how many people wait for a place there."""
        return self._waiting.get(scheme_id, 0)

    def shrink(self, scheme_id: str, places: int) -> None:
        """Let a scheme have fewer places from now on; whoever it holds beyond them keeps theirs until it is freed."""
        self._places[scheme_id].places = places

    def follow(self, recorded: Iterable[Event]) -> None:
        """Count who joined and left the waiting lists."""
        for event in recorded:
            if isinstance(event, WaitingListJoined):
                self._waiting[event.scheme_id] = self.waiting(event.scheme_id) + 1
            elif isinstance(event, WaitingListLeft):
                self._waiting[event.scheme_id] = max(0, self.waiting(event.scheme_id) - 1)

    def elsewhere(self, person_id: str) -> tuple[str, ...]:
        """Return the schemes the person has a place with."""
        return tuple(sorted(self._there.get(person_id, ())))

    def reserve(self, scheme_id: str, person_id: str, reference: str) -> None:
        """Give the person a place."""
        self._places[scheme_id].held += 1
        self._there.setdefault(person_id, {})[scheme_id] = reference

    def release(self, scheme_id: str, person_id: str, reference: str) -> bool:
        """Free the place the person has by this referral; False when they have none."""
        there = self._there.get(person_id, {})
        if there.get(scheme_id) != reference:
            return False
        self._places[scheme_id].held -= 1
        del there[scheme_id]
        return True
