from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.capacity import Capacity, Places

SCHEMES = ("a", "b")
PEOPLE = ("p", "q", "r")
moves = st.lists(
    st.tuples(st.booleans(), st.sampled_from(SCHEMES), st.sampled_from(PEOPLE), st.sampled_from(["REF1", "REF2"])),
    max_size=40,
)


@given(moves, st.integers(0, 3))
def test_held_places_never_fall_below_zero_or_rise_above_the_places_whatever_is_given_and_freed(
    made: list[tuple[bool, str, str, str]], most: int
) -> None:
    places = {scheme_id: Places(most, 0, 0) for scheme_id in SCHEMES}
    room = Capacity(places, [])
    there: dict[tuple[str, str], str] = {}
    for gives, scheme_id, person_id, reference in made:
        if gives and room.why_not(scheme_id, person_id) is None:
            room.reserve(scheme_id, person_id, reference)
            there[person_id, scheme_id] = reference
        elif not gives:
            freed = room.release(scheme_id, person_id, reference)
            assert freed == (there.get((person_id, scheme_id)) == reference)
            if freed:
                del there[person_id, scheme_id]
        for one in SCHEMES:
            assert places[one].held == sum(scheme == one for _, scheme in there)
            assert 0 <= places[one].held <= most
        assert all(room.elsewhere(person) == tuple(sorted(s for p, s in there if p == person)) for person in PEOPLE)


def test_a_place_is_freed_only_by_the_referral_it_was_given_for() -> None:
    places = {"a": Places(1, 0, 0)}
    room = Capacity(places, [])
    room.reserve("a", "p", "REF2")
    assert not room.release("a", "p", "REF1")
    assert places["a"].held == 1
    assert room.release("a", "p", "REF2")
    assert not room.release("a", "p", "REF2")
    assert places["a"].held == 0


def test_a_scheme_without_a_number_of_places_always_has_one_more() -> None:
    assert Places(None, 1_000_000, 0).free
    assert not Places(0, 0, 0).free
    assert not Places(5, 7, 0).free


def test_each_event_of_a_scheme_takes_the_next_version_of_its_stream() -> None:
    room = Capacity({"a": Places(None, 0, 7)}, [])
    assert [room.turn("a") for _ in range(3)] == [7, 8, 9]
