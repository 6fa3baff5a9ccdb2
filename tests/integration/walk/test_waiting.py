"""Waiting for a place: who is next gets it, whoever else comes, and offers name the better scheme that was full."""

from typing import Any

from shared.contracts.matching import WaitingListLeft
from tests.integration.walk.accounts import check, events
from tests.integration.walk.house import HUB, REFERRER, SCHEME, House

SMALL = {"id": "bereavement", "kind": "specialist", "cohorts": ["bereaved"], "places": 1, "usual_wait_days": 21}


def bereaved(house: House) -> str:
    reference = house.submit(cohorts=["bereaved"])
    house.settle()
    return reference


def line(house: House, scheme_id: str = "bereavement") -> list[Any]:
    return [one["reference"] for one in house.matching.waiting_list(scheme_id)["waiting"]]


def test_people_wait_in_the_order_in_which_they_came_and_the_first_gets_the_place_that_is_freed(house: House) -> None:
    house.register(SMALL)
    inside, *waiting = [bereaved(house) for _ in range(4)]
    assert line(house) == waiting
    assert [house.journeys.journey(one)["waiting"]["position_when_joined"] for one in waiting] == [1, 2, 3]
    house.cases.accept_offer(inside, SCHEME)
    house.cases.close_case(inside, "goals_met", "completed", SCHEME)
    house.settle()
    assert (house.state(waiting[0]), house.scheme(waiting[0]), line(house)) == ("offered", "bereavement", waiting[1:])
    check(house)


def test_whoever_comes_in_the_moment_a_place_is_freed_does_not_jump_the_queue(house: House) -> None:
    house.register(SMALL)
    inside, waiting = bereaved(house), bereaved(house)
    house.cases.decline_offer(inside, "no_capacity", "by_scheme", SCHEME)
    newcomer = house.submit(cohorts=["bereaved"])
    house.settle()
    assert (house.state(waiting), house.state(newcomer), line(house)) == ("offered", "parked", [newcomer])
    check(house)


def test_somebody_taken_back_leaves_the_line(house: House) -> None:
    house.register(SMALL)
    _inside, first, second = bereaved(house), bereaved(house), bereaved(house)
    house.intake.withdraw_referral(first, "moved", REFERRER)
    house.settle()
    assert line(house) == [second]
    left = [one.event for one in events(house, "matching") if isinstance(one.event, WaitingListLeft)]
    assert [(event.reference, event.reason) for event in left] == [(first, "withdrawn")]
    check(house)


def test_more_places_are_given_to_those_who_wait_and_to_no_more_than_there_are(house: House) -> None:
    house.register(SMALL)
    _inside, *waiting = [bereaved(house) for _ in range(4)]
    house.matching.set_places("bereavement", 3, HUB)
    while house.rooms["matching"].commands.sweep():
        house.settle()
    house.settle()
    assert [house.state(one) for one in waiting] == ["offered", "offered", "parked"]
    assert line(house) == waiting[2:]
    check(house)


def test_an_offer_of_a_generalist_names_the_specialist_that_was_full_and_its_wait(house: House) -> None:
    house.register(SMALL, {"id": "links"})
    _inside, other = bereaved(house), bereaved(house)
    journey = house.journeys.journey(other)
    assert (journey["state"], journey["scheme"]["id"]) == ("offered", "links")
    assert journey["better_schemes"] == [
        {"id": "bereavement", "name": "bereavement", "usual_wait_days": 21, "waiting": 0}
    ]


def test_a_new_scheme_is_offered_to_those_who_were_parked_before_it_came(house: House) -> None:
    references = [house.submit() for _ in range(3)]
    house.settle()
    house.register({"id": "links", "places": 2})
    while house.rooms["matching"].commands.sweep():
        house.settle()
    house.settle()
    assert sorted(house.state(one) for one in references) == ["offered", "offered", "parked"]
    check(house)
