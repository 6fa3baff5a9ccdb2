"""Every row of routing.md, decided by the ranking Onward ships with."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
import pytest

from services.web.reason_words import MATCHING_REASONS
from shared.contracts.matching import Considered, NoSchemeFound, SchemeOffered
from shared.contracts.vocabulary import CHANNELS, COHORTS, COMPLEXITIES, GENDERS, NEEDS
from tests.spec.routed import PLACES, RANKING, Routed, routed
from tests.spec.tables import Row, Theme, codes, themes

THEMES = themes("routing.md")
ROWS = [(theme, row) for theme in THEMES for row in theme.examples]
every_row = pytest.mark.parametrize(("theme", "row"), ROWS, ids=[row["person"] for _, row in ROWS])

ROWS_MIN = 150
FOR_OTHERS = {"cohort_not_served", "need_not_served"}
"""Schemes ruled out for these are simply for other people or other needs: `ruled out` does not list them."""


def against(considered: Sequence[Considered]) -> str:
    """Return the reasons against schemes as a cell gives them."""
    return "; ".join(f"{scheme_id}: {', '.join(reasons)}" for scheme_id, reasons in sorted(_out(considered)))


def _out(considered: Sequence[Considered]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.scheme_id, one.reasons) for one in considered if one.reasons]


def points(found: Routed) -> str:
    """Return the points of the scheme that gets the offer."""
    factors = next((one.factors for one in found.considered if one.scheme_id == found.offered), {})
    return ", ".join(f"{name} {value}" for name, value in factors.items())


def named(decision: SchemeOffered | NoSchemeFound) -> str:
    """Return the better schemes that an offer names, with their wait."""
    fuller = decision.fuller if isinstance(decision, SchemeOffered) else ()
    return "; ".join(f"{one.scheme_id}: {one.usual_wait_days} days, {one.waiting} waiting" for one in fuller or ())


CELLS: Mapping[str, Callable[[Routed], str]] = {
    "offered to": lambda found: found.offered,
    "why": lambda found: ", ".join(found.decision.reasons),
    "points": points,
    "also suitable": lambda found: ", ".join(
        one.scheme_id for one in found.considered if not one.reasons and one.scheme_id != found.offered
    ),
    "ruled out": lambda found: against([one for one in found.considered if FOR_OTHERS.isdisjoint(one.reasons)]),
    "why not": lambda found: against(found.considered),
    "named": lambda found: named(found.decision),
    "waits for": lambda found: f"{found.waits.scheme_id} at {found.waits.position}" if found.waits else "",
}
"""The columns that matching fills; a table has those that matter to what it shows."""


@every_row
def test_each_referral_of_the_table_goes_where_the_table_says_for_these_reasons(theme: Theme, row: Row) -> None:
    found = routed(theme, row)
    answers = [name for name in row if name in CELLS]
    assert answers[:2] == ["offered to", "why"]
    assert {name: CELLS[name](found) for name in answers} == {name: row[name] for name in answers}


@every_row
def test_the_points_of_every_factor_add_up_to_the_score(theme: Theme, row: Row) -> None:
    assert all(one.score == sum(one.factors.values()) for one in routed(theme, row).considered)


def test_the_table_speaks_only_in_codes_of_the_vocabulary() -> None:
    for _, row in ROWS:
        assert set(codes(row.get("needs", ""))) <= NEEDS.keys()
        assert set(codes(row.get("cohorts", ""))) <= COHORTS.keys()
        assert row.get("by", "gp") in CHANNELS
        assert row.get("complexity", "low") in COMPLEXITIES
        assert row.get("gender", "") in {*GENDERS, ""}
        assert row.get("lives in", "Hillside") in PLACES


def test_the_table_names_only_schemes_of_its_own_group() -> None:
    for theme, row in ROWS:
        ours = {one["id"] for one in theme.schemes}
        named = {*codes(row.get("full", "")), *codes(row.get("tried", "")), *codes(row.get("with", ""))}
        assert named | {row["offered to"]} - {"nobody"} <= ours, row["person"]


def test_the_table_has_an_example_of_every_reason_code_there_is() -> None:
    shown = " ".join(f"{row['why']} {row.get('why not', '')}" for _, row in ROWS)
    assert [code for code in MATCHING_REASONS if code not in shown] == []


def test_the_table_has_an_example_of_every_factor_of_the_ranking() -> None:
    shown = " ".join(row.get("points", "") for _, row in ROWS)
    figures = set(msgspec.structs.asdict(RANKING)) - {
        "version",
        "needs_counted_max",
        "review_parked_after_days",
        "wait_days_max",
    }
    factors = {name.removesuffix("_per_week").removesuffix("_points_max") for name in figures}
    assert [factor for factor in sorted(factors) if factor not in shown] == []


def test_no_two_rows_of_the_table_are_about_the_same_person_and_each_group_says_what_it_shows() -> None:
    people = [row["person"] for _, row in ROWS]
    assert sorted(people) == sorted(set(people))
    assert len(people) >= ROWS_MIN
    assert [theme.name for theme in THEMES if not theme.says.endswith(".")] == []
