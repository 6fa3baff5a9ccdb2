import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.triage.domain.cohorts import age_cohorts, all_cohorts
from shared.contracts.vocabulary import AGE_COHORTS, COHORTS
from tests.unit.triage.given import facts


@pytest.mark.parametrize(
    ("age", "cohorts"),
    [
        (None, ()),
        (0, ()),
        (15, ()),
        (16, ("young_person",)),
        (25, ("young_person",)),
        (26, ()),
        (49, ()),
        (50, ("over_50",)),
        (64, ("over_50",)),
        (65, ("over_50", "over_65")),
        (122, ("over_50", "over_65")),
    ],
)
def test_an_age_gives_its_cohorts_at_the_very_edge_of_each(age: int | None, cohorts: tuple[str, ...]) -> None:
    assert age_cohorts(age) == cohorts


@given(st.integers(0, 130))
def test_the_cohorts_of_an_age_are_exactly_those_of_the_vocabulary_it_lies_within(age: int) -> None:
    within = {name for name, (youngest, oldest) in AGE_COHORTS.items() if youngest <= age <= (oldest or 999)}
    assert set(age_cohorts(age)) == within <= COHORTS.keys()


def test_what_was_told_and_what_the_age_tells_are_both_kept_and_each_only_once() -> None:
    told = facts(cohorts=("carer", "over_50"), age=70)
    assert all_cohorts(told) == ("carer", "over_50", "over_65")
    assert all_cohorts(facts(cohorts=(), age=None)) == ()
