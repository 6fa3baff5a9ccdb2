"""Somebody on a list is no referral until they say yes; after a no, nothing of them is held and nobody asks again."""

from typing import Any

import pytest

from shared.contracts.intake import ReferralReceived
from shared.contracts.outreach import OutreachDisclosed
from tests.integration.walk.accounts import check, events
from tests.integration.walk.doorsteps import AT_THE_DOOR, YES, agreed, declined, ended, entry, listed, put, tried
from tests.integration.walk.house import House

ANN = {"given_name": "Ann", "family_name": "Lee"}


def recorded(house: House) -> list[str]:
    """Return the kinds of events of intake, in order."""
    return [type(one.event).__name__ for one in events(house, "intake")]


def state(house: House, contact_id: str) -> str:
    return str(house.intake.outreach(contact_id, AT_THE_DOOR)["state"])


def test_people_on_a_list_are_no_referrals_and_nobody_hears_of_them(house: House) -> None:
    house.register({"id": "a"})
    put(house, entry(), entry(), entry())
    house.settle()
    assert house.journeys.recent(9)["counts"] == {}
    assert house.held() == {"a": 0}
    for name in ("triage", "matching", "cases", "journeys"):
        assert not [one for one in events(house, name) if "Outreach" in type(one.event).__name__]
    check(house)


def test_whoever_goes_to_the_door_is_told_who_lives_there_and_what_was_tried(house: House) -> None:
    contact_id = listed(house, **ANN, limits="To ask once.")
    tried(house, contact_id, note="A dog barked.")
    tried(house, contact_id, outcome="call_back", again_on="2099-01-01")
    told = house.intake.outreach(contact_id, AT_THE_DOOR)
    assert told["contact"] == {
        **ANN,
        "address": "1 Quay Street",
        "phone": "+447700900001",
        "safe_contact": {"call": True, "text": False, "notes": "Knock twice."},
        "limits": "To ask once.",
    }
    assert [(one["outcome"], one["note"], one["again_on"], one["by"]) for one in told["tries"]] == [
        ("no_answer", "A dog barked.", None, AT_THE_DOOR),
        ("call_back", None, "2099-01-01", AT_THE_DOOR),
    ]
    assert (told["state"], told["lawful_basis"], told["held_since"]) == ("to_reach", "public_task", "2025-06-01")


def test_whoever_was_shown_the_details_and_when_is_recorded_and_nobody_was_once_they_are_gone(house: House) -> None:
    contact_id = listed(house)
    for by in ("outreach:ann", "outreach:bob"):
        assert house.intake.outreach(contact_id, by)["contact"]
    declined(house, contact_id)
    assert house.intake.outreach(contact_id, "outreach:eve")["contact"] is None
    shown = [one.meta.by for one in events(house, "intake") if isinstance(one.event, OutreachDisclosed)]
    assert shown == ["outreach:ann", "outreach:bob"]


def test_a_yes_becomes_a_referral_that_walks_and_its_details_are_held_nowhere_else(house: House) -> None:
    house.register({"id": "a"})
    contact_id = listed(house, **ANN)
    answer = agreed(house, contact_id)
    house.settle()
    assert house.state(answer["reference"]) == "offered"
    told = house.intake.outreach(contact_id, AT_THE_DOOR)
    assert (told["state"], told["reference"], told["contact"]) == ("agreed", answer["reference"], None)
    (received,) = house.rooms["intake"].store.read(f"referral-{answer['reference']}", opened=True)
    assert isinstance(received.event, ReferralReceived)
    referral = received.event.referral
    assert referral is not None
    assert referral.safe_contact is not None
    assert (referral.person.family_name, referral.person.address, referral.safe_contact.notes) == (
        *("Lee", "1 Quay Street"),
        "Knock twice.",
    )
    assert (referral.referrer.channel, referral.referrer.source) == ("outreach", "waste-collections-1")
    check(house)


