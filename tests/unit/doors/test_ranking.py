from typing import Any

import pytest
from hypothesis import given

from services.matching.domain.ranking import Local, Ranking
from shared.doors.malformed import WHOLE, Malformed
from shared.doors.ranking import LocalSchema, RankingSchema, load_ranking
from tests.unit.doors.protocols import edited_ranking
from tests.unit.doors.test_referral import junk

LEVELS = {"lsoa": 90, "ward": 70, "practice": 60, "local_authority": 40, "everywhere": 0}


def wrong(sent: Any) -> set[str]:
    try:
        load_ranking(sent)
    except Malformed as refused:
        return set(refused.errors)
    return set()


def test_the_shipped_ranking_is_let_in_whole_as_it_is_shown() -> None:
    edit = load_ranking(edited_ranking(based_on=2))
    assert (edit.based_on, edit.protocol) == (2, edited_ranking()["protocol"])


@pytest.mark.parametrize(
    "changed",
    [
        {"specialist_for_cohort": -1},
        {"narrow_cohort": 10_001},
        {"need_served": 1.5},
        {"needs_counted_max": -3},
        {"needs_counted_max": 51},
        {"language_spoken": "many"},
        {"wait_per_week": 1},
        {"wait_points_max": -36},
        {"wished_for": None},
        {"review_parked_after_days": 0},
        {"review_parked_after_days": 367},
        {"local": 3},
        {"version": 2},
        {"colour": 1},
    ],
)
def test_a_figure_that_cannot_be_is_named_by_its_dotted_path(changed: dict[str, Any]) -> None:
    assert wrong(edited_ranking(**changed)) == {f"protocol.{next(iter(changed))}"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ward": 91}, "ward"),
        ({"local_authority": 71}, "local_authority"),
        ({"everywhere": 41}, "everywhere"),
        ({"lsoa": -1}, "lsoa"),
        ({"practice": 0, "everywhere": 1}, "everywhere"),
    ],
)
def test_what_is_farther_never_counts_more_than_what_is_nearer(changed: dict[str, int], field: str) -> None:
    assert wrong(edited_ranking(local={**LEVELS, **changed})) == {f"protocol.local.{field}"}


def test_the_version_an_edit_is_based_on_must_be_said() -> None:
    assert wrong({"protocol": edited_ranking()["protocol"]}) == {"based_on"}


@pytest.mark.parametrize("sent", [None, [], "ranking", 3])
def test_a_ranking_that_is_no_object_is_refused_whole(sent: Any) -> None:
    assert wrong(sent) == {WHOLE}


@given(junk)
def test_no_value_whatever_breaks_the_door_of_the_ranking(value: Any) -> None:
    assert wrong({"based_on": 1, "protocol": value}) or isinstance(value, dict)
    wrong(edited_ranking(local=value, need_served=value))


@pytest.mark.parametrize(("door", "struct"), [(RankingSchema, Ranking), (LocalSchema, Local)])
def test_the_door_asks_for_exactly_what_matching_ranks_by(door: Any, struct: Any) -> None:
    assert set(door().fields) == set(struct.__struct_fields__) - {"version"}
