"""Closing and shrinking schemes: first where everybody would go, then the same happens, once, whatever else does."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from shared.contracts.cases import CaseTransferred
from shared.contracts.matching import ReferralMoved
from shared.event_store.transaction import Transaction
from tests.integration.walk.accounts import check, events
from tests.integration.walk.house import HUB, SCHEME, House

PEOPLE, NEIGHBOURS = 500, 50


def settled(house: House) -> None:
    while house.rooms["matching"].commands.sweep():
        house.settle()
    house.settle()


def with_people(house: House, count: int, *neighbours: Any) -> list[str]:
    """Fill a scheme, half of its offers accepted, and only then enter its neighbours."""
    house.register({"id": "closing"})
    references = [house.submit(urgency="routine") for _ in range(count)]
    house.settle()
    for reference in references[::2]:
        house.cases.accept_offer(reference, SCHEME)
    house.settle()
    house.register(*neighbours)
    return references


def moves(answer: Any) -> dict[str, str | None]:
    return {one["reference"]: one["scheme_id"] for one in answer["moves"]}


def test_everybody_goes_where_was_said_before_and_each_move_is_an_event_with_its_reason(house: House) -> None:
    references = with_people(house, 6, {"id": "east", "places": 2}, {"id": "west", "places": 3})
    told = house.matching.what_if("closing", 0)
    assert (told["held"], told["nowhere"], told["reasons"]) == (6, 1, {"no_place_free": 1})
    assert [(one["id"], one["held"], one["would_hold"]) for one in told["neighbours"]] == [
        ("east", 0, 2),
        ("west", 0, 3),
    ]
    assert house.matching.close_scheme("closing", "funding_ended", HUB) == {"status": "done", "moved": 6}
    settled(house)
    assert {one: house.scheme(one) for one in references} == moves(told)
    recorded = [one.event for one in events(house, "matching") if isinstance(one.event, ReferralMoved)]
    assert Counter(event.reason for event in recorded) == {"scheme_closed": 6}
    assert {event.reference for event in recorded} == set(references)
    transferred = [one.event for one in events(house, "cases") if isinstance(one.event, CaseTransferred)]
    assert {event.reference for event in transferred} == set(references)
    check(house)


def test_a_question_what_if_records_nothing(house: House) -> None:
    with_people(house, 3, {"id": "east"})
    before = [len(list(events(house, service))) for service in ("matching", "cases")]
    house.matching.what_if("closing", 0)
    house.matching.what_if("closing", 1)
    assert [len(list(events(house, service))) for service in ("matching", "cases")] == before


def test_a_scheme_that_shrinks_keeps_the_most_urgent_and_moves_the_others_all_at_once(house: House) -> None:
    with_people(house, 3, {"id": "east"})
    told = house.matching.what_if("closing", 2)
    assert (len(told["moves"]), told["nowhere"]) == (1, 0)
    assert house.matching.shrink_scheme("closing", 2, HUB) == {"status": "done", "moved": 1}
    settled(house)
    assert house.held() == {"closing": 2, "east": 1}
    assert house.matching.scheme("closing")["places"] == 2
    assert house.matching.shrink_scheme("closing", 2, HUB) == {"status": "done", "moved": 0}
    check(house)


def test_closing_again_moves_nobody_again(house: House) -> None:
    with_people(house, 2, {"id": "east"})
    assert house.matching.close_scheme("closing", "merged", HUB) == {"status": "done", "moved": 2}
    assert house.matching.close_scheme("closing", "merged", HUB) == {"status": "done", "moved": 0}
    settled(house)
    check(house)


def test_who_ends_support_in_the_moment_the_scheme_closes_is_not_offered_to_anybody_else(house: House) -> None:
    first, *_ = with_people(house, 1, {"id": "east"})
    house.matching.close_scheme("closing", "merged", HUB)
    house.cases.close_case(first, "goals_met", "completed", SCHEME)
    settled(house)
    assert (house.state(first), house.held()) == ("closed", {"closing": 0, "east": 0})
    check(house)


def test_who_declines_in_the_moment_the_scheme_closes_goes_on_once(house: House) -> None:
    _accepted, offered = with_people(house, 2, {"id": "east"})
    house.cases.decline_offer(offered, "no_capacity", "by_scheme", SCHEME)
    house.matching.close_scheme("closing", "merged", HUB)
    settled(house)
    assert (house.state(offered), house.scheme(offered)) == ("offered", "east")
    check(house)


def test_a_move_that_was_broken_off_is_begun_again_by_the_timer(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    references = with_people(house, 8, {"id": "east"})

    def broken_off(_work: Transaction) -> Sequence[Any]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "finish", broken_off_after(1, Transaction.finish, broken_off))
        with pytest.raises(KeyboardInterrupt):
            house.matching.close_scheme("closing", "merged", HUB)
    assert (house.matching.scheme("closing")["state"], house.held()["closing"]) == ("closed", 8)
    settled(house)
    assert {house.scheme(one) for one in references} == {"east"}
    check(house)


def broken_off_after(good: int, finish: Any, broken_off: Any) -> Any:
    """Let so many transactions come to their end, and break the next one off."""
    left = [good]

    def perhaps(work: Transaction) -> Any:
        if left[0]:
            left[0] -= 1
            return finish(work)
        return broken_off(work)

    return perhaps


def test_five_hundred_people_among_fifty_neighbours_are_told_of_and_moved(house: House) -> None:
    each = PEOPLE // NEIGHBOURS
    neighbours = [{"id": f"near-{number:02}", "places": each} for number in range(NEIGHBOURS)]
    references = with_people(house, PEOPLE, *neighbours)
    told = house.matching.what_if("closing", 0)
    assert (len(told["moves"]), told["nowhere"], len(told["neighbours"])) == (PEOPLE, 0, NEIGHBOURS)
    house.matching.close_scheme("closing", "funding_ended", HUB)
    settled(house)
    assert Counter(house.scheme(one) for one in references) == {one["id"]: each for one in neighbours}
    check(house)


def test_who_waited_for_a_scheme_that_closes_waits_for_it_no_more(house: House) -> None:
    house.register({"id": "closing", "places": 1})
    _inside, *waiting = [house.submit() for _ in range(3)]
    house.settle()
    assert house.matching.what_if("closing", 0)["waiting"] == 2
    house.register({"id": "near", "places": 2})
    house.matching.close_scheme("closing", "merged", HUB)
    settled(house)
    assert house.matching.waiting_list("closing")["waiting"] == []
    assert {house.state(one) for one in waiting} <= {"offered", "parked"}
    assert house.held() == {"closing": 0, "near": 2}
    check(house)


def test_a_scheme_that_shrinks_gives_no_place_it_frees_to_who_waits_and_may_take_back_whom_it_moved(
    house: House,
) -> None:
    house.register({"id": "closing", "places": 2})
    people = []
    for _ in range(3):
        people.append(house.submit())
        house.settle()
    assert house.matching.shrink_scheme("closing", 1, HUB) == {"status": "done", "moved": 1}
    settled(house)
    assert house.held() == {"closing": 1}
    house.matching.set_places("closing", 3, HUB)
    settled(house)
    assert {house.state(one) for one in people} == {"offered"}
    check(house)
