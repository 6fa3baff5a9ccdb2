"""Is there room: the places of schemes while a batch is decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


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
    """The places of the schemes in question, and who is already where; kept true while places are given and freed."""

    def __init__(self, places: dict[str, Places], placements: Iterable[Placement]) -> None:
        self._places = places
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
