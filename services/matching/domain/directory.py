"""The directory in memory: which schemes reach a person, found without looking at the others."""

from collections.abc import Iterable, Sequence

from services.matching.domain.listed import Listed
from shared.contracts.facts import Facts


class Directory:
    """Schemes by the areas and practices they reach. Cost of a look-up: the schemes that reach the person."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self.schemes = {one.scheme.id: one for one in listed}
        self._by_place: dict[str, list[str]] = {}
        self._everywhere: list[str] = []
        for scheme_id, one in sorted(self.schemes.items()):
            catchment = one.scheme.catchment
            for place in (*catchment.areas, *catchment.practices):
                self._by_place.setdefault(place, []).append(scheme_id)
            if catchment.everywhere:
                self._everywhere.append(scheme_id)

    def reaching(self, facts: Facts) -> Sequence[Listed]:
        """Return the schemes whose catchment holds the person's home or practice, in the order of their ids."""
        places = (*facts.areas, facts.practice) if facts.practice else facts.areas
        found = {scheme_id for place in places for scheme_id in self._by_place.get(place, ())}
        found.update(self._everywhere)
        return [self.schemes[scheme_id] for scheme_id in sorted(found)]
