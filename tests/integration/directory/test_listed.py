"""The list of schemes: piece by piece, by state, and never more than an answer can hold."""

from typing import Any

from tests.integration.directory.doorway import FrontDoor
from tests.integration.walk.house import HUB


def page(door: FrontDoor, address: str) -> Any:
    answer = door.client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_following_the_list_to_its_end_meets_every_scheme_once(front_door: FrontDoor) -> None:
    front_door.house.register(*({"id": f"links-{number:02}"} for number in range(25)))
    met, following = [], "/api/v1/schemes?limit=10"
    while following:
        told = page(front_door, following)
        assert told["total"] == 25
        met += [one["id"] for one in told["schemes"]]
        following = told["next"]
    assert met == [f"links-{number:02}" for number in range(25)]


def test_only_schemes_in_a_state_are_listed_where_that_is_asked(front_door: FrontDoor) -> None:
    house = front_door.house
    house.register({"id": "a"}, {"id": "b", "approved": False}, {"id": "c"})
    house.matching.pause_scheme("c", "holiday", None, HUB)
    for state, expected in (("open", ["a"]), ("draft", ["b"]), ("paused", ["c"]), ("closed", [])):
        assert [one["id"] for one in page(front_door, f"/api/v1/schemes?state={state}")["schemes"]] == expected
    wrong = front_door.client.get("/api/v1/schemes?state=shut&limit=0")
    assert (wrong.status_code, sorted(wrong.get_json()["errors"])) == (422, ["limit", "state"])


def test_the_start_page_shows_open_schemes_and_says_how_many_more_there_are(front_door: FrontDoor) -> None:
    front_door.house.register(*({"id": f"links-{number:02}"} for number in range(45)), {"id": "x", "approved": False})
    said = front_door.client.get("/").text
    assert (said.count("links-"), "And 5 more" in said) == (40, True)
