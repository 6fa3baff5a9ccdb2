"""Two people at one door, or two lists, in the same moment, on PostgreSQL: whoever comes second decides again."""

from typing import Any

import pytest

from tests.integration.walk.accounts import events
from tests.integration.walk.doorsteps import AT_THE_DOOR, agreed, declined, ended, entry, listed, put, tried
from tests.integration.walk.house import House
from tests.integration.walk.races import at_once, done, engine, raced

ANN = {"given_name": "Ann", "family_name": "Lee"}
ENDS: dict[str, Any] = {"agreed": agreed, "declined": declined, "ended": ended}


@pytest.fixture
def house(postgresql_house: House) -> House:
    return postgresql_house


def kinds(house: House) -> list[str]:
    return [type(one.event).__name__ for one in events(house, "intake")]


def test_somebody_on_two_lists_sent_in_one_moment_is_listed_once(house: House, twin: House) -> None:
    answers = at_once(lambda: put(house, entry(**ANN)), lambda: put(twin, entry(**ANN, source="doors-1")))
    assert len({answer["id"] for (answer,) in answers}) == 1
    assert kinds(house) == ["OutreachListed"]


def test_the_same_list_from_two_processes_is_taken_once(house: House, twin: House) -> None:
    people = [entry(), entry()]
    with raced(engine(house, "intake"), lambda: put(twin, *people, key="once")) as rival:
        answers = put(house, *people, key="once")
    assert [one["id"] for one in answers] == [one["id"] for one in rival.answer]
    assert kinds(house) == ["OutreachListed"] * 2


@pytest.mark.parametrize("second", ENDS)
@pytest.mark.parametrize("first", ENDS)
def test_of_two_answers_at_one_door_the_first_counts(first: str, second: str, house: House, twin: House) -> None:
    contact_id = listed(house)
    with raced(engine(house, "intake"), lambda: ENDS[first](twin, contact_id), "insert into") as rival:
        answer = ENDS[second](house, contact_id)
    state = house.intake.outreach(contact_id, AT_THE_DOOR)["state"]
    assert state in {first, second}
    said = {first: rival.answer, second: answer}
    assert said[state]["status"] in {state, "received"}
    if first != second:
        loser = next(one for name, one in said.items() if name != state)
        assert loser == {"status": "refused", "reason": f"outreach_is_{state}"}
    assert len(kinds(house)) == (4 if state == "agreed" else 2)
    house.register({"id": "a"})
    done(house, twin)


def test_a_try_with_a_note_that_comes_as_the_person_says_no_is_refused_and_not_an_error(
    house: House, twin: House
) -> None:
    contact_id = listed(house)
    with raced(engine(house, "intake"), lambda: declined(twin, contact_id)) as rival:
        answer = tried(house, contact_id, note="A dog barked.")
    assert rival.answer == {"status": "declined"}
    assert answer in ({"status": "noted"}, {"status": "refused", "reason": "outreach_is_declined"})
    assert house.intake.outreach(contact_id, AT_THE_DOOR)["state"] == "declined"


def test_the_same_try_from_two_processes_is_noted_once(house: House, twin: House) -> None:
    contact_id = listed(house)
    with raced(engine(house, "intake"), lambda: tried(twin, contact_id, "once")) as rival:
        answer = tried(house, contact_id, "once")
    assert answer == rival.answer == {"status": "noted"}
    assert kinds(house) == ["OutreachListed", "OutreachTried"]


def test_answers_tries_and_lists_all_at_once_leave_everybody_in_one_state(house: House, twin: House) -> None:
    contacts = [listed(house) for _ in range(6)]
    acts = [
        lambda one=one, act=act, of=of: act(of, one)
        for one in contacts
        for act, of in ((tried, house), (declined, twin), (agreed, house), (tried, twin))
    ]
    answers = at_once(*acts)
    states = [house.intake.outreach(one, AT_THE_DOOR)["state"] for one in contacts]
    assert set(states) <= {"agreed", "declined"}
    assert states.count("agreed") == sum(answer["status"] == "received" for answer in answers)
