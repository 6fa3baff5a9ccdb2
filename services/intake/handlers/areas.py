"""What anybody may ask of areas. None of the answers is about people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from services.intake.areas.covering import covers, reach
from services.intake.areas.loneliness import LonelinessFigure, means
from services.intake.areas.measures import MEASURES
from services.intake.areas.within import Surroundings, of_level, small_areas, small_areas_everywhere, surroundings
from shared.config.limits import CATCHMENT_CODES_MAX
from shared.config.report_limits import OVERLAP_CODES_SHOWN_MAX
from shared.event_store.store import Store

Answer = dict[str, Any]


@dataclass(frozen=True)
class AreaQuestions:
    """Intake's questions about areas. Why dicts: every answer goes over a remote call."""

    store: Store

    def nested(self, codes: Sequence[str]) -> Answer:
        """Return for each code that is known what holds it and what it holds."""
        with self.store.reading() as connection:
            found = surroundings(connection, codes[:CATCHMENT_CODES_MAX])
        return {"status": "found", "areas": [_told(one) for one in found]}

    def areas(self, level: str, within: str | None, page: int, per_page: int) -> Answer:
        """Return a page of the areas of a level, all or those in one area, each with its modelled loneliness."""
        with self.store.reading() as connection:
            found = of_level(connection, level, within, page, per_page)
            lonely = means(connection, [one.code for one in found.areas])
        areas = [{**_told(one), "loneliness": _lonely(lonely.get(one.code))} for one in found.areas]
        return {"status": "found", "total": found.total, "areas": areas}

    def covered(self, catchment: Sequence[str] | None, others: Mapping[str, Sequence[str]]) -> Answer:
        """Return how many small areas a catchment has, None standing for everywhere, and how many lie in each other.

        Others that share none with it are not in the answer.
        """
        with self.store.reading() as connection:
            everywhere = small_areas_everywhere(connection) if catchment is None else frozenset[str]()
            small = small_areas(connection, {*(catchment or ()), *chain.from_iterable(others.values())})
        own = None if catchment is None else {code: small[code] for code in catchment}
        named = {name: {code: small[code] for code in codes} for name, codes in others.items()}
        shared = {name: _cover(one.areas, one.codes) for name, one in covers(own, named, everywhere).items()}
        size = len(everywhere if own is None else reach(own))
        return {"status": "found", "small_areas": size, "others": shared}


def _cover(areas: int, codes: Sequence[str]) -> Answer:
    return {"small_areas": areas, "codes": list(codes[:OVERLAP_CODES_SHOWN_MAX]), "codes_total": len(codes)}


def _told(one: Surroundings) -> Answer:
    return {"code": one.code, "level": one.level, "within": list(one.within), "holds": list(one.holds)}


def _lonely(mean: LonelinessFigure | None) -> Answer | None:
    if mean is None:
        return None
    measure = MEASURES[mean.measure]
    told = {"says": measure.says, "unit": measure.unit, "source": measure.source, "year": measure.year}
    return {"value": round(mean.value, 2), "measure": mean.measure, "small_areas": mean.small_areas, **told}
