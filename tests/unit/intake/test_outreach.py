from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.outreach import (
    AFTER,
    Outreach,
    agree,
    decline,
    disclose,
    end,
    is_for_good,
    marks_looked_up,
    marks_of,
    outreach_of,
    try_to_reach,
)
from shared.contracts.codec import public_part
from shared.contracts.event import Event
from shared.contracts.outreach import (
    Contact,
    OutreachAgreed,
    OutreachDeclined,
    OutreachDisclosed,
    OutreachEnded,
    OutreachListed,
    OutreachTried,
    TryTold,
)
from shared.contracts.outreach_codes import OUTREACH_STATES
from tests.unit.intake.given import HASHED

ANN = Contact(given_name="Ann", family_name="Lee", address="1 Quay Street", postcode="BS1 4ND", phone="+447700900001")
LISTED = OutreachListed(
    contact_id="c1", lawful_basis="public_task", held_since=date(2026, 11, 1), source="waste-1", marks=(7,), contact=ANN
)
NO_ANSWER = TryTold(outcome="no_answer", note="The dog barked.")
ENDS: dict[str, Event] = {
    "agreed": OutreachAgreed(contact_id="c1", reference="K7MD3QXP"),
    "declined": OutreachDeclined(contact_id="c1", reason="declined_by_person"),
    "ended": OutreachEnded(contact_id="c1", reason="moved"),
}


def standing(*history: Event) -> Outreach:
    outreach = outreach_of([LISTED, *history])
    assert outreach is not None
    return outreach


def test_whoever_was_never_listed_is_nobody_to_be_reached() -> None:
    assert outreach_of([]) is None


def test_a_try_is_noted_once_under_its_key_and_again_under_another() -> None:
    (first,) = try_to_reach(standing(), NO_ANSWER, "key-1") or [LISTED]
    assert first == OutreachTried(contact_id="c1", outcome="no_answer", note="The dog barked.", submission="key-1")
    assert try_to_reach(standing(first), NO_ANSWER, "key-1") == []
    assert try_to_reach(standing(first), NO_ANSWER, "key-2") != []


@pytest.mark.parametrize("state", ENDS)
def test_after_a_yes_a_no_or_an_end_only_the_same_answer_again_is_heard_and_changes_nothing(state: str) -> None:
    over = standing(ENDS[state])
    assert over.state == state
    assert try_to_reach(over, NO_ANSWER, "key-1") is None
    assert decline(over, "no_contact_wanted") == ([] if state == "declined" else None)
    assert end(over, "died") == ([] if state == "ended" else None)


def test_a_try_sent_again_after_the_end_is_known_to_have_been_noted() -> None:
    tried = OutreachTried(contact_id="c1", outcome="no_answer", submission="key-1")
    assert try_to_reach(standing(tried, ENDS["declined"]), NO_ANSWER, "key-1") == []


def test_that_details_were_shown_is_noted_while_there_are_any_and_changes_nothing_else() -> None:
    assert disclose(standing()) == [OutreachDisclosed(contact_id="c1")]
    assert standing(*disclose(standing())) == standing()
    assert [disclose(standing(event)) for event in ENDS.values()] == [[]] * 3


def test_a_yes_names_the_referral_and_is_remembered_with_it() -> None:
    agreed = agree(standing(), "K7MD3QXP")
    assert agreed == ENDS["agreed"]
    assert standing(agreed).reference == "K7MD3QXP"


def test_every_state_an_event_leads_to_has_its_words() -> None:
    assert set(AFTER.values()) == set(OUTREACH_STATES)


@pytest.mark.parametrize(
    ("event", "for_good"),
    [
        (LISTED, False),
        *((ENDS[state], state == "declined") for state in ENDS),
        (OutreachEnded(contact_id="c1", reason="died"), True),
        (OutreachEnded(contact_id="c1", reason="unable_to_contact"), False),
    ],
)
def test_a_no_is_for_good_and_of_the_ends_only_that_the_person_has_died(event: Event, for_good: bool) -> None:
    assert is_for_good(event) == for_good


def test_nothing_of_who_somebody_is_and_not_even_the_list_travels() -> None:
    assert '"contact_id":"c1","lawful_basis":"public_task","held_since":"2026-11-01"' in public_part(LISTED)
    assert not [word for word in ("Ann", "Lee", "Quay", "waste", "7700") if word in public_part(LISTED)]
    assert "dog" not in public_part(OutreachTried(contact_id="c1", outcome="no_answer", note="The dog barked."))


def test_the_same_person_is_known_by_any_one_way_to_find_them_however_it_is_written() -> None:
    held = set(marks_of(ANN, HASHED))
    assert len(held) == 3
    others = [
        Contact(given_name="ANN", family_name="Lee", postcode="bs14nd"),
        Contact(given_name="Ann", family_name="Lée", address="1, Quay  street"),
        Contact(given_name="Ann ", family_name="Lee", phone="+447700900001"),
    ]
    assert [bool(held & set(marks_looked_up(other, HASHED))) for other in others] == [True] * 3


@pytest.mark.parametrize(
    "other",
    [
        {"given_name": "Bob", "family_name": "Lee", "address": "1 Quay Street", "postcode": "BS1 4ND"},
        {"given_name": "Bob", "family_name": "Lee", "phone": "+447700900001"},
        {"given_name": "Ann", "family_name": "Lee", "postcode": "CF10 1EP"},
        {"given_name": "Ann", "family_name": "Lee", "postcode": "ZZ99 3VZ"},
        {"address": "1 Quay Street", "postcode": "BS1 4ND"},
    ],
)
def test_somebody_else_of_the_house_or_of_the_name_is_not_taken_for_the_person(other: dict[str, Any]) -> None:
    assert not set(marks_of(ANN, HASHED)) & set(marks_looked_up(Contact(**other), HASHED))


def test_a_no_said_at_a_door_without_a_name_counts_for_whoever_is_listed_there() -> None:
    door = Contact(address="1 Quay Street", postcode="BS1 4ND")
    elsewhere = Contact(address="1 Quay Street", postcode="CF10 1EP")
    assert set(marks_of(door, HASHED)) <= set(marks_looked_up(ANN, HASHED))
    assert not set(marks_of(elsewhere, HASHED)) & set(marks_looked_up(ANN, HASHED))


ways = st.fixed_dictionaries(
    {},
    optional={
        "given_name": st.sampled_from(["Ann", "Bob"]),
        "family_name": st.sampled_from(["Lee", "Ng"]),
        "address": st.sampled_from(["1 Quay Street", "2 Quay Street"]),
        "postcode": st.sampled_from(["BS1 4ND", "ZZ99 3VZ"]),
        "phone": st.sampled_from(["+447700900001", "+447700900002"]),
    },
)


@given(ways, ways)
def test_two_entries_are_the_same_person_only_where_names_agree_and_one_way_to_find_them_does(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    shared = set(marks_of(Contact(**one), HASHED)) & set(marks_of(Contact(**other), HASHED))
    names = [f"{entry.get('given_name', '')}{entry.get('family_name', '')}" for entry in (one, other)]
    if shared:
        assert names[0] == names[1]
        assert any(one.get(way) == other.get(way) is not None for way in ("address", "postcode", "phone"))
    assert set(marks_of(Contact(**one), HASHED)) <= set(marks_looked_up(Contact(**one), HASHED))
