"""The directory in memory: which schemes reach a person, found without looking at the others."""

from collections.abc import Iterable, Iterator, Sequence

from services.matching.domain.listed import Listed
from shared.contracts.facts import Facts

EVERYWHERE = "*"


class Directory:
    """Schemes by the areas and practices they reach. Cost of a look-up: the schemes that reach the person.

    A draft that names no area reaches nobody yet: imported directories leave many, and each would stand in every
    shortlist.
    """

    def __init__(self, listed: Iterable[Listed]) -> None:
        self.schemes: dict[str, Listed] = {}
        self._by_place: dict[str, set[str]] = {}
        self.enter(listed)

    def enter(self, listed: Iterable[Listed]) -> None:
        """Take schemes in, each in the place of what was listed under its id; one that has closed is left out.

        Cost: the places these schemes name.
        """
        for one in listed:
            scheme_id = one.scheme.id
            if scheme_id in self.schemes:
                for place in _places(self.schemes[scheme_id]):
                    self._by_place[place].discard(scheme_id)
            if one.state == "closed":
                self.schemes.pop(scheme_id, None)
                continue
            self.schemes[scheme_id] = one
            for place in _places(one):
                self._by_place.setdefault(place, set()).add(scheme_id)

    def reaching(self, facts: Facts) -> Sequence[Listed]:
        """Return the schemes whose catchment holds the person's home or practice, in the order of their ids."""
        return self.reaching_places((*facts.areas, facts.practice or EVERYWHERE))

    def reaching_places(self, places: Iterable[str]) -> Sequence[Listed]:
        """Return the schemes whose catchment names one of these areas or practices, or is everywhere."""
        found = set().union(*(self._by_place.get(place, ()) for place in (EVERYWHERE, *places)))
        return [self.schemes[scheme_id] for scheme_id in sorted(found)]


def _places(one: Listed) -> Iterator[str]:
    catchment = one.scheme.catchment
    yield from catchment.areas
    yield from catchment.practices
    if catchment.everywhere and one.state != "draft":
        yield EVERYWHERE