def test_what_is_told_at_the_door_counts_before_what_the_list_holds(house: House) -> None:
    contact_id = listed(house, **ANN)
    told = {"person": {**YES["person"], "given_name": "Anne", "phone": None}, "safe_contact": {"write": True}}
    reference = agreed(house, contact_id, **told)["reference"]
    (received,) = house.rooms["intake"].store.read(f"referral-{reference}", opened=True)
    assert isinstance(received.event, ReferralReceived)
    referral = received.event.referral
    assert referral is not None
    assert referral.safe_contact is not None
    assert (referral.person.given_name, referral.person.phone) == ("Anne", "+447700900001")
    assert (referral.safe_contact.write, referral.safe_contact.text, referral.safe_contact.notes) == (
        *(True, False),
        "Knock twice.",
    )


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"person": {}}, {"person.born_on", "person.postcode"}),
        ({"person": {"born_on": "1950-02-03", "postcode": "BS1 4ND"}}, {"person.postcode"}),
        ({"needs": []}, {"needs"}),
        ({"sharing": None}, {"sharing"}),
        ({"person": "Ann"}, {"person"}),
        ({"referrer": {"name": 7}}, {"referrer.name"}),
    ],
)
def test_a_yes_that_is_no_whole_referral_names_what_is_missing_and_changes_nothing(
    told: dict[str, Any], wrong: set[str], house: House
) -> None:
    contact_id = listed(house)
    answer = agreed(house, contact_id, **told)
    assert (answer["status"], set(answer["errors"])) == ("malformed", wrong)
    assert recorded(house) == ["OutreachListed"]
    assert house.intake.outreach(contact_id, AT_THE_DOOR)["contact"] is not None


def test_somebody_known_who_says_yes_is_recognised(house: House) -> None:
    ann = {"given_name": "Ann", "family_name": "Lee", "born_on": "1950-02-03", "nhs_number": "9990000018"}
    house.submit(person=ann)
    agreed(house, listed(house, **ANN), person={**YES["person"], "nhs_number": "9990000018"})
    assert recorded(house).count("PersonRegistered") == 1
    assert recorded(house).count("PersonRecognised") == 1


def test_a_no_leaves_countable_facts_and_nothing_of_who_it_was(house: House) -> None:
    contact_id = listed(house, **ANN)
    tried(house, contact_id, note="A dog barked.")
    assert declined(house, contact_id) == {"status": "declined"}
    told = house.intake.outreach(contact_id, AT_THE_DOOR)
    assert (told["state"], told["contact"], told["tries"][0]["note"]) == ("declined", None, None)
    assert house.intake.outreach_list(None, "waste-collections-1", 1, 9)["counts"] == {"declined": 1}
    with house.rooms["intake"].store.reading() as connection:
        key = connection.exec_driver_sql("select wrapped from person_keys").fetchall()
    assert [tuple(row) for row in key] == [(None,)]


COMMANDS: dict[str, Any] = {
    "try": (lambda house, one: tried(house, one, "once"), "to_reach"),
    "agree": (lambda house, one: agreed(house, one)["reference"], "agreed"),
    "decline": (declined, "declined"),
    "end": (ended, "ended"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_given_twice_is_done_once_and_answered_the_same(command: str, house: House) -> None:
    ask, leads_to = COMMANDS[command]
    contact_id = listed(house)
    first = ask(house, contact_id)
    before = recorded(house)
    assert ask(house, contact_id) == first
    assert recorded(house) == before
    assert state(house, contact_id) == leads_to
    house.settle()


@pytest.mark.parametrize("over", ["agree", "decline", "end"])
def test_after_the_end_no_other_answer_is_taken_and_the_reason_is_told(over: str, house: House) -> None:
    contact_id = listed(house)
    ask, leads_to = COMMANDS[over]
    ask(house, contact_id)
    refused = {"status": "refused", "reason": f"outreach_is_{leads_to}"}
    others: dict[str, Any] = {"try": tried, "agree": agreed, "decline": declined, "end": ended}
    said = [other(house, contact_id) for name, other in others.items() if name != over]
    assert said == [refused] * 3


def test_what_nobody_listed_is_not_found(house: House) -> None:
    nobody = "0" * 32
    asked = [
        house.intake.outreach(nobody, AT_THE_DOOR),
        tried(house, nobody),
        agreed(house, nobody),
        declined(house, nobody),
    ]
    assert [*asked, ended(house, nobody)] == [{"status": "not_found"}] * 5
    assert recorded(house) == []
