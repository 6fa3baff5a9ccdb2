from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.matching.domain.overlapping import SITUATIONS, can_be_compared, shared_people, shared_practices
from shared.contracts.needs_and_cohorts import AGE_COHORTS
from shared.contracts.scheme import Catchment, Scheme
from shared.contracts.vocabulary import NEEDS
from tests.unit.matching.given import PRACTICE, any_listed, scheme

schemes = (
    any_listed("one").map(lambda listed: listed.scheme).filter(lambda one: (one.age_min or 0) <= (one.age_max or 99))
)
others = any_listed("other").map(lambda listed: listed.scheme)


def test_two_schemes_for_everybody_share_all_of_their_people() -> None:
    shared = shared_people(scheme(), scheme("other"))
    assert shared == ((), (), None, None, (), 1.0)


def test_the_share_is_the_part_of_all_combinations_that_both_serve() -> None:
    own = scheme(cohorts=("carer", "bereaved"), needs=("debt", "food", "learning", "language"), age_min=50)
    other = scheme("other", cohorts=("carer",), needs=("debt", "food", "digital"), age_min=60, sexes=("female",))
    shared = shared_people(own, other)
    assert shared is not None
    assert (shared.cohorts, shared.needs, shared.age_min, shared.sexes) == (
        ("carer",),
        ("debt", "food"),
        60,
        ("female",),
    )
    assert shared.share == pytest.approx(1 / 2 * 2 / 4 * 40 / 50 * 1 / 2)


def test_a_specialist_is_a_small_part_of_a_generalist_who_is_all_of_the_specialist() -> None:
    generalist, specialist = scheme(), scheme("other", cohorts=("carer",), needs=("debt",))
    of_generalist, of_specialist = shared_people(generalist, specialist), shared_people(specialist, generalist)
    assert of_generalist is not None
    assert of_specialist is not None
    assert of_generalist.share == pytest.approx(1 / len(SITUATIONS) / len(NEEDS))
    assert of_specialist.share == 1.0
    assert of_generalist.cohorts == of_specialist.cohorts == ("carer",)


def test_a_cohort_of_an_age_stands_for_everybody_of_that_age() -> None:
    everybody, older, carers = scheme(), scheme("older", cohorts=("over_50",)), scheme("carers", cohorts=("carer",))
    for one, other, share in (
        (everybody, older, 1 / 2),
        (older, everybody, 1),
        (carers, older, 1 / 2),
        (older, carers, 1 / len(SITUATIONS)),
        (scheme(cohorts=("over_50", "carer")), carers, 100 / (50 * len(SITUATIONS) + 50)),
        (scheme(age_min=50), older, 1),
    ):
        shared = shared_people(one, other)
        assert shared is not None
        assert shared.share == pytest.approx(share)
    both = shared_people(carers, older)
    assert both is not None
    assert both.cohorts == ("carer", "over_50")


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"cohorts": ("over_65",)}, {"cohorts": ("young_person",)}),
        ({"cohorts": ("carer",)}, {"cohorts": ("bereaved",)}),
        ({"needs": ("debt",)}, {"needs": ("food",)}),
        ({"age_max": 25}, {"age_min": 50}),
        ({"sexes": ("female",)}, {"sexes": ("male",)}),
    ],
)
def test_schemes_without_one_person_both_could_take_share_nobody(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert shared_people(scheme(**mine), scheme("other", **theirs)) is None


@given(schemes, others)
def test_sharing_people_is_the_same_from_either_side_but_for_the_share(one: Scheme, other: Scheme) -> None:
    there, back = shared_people(one, other), shared_people(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert there[:-1] == back[:-1]
        assert 0 < there.share <= 1


@given(schemes)
def test_a_scheme_shares_all_its_people_with_its_own_double(one: Scheme) -> None:
    assume(not one.cohorts or set(one.cohorts) - AGE_COHORTS.keys())  # over_65 and at most 25 is for nobody
    shared = shared_people(one, one)
    assert shared is not None
    assert shared.share == pytest.approx(1)


@given(schemes, others, st.sampled_from(["cohorts", "needs", "sexes"]))
def test_a_scheme_that_opens_to_everybody_shares_no_fewer_people(one: Scheme, other: Scheme, opened: str) -> None:
    wider = Scheme(**{name: getattr(other, name) for name in other.__struct_fields__} | {opened: ()})
    before, after = shared_people(one, other), shared_people(one, wider)
    assert before is None or (after is not None and after.share >= before.share - 1e-9)


@pytest.mark.parametrize(
    ("mine", "theirs", "comparable"),
    [
        (Catchment(everywhere=True), Catchment(practices=(PRACTICE,)), True),
        (Catchment(areas=("E06000023",)), Catchment(practices=(PRACTICE,)), False),
        (Catchment(practices=(PRACTICE,)), Catchment(areas=("E06000023",)), False),
        (Catchment(practices=(PRACTICE,)), Catchment(practices=("A12345",)), True),
        (Catchment(areas=("E06000023",), practices=(PRACTICE,)), Catchment(practices=(PRACTICE,)), True),
        (Catchment(areas=("E06000023",)), Catchment(areas=("E06000001",)), True),
    ],
)
def test_home_and_practice_cannot_be_compared_with_one_another(
    mine: Catchment, theirs: Catchment, comparable: bool
) -> None:
    assert can_be_compared(scheme(catchment=mine), scheme("other", catchment=theirs)) is comparable


def test_practices_in_both_catchments_are_shared_by_name() -> None:
    own = scheme(catchment=Catchment(practices=("B12345", "A12345", PRACTICE)))
    assert shared_practices(own, scheme("other", catchment=Catchment(practices=("A12345", "B12345")))) == (
        "A12345",
        "B12345",
    )
