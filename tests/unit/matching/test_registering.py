import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.registering import TooFewPlaces, register, set_places
from services.matching.domain.standing import SchemeStanding, approve
from shared.contracts.directory import PlacesSet, SchemeApproved, SchemeRegistered
from tests.unit.matching.given import scheme

DRAFT, OPEN = SchemeStanding(), SchemeStanding("open")
APPROVED = SchemeApproved(scheme_id="riverside")


def test_a_new_scheme_is_registered_and_approved_where_its_specification_says_so() -> None:
    plain, approved = scheme(), scheme(approved=True)
    assert register(None, DRAFT, 0, plain) == [SchemeRegistered(scheme=plain)]
    assert register(None, DRAFT, 0, approved) == [SchemeRegistered(scheme=approved), APPROVED]


def test_the_specification_in_force_entered_again_changes_nothing() -> None:
    assert register(scheme(), DRAFT, 3, scheme()) == []
    assert register(scheme(approved=True), OPEN, 3, scheme(approved=True)) == []


def test_a_changed_specification_is_registered_and_an_approval_is_not_taken_away_by_it() -> None:
    changed = scheme(places=9, approved=False)
    assert register(scheme(approved=True), OPEN, 0, changed) == [SchemeRegistered(scheme=changed)]


def test_a_scheme_is_approved_only_once_however_often_it_is_asked() -> None:
    assert approve(DRAFT, "riverside") == [APPROVED]
    assert approve(OPEN, "riverside") == []


@given(st.integers(0, 20), st.integers(0, 20))
def test_a_scheme_never_has_fewer_places_than_people_it_holds(places: int, held: int) -> None:
    if places < held:
        with pytest.raises(TooFewPlaces):
            set_places("riverside", places, held)
        with pytest.raises(TooFewPlaces):
            register(scheme(), DRAFT, held, scheme(places=places))
    else:
        assert set_places("riverside", places, held) == [PlacesSet(scheme_id="riverside", places=places)]


def test_a_scheme_without_a_number_of_places_may_hold_any_number_of_people() -> None:
    assert register(scheme(places=5), DRAFT, 1_000, scheme()) == [SchemeRegistered(scheme=scheme())]
