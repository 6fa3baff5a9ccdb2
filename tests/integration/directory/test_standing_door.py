"""How schemes stand, asked and told over HTTP, before the real services."""

from datetime import timedelta
from typing import Any

import pytest

from shared.clock import london_date, system_clock
from shared.contracts.reference import written
from tests.integration.directory.doorway import FrontDoor

SCHEMES = "/api/v1/schemes"


def day(days: int) -> str:
    return (london_date(system_clock()) + timedelta(days=days)).isoformat()


def told(door: FrontDoor, method: str, address: str, body: Any = None, status: int = 200) -> Any:
    answer = getattr(door.client, method)(f"{SCHEMES}{address}", **({} if body is None else {"json": body}))
    assert answer.status_code == status, answer.text
    return answer.get_json()


def errors(door: FrontDoor, address: str, body: Any) -> list[str]:
    return sorted(told(door, "post", address, body, 422)["errors"])


def test_a_scheme_is_paused_resumed_checked_and_planned_and_shows_it(front_door: FrontDoor) -> None:
    front_door.house.register({"id": "links"})
    assert told(front_door, "post", "/links/pause", {"reason": "holiday", "until": day(9)}) == {"status": "done"}
    shown = told(front_door, "get", "/links")
    assert (shown["state"], shown["says"], shown["due"]["resume"]) == ("paused", "Takes nobody new for now.", day(10))
    assert told(front_door, "post", "/links/resumption") == {"status": "done"}
    assert told(front_door, "post", "/links/assurance", {"assured_until": day(100)}) == {"status": "done"}
    plan = {"from_on": day(30), "specification": {"name": "Links", "places": 9}}
    assert told(front_door, "post", "/links/specifications", plan) == {"status": "done"}
    shown = told(front_door, "get", "/links")
    assert (shown["state"], shown["assured_until"], len(shown["planned"])) == ("open", day(100), 1)
    [listed] = told(front_door, "get", "")["schemes"]
    assert (listed["state"], listed["assured_until"]) == ("open", day(100))


def test_closing_is_told_before_it_is_done_and_everybody_goes_where_was_said(front_door: FrontDoor) -> None:
    house = front_door.house
    house.register({"id": "closing"})
    references = [house.submit() for _ in range(3)]
    house.settle()
    house.cases.accept_offer(references[0], "scheme:test")
    house.settle()
    house.register({"id": "near", "places": 2})
    what_if = told(front_door, "get", "/closing/closure")
    assert (what_if["nowhere"], [one["would_hold"] for one in what_if["neighbours"]]) == (1, [2])
    states = {one["reference"]: one["state"] for one in what_if["moves"]}
    assert states == {written(one): "accepted" if one == references[0] else "offered" for one in references}
    assert told(front_door, "post", "/closing/closure", {"reason": "funding_ended"})["moved"] == 3
    house.settle()
    gone = {one["reference"]: one["scheme_id"] for one in what_if["moves"]}
    assert {written(one): house.scheme(one) for one in references} == gone
    line = told(front_door, "get", "/near/waiting-list")["waiting"]
    assert [(one["position"], gone[one["reference"]]) for one in line] == [(1, None)]
    journey = front_door.client.get(f"/api/v1/referrals/{line[0]['reference']}").get_json()
    assert journey["waiting"] == {"id": "near", "name": "near", "position_when_joined": 1}
    refused = told(front_door, "post", "/closing/pause", {"reason": "holiday"}, 409)
    assert (refused["reason"], refused["detail"]) == ("scheme_is_closed", "The scheme has closed.")


def test_fewer_places_than_people_need_somebody_to_say_that_people_are_moved(front_door: FrontDoor) -> None:
    house = front_door.house
    house.register({"id": "links"})
    for _ in range(3):
        house.submit()
    house.settle()
    house.register({"id": "near"})
    refused = front_door.client.put(f"{SCHEMES}/links/places", json={"places": 1})
    assert (refused.status_code, refused.get_json()["reason"]) == (409, "places_below_held")
    moved = front_door.client.put(f"{SCHEMES}/links/places", json={"places": 1, "move_people": True})
    assert moved.get_json() == {"status": "done", "moved": 2}
    house.settle()
    assert house.held() == {"links": 1, "near": 2}


@pytest.mark.parametrize(
    ("address", "body", "wrong"),
    [
        ("/links/pause", {"reason": "bored", "until": "soon"}, ["reason", "until"]),
        ("/links/pause", {}, ["reason"]),
        ("/links/assurance", {"assured_until": "2027-02-30"}, ["assured_until"]),
        ("/links/closure", {"reason": "", "by": "me"}, ["by", "reason"]),
        ("/links/specifications", {"from_on": day(3)}, ["body"]),
        ("/links/specifications", {"from_on": "x", "specification": {}}, ["from_on"]),
        ("/links/specifications", {"from_on": day(3), "specification": "x"}, ["specification"]),
        (
            "/links/specifications",
            {"from_on": day(3), "specification": {"places": -1, "colour": "red"}},
            ["specification.colour", "specification.name", "specification.places"],
        ),
    ],
)
def test_every_wrong_field_is_named_and_nothing_is_recorded(
    front_door: FrontDoor, address: str, body: Any, wrong: list[str]
) -> None:
    front_door.house.register({"id": "links"})
    before = told(front_door, "get", "/links")
    assert errors(front_door, address, body) == wrong
    assert told(front_door, "get", "/links") == before


@pytest.mark.parametrize("scheme_id", ["nobody", "No%20Id", "%00"])
@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("get", "", None),
        ("get", "/closure", None),
        ("get", "/waiting-list", None),
        ("post", "/resumption", None),
        ("post", "/pause", {"reason": "holiday"}),
        ("post", "/assurance", {"assured_until": day(5)}),
        ("post", "/closure", {"reason": "merged"}),
        ("post", "/specifications", {"from_on": day(5), "specification": {"name": "N"}}),
    ],
)
def test_a_scheme_nobody_knows_is_not_found(
    front_door: FrontDoor, scheme_id: str, method: str, address: str, body: Any
) -> None:
    told(front_door, method, f"/{scheme_id}{address}", body, 404)


def test_the_number_of_places_left_must_be_a_number(front_door: FrontDoor) -> None:
    front_door.house.register({"id": "links"})
    assert list(told(front_door, "get", "/links/closure?places=few", None, 422)["errors"]) == ["places"]
