"""GET /api/v1/directory: what is asked in the address, and what is answered."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from deploy.program.areas import demo_area_file
from services.intake.areas.loading import load_areas
from shared.clock import system_clock
from tests.integration.directory.doorway import FrontDoor
from tests.integration.directory.entries import activity
from tests.integration.walk.house import HUB

DIRECTORY = "/api/v1/directory"
HERE, NEXT, FAR = "QX1 1AU", "QX1 2GA", "QX4 5SH"
NEARBY = [("Tea Club 2", 0.0), ("Tea Club 1", 0.9)]


@pytest.fixture
def client(front_door: FrontDoor) -> FlaskClient:
    """Somebody who looks for something in a directory of thirty tea clubs and a scheme."""
    clubs = [
        activity(number, name=f"Tea Club {number:02}", needs=["social_connection"], cohorts=["carer"])
        for number in range(30)
    ]
    front_door.house.matching.list_activities(clubs, HUB)
    front_door.house.register(
        {"id": "riverside", "name": "Riverside", "provider": "Riverside Trust", "needs": ["debt"], "support": ["group"]}
    )
    return front_door.client


def asked(client: FlaskClient, question: str) -> Any:
    """Return what a question is answered with."""
    answer = client.get(f"{DIRECTORY}?{question}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_a_person_reads_what_it_is_whom_to_ask_and_why_it_was_found(client: FlaskClient) -> None:
    answer = asked(client, "q=dets")
    assert (answer["total"], answer["next"], answer["did_you_mean"]) == (1, None, "debts")
    [entry] = answer["entries"]
    assert (entry["id"], entry["kind"], entry["organisation"]) == ("riverside", "scheme", "Riverside Trust")
    assert (entry["needs"], entry["support"], entry["status"]) == (["debt"], ["group"], "active")
    assert entry["why"] == [{"word": "dets", "matched": "Help with debt", "found_in": "helps_with"}]


def test_each_page_names_the_next_until_there_is_none(client: FlaskClient) -> None:
    address, names = "q=club+tea&need=social_connection&need=food&per_page=12", []
    while address:
        answer = asked(client, address.partition("?")[2] or address)
        names += [entry["name"] for entry in answer["entries"]]
        address = answer["next"]
    assert names == [f"Tea Club {number:02}" for number in range(30)]


def test_every_wrong_parameter_is_named_and_so_is_one_nobody_knows(client: FlaskClient) -> None:
    wrong = "q=!&need=food&need=knitting&cohort=x&kind=shop&postcode=QX1&within_km=-1&day=someday&at=25:00&age=old"
    answer = client.get(f"{DIRECTORY}?{wrong}&page=0&per_page=1000&colour=red")
    assert answer.status_code == 422
    told = answer.get_json()["errors"]
    assert set(told) == {
        "q", "need", "cohort", "kind", "postcode", "within_km", "day", "at", "age", "page", "per_page", "colour",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "field"), [("within_km=5", "within_km"), ("postcode=ZZ1+1ZZ", "postcode"), ("q=" + "x" * 201, "q")]
)
def test_what_cannot_be_looked_for_is_refused_by_name(client: FlaskClient, question: str, field: str) -> None:
    answer = client.get(f"{DIRECTORY}?{question}")
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [field])


def test_empty_parameters_say_nothing(client: FlaskClient) -> None:
    assert asked(client, "q=&need=&day=&page=")["total"] == 31
    assert asked(client, "need=&need=debt")["total"] == 1


def test_around_a_postcode_the_nearest_comes_first_and_schemes_must_reach_it(front_door: FrontDoor) -> None:
    intake = front_door.house.rooms["intake"].store.engine
    load_areas(intake, demo_area_file(), system_clock, lambda _file, _mark: None)
    client = front_door.client
    clubs = [
        activity(number, name=f"Tea Club {number}", venues=[{"postcode": postcode}])
        for number, postcode in enumerate((FAR, NEXT, HERE))
    ]
    answer = client.post("/api/v1/activities", json=clubs)
    assert [one["status"] for one in answer.get_json()["answers"]] == ["listed"] * 3
    front_door.house.register(
        {"id": "here", "name": "Tea Here", "catchment": {"areas": ["E06999001"]}},
        {"id": "elsewhere", "name": "Tea Elsewhere", "catchment": {"areas": ["E06999002"]}},
    )
    near = asked(client, f"q=tea&postcode={HERE}&within_km=2")["entries"]
    assert [(one["name"], one.get("distance_km")) for one in near] == [("Tea Here", None), *NEARBY]
    all_of_them = asked(client, f"q=tea+club&postcode={HERE}&within_km=100")
    assert [one["name"] for one in all_of_them["entries"]] == ["Tea Club 2", "Tea Club 1", "Tea Club 0"]
    assert asked(client, f"q=tea&kind=scheme&postcode={HERE}")["total"] == 1
