"""Every reaction and every command asked a second time, as if the first had been forgotten: nothing happens twice."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete

from shared.messaging.topology import LISTENS
from tests.integration.walk.accounts import check, events
from tests.integration.walk.house import HUB, REFERRER, SCHEME, House, referral
from tests.integration.walk.ways import walk_every_way


def forget_what_was_heard(house: House, service: str) -> None:
    store = house.rooms[service].store
    with store.transaction() as work:
        for table in (store.tables.inbox_cursors, store.tables.feed_positions):
            work.connection.execute(delete(table))


@pytest.mark.parametrize("service", LISTENS)
def test_a_service_that_hears_everything_again_with_its_cursors_lost_records_nothing_new(
    service: str, house: House
) -> None:
    walk_every_way(house)
    before = {name: list(events(house, name)) for name in house.rooms}
    forget_what_was_heard(house, service)
    house.settle()
    assert {name: list(events(house, name)) for name in house.rooms} == before
    check(house)


Ask = Callable[[House, str], Any]
COMMANDS: dict[str, tuple[str, Ask, Any]] = {
    "accept": ("offered", lambda house, one: house.cases.accept_offer(one, SCHEME), {"status": "accepted"}),
    "decline": (
        "offered",
        lambda house, one: house.cases.decline_offer(one, "other", "neither", SCHEME),
        {"status": "declined"},
    ),
    "close": (
        "accepted",
        lambda house, one: house.cases.close_case(one, "goals_met", "completed", SCHEME),
        {"status": "closed"},
    ),
    "withdraw": (
        "offered",
        lambda house, one: house.intake.withdraw_referral(one, "moved", REFERRER),
        {"status": "withdrawn"},
    ),
    "set places": ("offered", lambda house, _one: house.matching.set_places("a", 7, HUB), {"status": "done"}),
    "approve": ("offered", lambda house, _one: house.matching.approve_scheme("a", HUB), {"status": "done"}),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_given_twice_is_answered_the_same_and_leads_to_one_outcome(command: str, house: House) -> None:
    before, ask, answer = COMMANDS[command]
    house.register({"id": "a", "places": 1})
    reference = house.submit()
    house.settle()
    if before == "accepted":
        house.cases.accept_offer(reference, SCHEME)
    assert [ask(house, reference), ask(house, reference)] == [answer, answer]
    house.settle()
    state = house.state(reference)
    assert ask(house, reference) == answer
    house.settle()
    assert house.state(reference) == state
    check(house)


OF_NOBODY: tuple[Ask, ...] = (
    lambda house, one: house.cases.accept_offer(one, SCHEME),
    lambda house, one: house.cases.close_case(one, "goals_met", "completed", SCHEME),
    lambda house, one: house.triage.decide_review(one, "route", "duplicate", HUB),
    lambda house, one: house.intake.withdraw_referral(one, "moved", REFERRER),
    lambda house, one: house.matching.shortlist(one),
    lambda house, one: house.matching.set_places(one, 3, HUB),
    lambda house, one: house.matching.approve_scheme(one, HUB),
    lambda house, one: house.journeys.journey(one),
)


def test_what_nobody_knows_is_not_found_and_nothing_is_recorded(house: House) -> None:
    before = {name: len(list(events(house, name))) for name in house.rooms}
    assert [ask(house, "2345678C") for ask in OF_NOBODY] == [{"status": "not_found"}] * len(OF_NOBODY)
    assert {name: len(list(events(house, name))) for name in house.rooms} == before


def test_of_a_batch_the_valid_are_received_and_each_other_one_says_what_is_wrong(house: House) -> None:
    good, bad = referral(), referral(person={"born_on": "yesterday"})
    unknown = referral(person={"postcode": "BS1 4ND"})
    answers = house.intake.submit_referrals(
        [
            {"key": "1", "referral": good},
            {"key": "2", "referral": bad},
            {"key": "1", "referral": good},
            {"key": "1", "referral": referral()},
            {"key": "3", "referral": unknown},
        ],
        REFERRER,
    )
    assert [answer["status"] for answer in answers] == ["received", "malformed", "received", "conflict", "malformed"]
    assert answers[0]["reference"] == answers[2]["reference"]
    assert [set(answer.get("errors", ())) for answer in answers] == [
        set(),
        {"person.born_on"},
        set(),
        set(),
        {"person.postcode"},
    ]
    house.settle()
    check(house)


def test_the_same_key_of_another_sender_is_another_referral(house: House) -> None:
    body = referral()
    references = {
        house.intake.submit_referrals([{"key": "1", "referral": body}], by)[0]["reference"] for by in ("a:1", "a:2")
    }
    assert len(references) == 2


def test_an_answer_sent_again_with_its_scheme_is_not_taken_for_the_next_schemes(house: House) -> None:
    house.register({"id": "first", "kind": "generalist"}, {"id": "second"})
    reference = house.submit()
    house.settle()
    first = house.scheme(reference)
    for _ in range(2):
        answer = house.cases.decline_offer(reference, "no_capacity", "by_scheme", SCHEME, first)
        assert answer == {"status": "declined"}
        house.settle()
    assert (house.state(reference), house.scheme(reference) != first) == ("offered", True)
    late = house.cases.accept_offer(reference, SCHEME, first)
    assert late == {"status": "refused", "reason": "case_is_declined"}
