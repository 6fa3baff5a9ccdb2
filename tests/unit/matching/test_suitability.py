from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.suitability import factors, level
from shared.contracts.scheme import Catchment
from shared.contracts.vocabulary import NEEDS
from tests.unit.matching.given import (
    AREAS,
    AUTHORITY,
    LSOA,
    PRACTICE,
    RANKING,
    WARD,
    any_facts,
    any_listed,
    facts,
    listed,
)

Told = dict[str, Any]


@pytest.mark.parametrize(
    ("person", "of_the_scheme", "points"),
    [
        ({}, {"kind": "specialist", "cohorts": ("over_65",)}, {"specialist_for_cohort": 1000, "narrow_cohort": 120}),
        ({}, {"kind": "generalist", "cohorts": ("over_65",)}, {"narrow_cohort": 120}),
        ({}, {"kind": "specialist", "cohorts": ("over_65", "carer", "rural")}, {"narrow_cohort": 40}),
        ({}, {"kind": "specialist"}, {"specialist_for_cohort": 0, "narrow_cohort": 0}),
        ({"needs": ("food", "debt")}, {"needs": ("debt", "food", "learning")}, {"need_served": 120}),
        ({"language": "cy"}, {"languages": ("en", "cy")}, {"language_spoken": 50}),
        ({"language": "pl"}, {"languages": ("en", "cy")}, {"language_spoken": 0}),
        ({"language": None}, {}, {"language_spoken": 0}),
        ({"interpreter_needed": True}, {"support": ("interpreter",)}, {"interpreter_offered": 30}),
        ({"interpreter_needed": False}, {"support": ("interpreter",)}, {"interpreter_offered": 0}),
        ({}, {"priority_areas": (LSOA,)}, {"priority_area": 35}),
        ({}, {"priority_areas": ("E01000001", AUTHORITY)}, {"priority_area": 35}),
        ({}, {"priority_areas": ("E01000001",)}, {"priority_area": 0}),
        ({"areas": ()}, {"priority_areas": (LSOA,)}, {"priority_area": 0}),
        ({}, {"usual_wait_days": 6}, {"wait": 0}),
        ({}, {"usual_wait_days": 15}, {"wait": -6}),
        ({}, {"usual_wait_days": 3650}, {"wait": -36}),
        ({"requested_scheme": "riverside"}, {}, {"wished_for": 400}),
        ({"requested_scheme": "another"}, {}, {"wished_for": 0}),
    ],
)
def test_each_factor_gives_the_points_of_the_ranking_in_force(person: Told, of_the_scheme: Told, points: Told) -> None:
    found = factors(facts(**person), listed(**of_the_scheme), RANKING)
    assert {name: found.get(name, 0) for name in points} == points


@pytest.mark.parametrize(
    ("areas", "practices", "points"),
    [
        ((LSOA,), (), 90),
        ((WARD,), (), 70),
        ((), (PRACTICE,), 60),
        ((AUTHORITY,), (), 40),
        ((AUTHORITY, WARD, LSOA), (PRACTICE,), 90),
        ((AUTHORITY,), (PRACTICE,), 60),
        (("E06000001",), ("A12345",), 0),
    ],
)
def test_the_most_local_part_of_a_catchment_that_holds_the_person_counts(
    areas: tuple[str, ...], practices: tuple[str, ...], points: int
) -> None:
    catchment = Catchment(areas=areas, practices=practices, everywhere=True)
    assert factors(facts(), listed(catchment=catchment), RANKING).get("local", 0) == points


@pytest.mark.parametrize(
    ("code", "how_local"),
    [
        ("E01014370", "lsoa"),
        ("W01000001", "lsoa"),
        ("S01006506", "lsoa"),
        ("E05013591", "ward"),
        ("W05001037", "ward"),
        ("S13002835", "ward"),
        ("E06000023", "local_authority"),
        ("W06000015", "local_authority"),
        ("S12000036", "local_authority"),
        ("N09000003", "local_authority"),
    ],
)
def test_a_gss_code_tells_how_local_it_is_in_every_country(code: str, how_local: str) -> None:
    assert level(code) == how_local


@given(any_facts, any_listed("scheme-1"))
def test_only_factors_that_count_are_named_and_the_same_facts_give_the_same_points(person: Any, entry: Any) -> None:
    found = factors(person, entry, RANKING)
    assert 0 not in found.values()
    assert factors(person, entry, RANKING) == found


needs_of_any_number = st.lists(st.sampled_from(list(NEEDS)), unique=True).map(tuple)


@given(needs_of_any_number, st.integers(0, 3650), st.integers(1, 30))
def test_a_specialist_for_the_persons_cohort_comes_before_every_generalist_whatever_speaks_for_it(
    needs: tuple[str, ...], wait: int, cohorts: int
) -> None:
    person = facts(needs=needs, interpreter_needed=True, requested_scheme="generalist")
    others = tuple(f"cohort_{number}" for number in range(cohorts - 1))
    specialist = listed(
        "specialist", kind="specialist", cohorts=("over_65", *others), usual_wait_days=wait, languages=()
    )
    generalist = listed(
        "generalist",
        cohorts=("over_65",),
        needs=needs,
        catchment=Catchment(areas=AREAS, practices=(PRACTICE,)),
        support=("interpreter",),
        priority_areas=AREAS,
    )
    points = [sum(factors(person, one, RANKING).values()) for one in (specialist, generalist)]
    assert points[0] > points[1]
