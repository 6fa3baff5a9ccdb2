from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.outreach import Contact, ListEntry, TryTold
from shared.contracts.referral import SafeContact
from shared.doors.malformed import Malformed
from shared.doors.outreach import load_list_entry, load_try

TODAY = date(2026, 11, 22)
BASIS = {"source": "waste-collections-1", "lawful_basis": "public_task", "held_since": "2026-11-01"}
NAME = {"given_name": "Amara", "family_name": "Bevan"}


def entry(**told: Any) -> dict[str, Any]:
    """Return a small valid entry of a list."""
    return {**BASIS, **NAME, "address": "1 Orchard Row", **told}


def errors_of(sent: Any) -> dict[str, list[str]]:
    with pytest.raises(Malformed) as refused:
        load_list_entry(sent, TODAY)
    return refused.value.errors


def test_an_entry_is_read_whole_each_detail_in_its_one_form() -> None:
    told = {
        "hold_until": "2026-12-31",
        "postcode": "bs14nd",
        "phone": "07700 900173",
        "limits": "To ask once.",
        "safe_contact": {"call": True},
    }
    assert load_list_entry(entry(**told), TODAY) == ListEntry(
        contact=Contact(
            given_name="Amara",
            family_name="Bevan",
            address="1 Orchard Row",
            postcode="BS1 4ND",
            phone="+447700900173",
            safe_contact=SafeContact(call=True),
            limits="To ask once.",
        ),
        source="waste-collections-1",
        lawful_basis="public_task",
        held_since=date(2026, 11, 1),
        hold_until=date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    "told",
    [
        {**NAME, "address": "1 Orchard Row"},
        {**NAME, "postcode": "BS1 4ND"},
        {"family_name": "Bevan", "phone": "07700 900173"},
        {"address": "1 Orchard Row"},
    ],
)
def test_a_name_with_a_way_to_find_it_is_enough_and_so_is_a_bare_address(told: dict[str, str]) -> None:
    assert load_list_entry({**BASIS, **told}, TODAY).source == BASIS["source"]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({**BASIS, **NAME}, {"address"}),
        ({**BASIS, "postcode": "BS1 4ND"}, {"family_name"}),
        ({**BASIS, "phone": "07700 900173"}, {"family_name"}),
        (entry(source="Waste collections"), {"source"}),
        (entry(source="2026"), {"source"}),
        (entry(lawful_basis="we_like_to"), {"lawful_basis"}),
        (entry(held_since="2026-11-23"), {"held_since"}),
        (entry(held_since=None), {"held_since"}),
        (entry(hold_until="2026-11-21"), {"hold_until"}),
        (entry(safe_contact={"contacting_prohibited": True}), {"safe_contact.contacting_prohibited"}),
        (entry(safe_contact={"call": False, "leave_message": True}), {"safe_contact.leave_message"}),
        (entry(born_on="1950-01-01"), {"born_on"}),
        (NAME, {"source", "lawful_basis", "held_since", "address"}),
        ("text", {"body"}),
    ],
)
def test_every_wrong_field_of_an_entry_is_named(sent: Any, wrong: set[str]) -> None:
    assert set(errors_of(sent)) == wrong


@given(st.dictionaries(st.sampled_from([*entry(), "postcode", "phone"]), st.none() | st.integers() | st.text()))
def test_whatever_is_sent_is_read_or_refused_and_never_repeated(changes: dict[str, Any]) -> None:
    try:
        load_list_entry(entry(**changes), TODAY)
    except Malformed as malformed:
        said = " ".join(message for messages in malformed.errors.values() for message in messages)
        assert not [text for text in changes.values() if isinstance(text, str) and len(text) > 20 and text in said]


def test_a_try_tells_its_outcome_and_may_say_when_to_come_again_but_not_in_the_past() -> None:
    sent = {"outcome": "call_back", "again_on": "2026-11-22", "note": "After lunch."}
    assert load_try(sent, TODAY) == TryTold(outcome="call_back", again_on=TODAY, note="After lunch.")
    for wrong, name in (({"outcome": "waved"}, "outcome"), ({**sent, "again_on": "2026-11-21"}, "again_on")):
        with pytest.raises(Malformed) as refused:
            load_try(wrong, TODAY)
        assert set(refused.value.errors) == {name}
