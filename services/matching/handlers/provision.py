"""The report of what is asked for and offered. No exact count of people leaves this service."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from services.matching.domain.capacity import Places
from services.matching.domain.listed import Listed
from services.matching.domain.providing import provision, reaching_area
from services.matching.handlers.changing import Answer
from services.matching.queries import Directories, all_places
from services.matching.queries.provision import (
    AreaAsked,
    AreaCounts,
    ProvisionAsked,
    of_areas,
    of_needs_and_cohorts,
    of_reasons,
    told_code,
)
from shared.disclosure import hidden, rounded, told
from shared.event_store.store import Store

_PEOPLE = ("referrals", "people", "offered", "placed", "not_placed")
Cell = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class ProvisionReport:
    """Matching's part of the report; the areas come with the question, as intake knows them."""

    store: Store
    known: Directories = field(default_factory=Directories)

    def provision(self, asked: Mapping[str, Any]) -> Answer:
        """Return for each area what was asked for there, and who there is to offer it."""
        wanted = msgspec.convert(asked, ProvisionAsked)
        with self.store.reading() as connection:
            directory = self.known.current(connection)
            places = all_places(connection)
            areas = {one.area: one for one in of_areas(connection, wanted)}
            cells = defaultdict[str | None, list[AreaCounts]](list)
            for cell in of_needs_and_cohorts(connection, wanted):
                cells[cell.area].append(cell)
            reasons = defaultdict[Cell, dict[str, int]](dict)
            for one in of_reasons(connection, wanted):
                reasons[one.area, one.need, one.cohort][one.reason] = one.referrals
        report = _Report(wanted, places, reasons)
        asked_about = (*wanted.areas, *([None] if wanted.unknown_area else []))
        return {
            "status": "found",
            "areas": [
                report.area(one, areas.get(code), reaching_area(directory, _codes(one)), cells[code])
                for one, code in ((one, one.code if one else None) for one in asked_about)
            ],
        }


class _Report:
    """Turns exact counts into what may be told of them."""

    def __init__(
        self, asked: ProvisionAsked, places: Mapping[str, Places], reasons: Mapping[Cell, dict[str, int]]
    ) -> None:
        self._asked = asked
        self._places = places
        self._reasons = reasons

    def area(
        self, asked: AreaAsked | None, whole: AreaCounts | None, reaching: Sequence[Listed], cells: list[AreaCounts]
    ) -> Answer:
        """Return what is told of one area; None stands for people whose area nobody knows."""
        shown = [one for one in cells if one.not_placed or not self._asked.only_gaps]
        rows = [self._cell(one, reaching) for one in sorted(shown, key=lambda one: (one.need or "", one.cohort or ""))]
        counts = _disclosed(whole) if whole else {**dict.fromkeys(_PEOPLE, 0), "hidden": []}
        return {"area": asked.code if asked else None, **counts, "schemes": len(reaching), "cells": rows}

    def _cell(self, counts: AreaCounts, reaching: Sequence[Listed]) -> Answer:
        need, cohort = told_code(counts.need), told_code(counts.cohort)
        there = provision(reaching, self._places, need, cohort)
        why = self._reasons.get((counts.area, counts.need, counts.cohort), {})
        return {
            "need": need,
            "cohort": cohort,
            **_disclosed(counts),
            "reasons": {reason: told(count) for reason, count in sorted(why.items())},
            **there._asdict(),
            "free_places": None if there.free_places is None else rounded(there.free_places),
        }


def _disclosed(counts: AreaCounts) -> Answer:
    shown = {name: told(getattr(counts, name)) for name in _PEOPLE}
    return {**shown, "hidden": hidden(shown)}


def _codes(asked: AreaAsked | None) -> Sequence[str]:
    return (asked.code, *asked.within, *asked.holds) if asked else ()
