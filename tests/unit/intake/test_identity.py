from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.identity import NONE, Identity, folded, identity, keyed_digest, keyed_hash
from tests.unit.intake.given import HASHED, referral

HOME = {"postcode": "BS1 4ND"}


def known_by(**told: Any) -> Identity:
    return identity(referral({**HOME, **told}).person, HASHED)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "ANN"),
        ("Ann-Marie", "Ann Marie"),
        ("José", "Jose"),
        ("O'Donoghue", "O’Donoghue"),
        ("Nguyễn", "NGUYEN"),
        ("Straße", "STRASSE"),
        ("ﬁona", "Fiona"),
        ("  Ann ", "Ann"),
    ],
)
def test_two_ways_of_writing_one_name_are_compared_as_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Ann", "Anne"), ("Łucja", "Lucia"), ("李", "王"), ("Ann", "Nan")])
def test_two_names_are_not_made_one_by_folding(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_a_folded_name_folds_to_itself(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_the_same_person_is_known_by_the_same_keys_however_the_details_are_written() -> None:
    assert known_by() == known_by(given_name="ANN", postcode="bs14nd")
    assert known_by(nhs_number="999 000 0018") == known_by(nhs_number="9990000018")


@pytest.mark.parametrize(
    "told", [{"given_name": "Anna"}, {"family_name": "Li"}, {"born_on": "1950-03-02"}, {"postcode": "BS1 4NE"}]
)
def test_a_different_name_birth_date_or_postcode_makes_a_different_key(told: dict[str, str]) -> None:
    assert known_by(**told).name_key not in (known_by().name_key, NONE)


def test_names_do_not_run_into_one_another() -> None:
    assert known_by(given_name="Ann", family_name="Alee") != known_by(given_name="Anna", family_name="Lee")


def test_without_a_postcode_that_places_somebody_there_is_no_key_to_confuse_two_people_by() -> None:
    assert known_by(postcode="ZZ99 3VZ") == Identity(NONE, NONE)
    assert known_by(postcode="ZZ99 3VZ", nhs_number="9990000018").nhs_key != NONE


def test_the_keys_of_another_master_key_tell_nothing_about_each_other() -> None:
    other = identity(referral(HOME).person, keyed_hash(b"another key of the tests, of 32 "))
    assert other.name_key != known_by().name_key
    assert keyed_digest(b"a")(b"body") != keyed_digest(b"b")(b"body")


@given(st.text())
def test_a_hash_is_a_signed_64_bit_number_and_never_the_one_that_means_nothing(text: str) -> None:
    assert -(2**63) <= HASHED(text) < 2**63
    assert HASHED(text) != NONE
