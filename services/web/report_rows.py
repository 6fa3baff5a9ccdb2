"""The rows of a report as a table for a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shared.disclosure import in_words

_COUNTS = ("referrals", "people", "offered", "placed", "not_placed")
_PROVISION = ("schemes", "specialists", "overlapping", "places", "free_places")
_LONELY = ("value", "unit", "source", "year")
HEADER = ("area", "within", "need", "cohort", *_COUNTS, "reasons", *_PROVISION, *(f"loneliness_{n}" for n in _LONELY))


def rows_of(areas: Sequence[Mapping[str, Any]]) -> Iterator[list[object]]:
    """Give a row for each area as a whole, and one for each of its needs and cohorts."""
    for area in areas:
        lonely = area["loneliness"] or {}
        place = [area["area"] or "not known", " ".join(area["within"])]
        figures = [lonely.get(name) for name in _LONELY]
        yield [*place, None, None, *_counts(area), None, area["schemes"], *[None] * 4, *figures]
        for cell in area["cells"]:
            reasons = "; ".join(f"{reason}: {in_words(count)}" for reason, count in cell["reasons"].items())
            named = [cell["need"] or "none named", cell["cohort"] or "none named"]
            yield [*place, *named, *_counts(cell), reasons, *(_room(cell, name) for name in _PROVISION), *figures]


def _counts(counted: Mapping[str, Any]) -> list[str]:
    return [in_words(counted[name]) for name in _COUNTS]


def _room(cell: Mapping[str, Any], name: str) -> object:
    return "no limit" if cell[name] is None else cell[name]
