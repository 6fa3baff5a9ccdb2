from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.identity import NONE, Identity
from services.intake.domain.recognition import Known, Recognition, recognised
from tests.unit.intake.given import identities, known, people

ANN_BY_NAME = 11
ANN_BY_NUMBER = 22


def test_an_nhs_number_recognises_somebody_who_has_moved_and_married() -> None:
    arrival = Identity(name_key=99, nhs_key=ANN_BY_NUMBER)
    assert recognised(arrival, [Known("ann", ANN_BY_NAME, ANN_BY_NUMBER)]) == Recognition("ann", "nhs_number")


def test_name_birth_date_and_postcode_recognise_somebody_without_a_number() -> None:
    by_name = Recognition("ann", "name_birth_date_postcode")
    for told, had in ((NONE, NONE), (NONE, ANN_BY_NUMBER), (ANN_BY_NUMBER, NONE)):
        assert recognised(Identity(ANN_BY_NAME, told), [Known("ann", ANN_BY_NAME, had)]) == by_name


def test_a_differing_nhs_number_speaks_against_the_same_name_birth_date_and_postcode() -> None:
    assert recognised(Identity(ANN_BY_NAME, 23), [Known("ann", ANN_BY_NAME, ANN_BY_NUMBER)]) is None


def test_of_two_people_with_one_name_only_the_one_whose_number_is_not_another_is_recognised() -> None:
    candidates = [Known("ann", ANN_BY_NAME, ANN_BY_NUMBER), Known("anne", ANN_BY_NAME, NONE)]
    assert recognised(Identity(ANN_BY_NAME, 23), candidates) == Recognition("anne", "name_birth_date_postcode")


def test_neither_of_two_people_who_both_fit_is_chosen() -> None:
    by_name = [Known("ann", ANN_BY_NAME, 1), Known("anne", ANN_BY_NAME, 2)]
    by_number = [Known("ann", 1, ANN_BY_NUMBER), Known("anne", 2, ANN_BY_NUMBER)]
    assert recognised(Identity(ANN_BY_NAME, NONE), by_name) is None
    assert recognised(Identity(NONE, ANN_BY_NUMBER), by_number) is None


def test_nothing_told_recognises_nobody_although_others_told_nothing_either() -> None:
    assert recognised(Identity(NONE, NONE), [Known("ann", NONE, NONE)]) is None


@given(identities, known)
def test_whoever_is_recognised_is_the_only_one_who_fits(arrival: Identity, candidates: list[Known]) -> None:
    found = recognised(arrival, candidates)
    if found is None:
        return
    key = arrival.nhs_key if found.on == "nhs_number" else arrival.name_key
    fits = {one.person_id for one in candidates if (one.nhs_key if found.on == "nhs_number" else one.name_key) == key}
    against = {
        one.person_id for one in candidates if NONE not in (arrival.nhs_key, one.nhs_key) and one.name_key == key
    } - {one.person_id for one in candidates if one.nhs_key == arrival.nhs_key}
    assert found.person_id in fits
    assert found.on == "nhs_number" or fits - against == {found.person_id}
    assert found.on != "nhs_number" or fits == {found.person_id}


@given(identities, known)
def test_somebody_known_only_by_another_number_is_never_recognised(arrival: Identity, candidates: list[Known]) -> None:
    found = recognised(arrival, candidates)
    if found and arrival.nhs_key != NONE:
        numbers = {
            one.nhs_key
            for one in candidates
            if one.person_id == found.person_id and one.name_key == arrival.name_key and one.nhs_key != NONE
        }
        assert found.on == "nhs_number" or not numbers


@given(identities, known, st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_looked_at_makes_no_difference(
    arrival: Identity, candidates: list[Known], random: object
) -> None:
    assert (
        recognised(arrival, candidates)
        == recognised(arrival, candidates[::-1])
        == recognised(arrival, sorted(candidates))
    )


@given(identities, people)
def test_somebody_just_taken_in_with_a_number_is_recognised_by_the_same_details(
    arrival: Identity, person_id: str
) -> None:
    again = recognised(arrival, [Known(person_id, *arrival)])
    assert (again is not None) == (arrival != Identity(NONE, NONE))
