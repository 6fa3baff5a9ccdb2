"""A checklist: several needs of one person become referrals that walk alone and are followed together."""

from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.intake import PersonRecognised, PersonRegistered, ReferralReceived
from tests.integration.walk.accounts import check, events
from tests.integration.walk.house import REFERRER, House, referral
from tests.integration.walk.races import at_once, done, engine, raced

DEBT, COMPANY, BUS = {"needs": ["debt"]}, {"needs": ["befriending"]}, {"needs": ["transport"]}


def checklist(*items: Any, person: dict[str, Any] | None = None, **told: Any) -> dict[str, Any]:
    """Return a checklist of somebody nobody has met unless the person is told."""
    sent = referral(person, **told)
    del sent["needs"]
    return {**sent, "items": list(items or (DEBT, COMPANY))}


def submit(house: House, sent: dict[str, Any], key: str = "") -> Any:
    return house.intake.submit_checklist(key or uuid4().hex, sent, REFERRER)


def people(house: House) -> list[str]:
    """Return whom the received referrals are about."""
    return [one.event.facts.person_id for one in events(house, "intake") if isinstance(one.event, ReferralReceived)]


def test_every_item_becomes_a_referral_of_the_same_person_and_goes_its_own_way(house: House) -> None:
    house.register({"id": "money", "needs": ["debt"]}, {"id": "friends", "needs": ["befriending"]})
    answer = submit(house, checklist(DEBT, COMPANY, BUS))
    house.settle()
    first, second, third = answer["references"]
    assert [house.scheme(one) for one in (first, second, third)] == ["money", "friends", None]
    assert house.journeys.states([first, second, third])["states"] == {
        first: {"state": "offered", "scheme": {"id": "money", "name": "money", "kind": "generalist"}},
        second: {"state": "offered", "scheme": {"id": "friends", "name": "friends", "kind": "generalist"}},
        third: {"state": "parked", "scheme": None},
    }
    assert len(set(people(house))) == 1
    assert house.intake.checklist(answer["checklist"]) == {
        "status": "found",
        "references": sorted({first, second, third}),
    }
    check(house)


@pytest.mark.parametrize("person", [{"postcode": "ZZ99 3VZ"}, {"nhs_number": "9990000018"}])
def test_nobody_is_met_twice_on_one_checklist_however_little_is_known_of_them(
    person: dict[str, Any], house: House
) -> None:
    submit(house, checklist(DEBT, COMPANY, BUS, person=person))
    kinds = [type(one.event) for one in events(house, "intake")]
    assert (kinds.count(PersonRegistered), kinds.count(PersonRecognised)) == (1, 2)
    assert len(set(people(house))) == 1


def test_somebody_known_is_recognised_when_a_checklist_comes_for_them(house: House) -> None:
    ann = {"given_name": "Ann", "nhs_number": "9990000018"}
    house.submit(person=ann)
    submit(house, checklist(person=ann))
    assert len(set(people(house))) == 1
    on = [one.event.on for one in events(house, "intake") if isinstance(one.event, PersonRecognised)]
    assert sorted(on) == ["nhs_number", "same_checklist"]


def test_the_same_checklist_sent_again_is_answered_the_same_and_recorded_once(house: House) -> None:
    sent = checklist()
    first = submit(house, sent, "once")
    recorded = list(events(house, "intake"))
    assert submit(house, sent, "once") == first
    assert list(events(house, "intake")) == recorded
    house.settle()
    check(house)


@pytest.mark.parametrize("changed", [[DEBT], [DEBT, COMPANY, BUS], [COMPANY, DEBT]])
def test_the_same_key_with_another_checklist_is_a_conflict_and_records_nothing(
    changed: list[dict[str, Any]], house: House
) -> None:
    sent = checklist()
    submit(house, sent, "once")
    recorded = list(events(house, "intake"))
    assert submit(house, {**sent, "items": changed}, "once") == {"status": "conflict"}
    assert list(events(house, "intake")) == recorded


def test_the_key_of_a_checklist_is_not_that_of_a_referral(house: House) -> None:
    submit(house, checklist(), "once")
    assert house.submit("once")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        (checklist(DEBT, {"needs": ["nothing"]}), {"items.1.needs.0"}),
        (checklist(DEBT, {}), {"items.1.needs"}),
        (checklist(person={"postcode": "BS1 4ND"}), {"person.postcode"}),
        (checklist(person={"born_on": "yesterday"}), {"person.born_on"}),
    ],
)
def test_one_wrong_item_or_word_about_the_person_keeps_everything_out(
    sent: dict[str, Any], wrong: set[str], house: House
) -> None:
    answer = submit(house, sent)
    assert (answer["status"], set(answer["errors"])) == ("malformed", wrong)
    assert list(events(house, "intake")) == []


def test_a_referral_names_its_siblings_and_one_that_came_alone_names_none(house: House) -> None:
    answer = submit(house, checklist())
    first, second = answer["references"]
    alone = house.submit()
    assert house.intake.receipt(first)["siblings"] == [second]
    assert "siblings" not in house.intake.receipt(alone)
    house.settle()
    assert house.journeys.journey(first)["siblings"] == [second]
    assert house.journeys.journey(second)["siblings"] == [first]
    assert "siblings" not in house.journeys.journey(alone)


def test_a_checklist_nobody_sent_is_not_found_and_what_was_not_heard_of_has_no_state(house: House) -> None:
    assert house.intake.checklist("0" * 32) == {"status": "not_found"}
    references = submit(house, checklist())["references"]
    assert house.journeys.states(references) == {"status": "found", "states": {}}


def test_one_referral_of_a_checklist_taken_back_leaves_the_others_where_they_are(house: House) -> None:
    house.register({"id": "a"}, {"id": "b"})
    first, second = submit(house, checklist())["references"]
    house.settle()
    house.intake.withdraw_referral(first, "moved", REFERRER)
    house.settle()
    assert [house.state(first), house.state(second)] == ["withdrawn", "offered"]
    check(house)


def test_the_same_checklist_from_two_processes_is_taken_in_once(postgresql_house: House, twin: House) -> None:
    house, sent = postgresql_house, checklist()
    with raced(engine(house, "intake"), lambda: submit(twin, sent, "once")) as rival:
        answer = submit(house, sent, "once")
    assert answer == rival.answer
    assert len(people(house)) == 2
    done(house, twin)


def test_two_checklists_of_one_new_person_in_one_moment_meet_them_once(postgresql_house: House, twin: House) -> None:
    ann = {"given_name": "Ann", "nhs_number": "9990000018"}
    at_once(
        lambda: submit(postgresql_house, checklist(person=ann)),
        lambda: submit(twin, checklist(BUS, DEBT, person=ann)),
    )
    assert len(people(postgresql_house)) == 4
    assert len(set(people(postgresql_house))) == 1
    done(postgresql_house, twin)
