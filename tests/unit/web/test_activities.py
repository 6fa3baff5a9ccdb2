from typing import Any

import pytest
from flask.testing import FlaskClient

from shared.contracts.open_service import term
from shared.contracts.vocabulary import NEEDS
from tests.unit.web.asked import Asked
from tests.unit.web.sent import post_json, problem, told

ACTIVITIES, DRAFTS = "/api/v1/activities", "/api/v1/directory/drafts"
DIRECTORY = "/api/v1/directory"
LISTING = {"name": "Quay Café", "origin": {"directory": "Quayside"}}
ACTIVITY = {"id": "quay-cafe", "listing": LISTING}


def test_activities_are_listed_left_or_refused_each_for_itself(client: FlaskClient) -> None:
    client.post(ACTIVITIES, json=[ACTIVITY])
    sent = [ACTIVITY, {**ACTIVITY, "id": "other"}, {"id": "No Id", "colour": "red"}, "x"]
    answers = told(client.post(ACTIVITIES, json=sent))["answers"]
    assert [one["status"] for one in answers] == ["unchanged", "listed", "malformed", "malformed"]
    assert set(answers[2]["errors"]) == {"id", "colour", "listing"}


def test_a_draft_is_taken_in_and_one_that_approves_itself_is_refused(client: FlaskClient) -> None:
    scheme = {"id": "riverside", "name": "Riverside"}
    draft, proud = ({"scheme": {**scheme, **more}, "listing": LISTING} for more in ({}, {"approved": True}))
    answers = told(client.post(DRAFTS, json=[draft, proud]))["answers"]
    assert [one["status"] for one in answers] == ["registered", "malformed"]
    assert list(answers[1]["errors"]) == ["scheme.approved"]


@pytest.mark.parametrize("address", [ACTIVITIES, DRAFTS])
@pytest.mark.parametrize("body", [[], [ACTIVITY] * 101, ACTIVITY, None])
def test_no_list_or_an_empty_or_too_long_one_is_refused_whole(address: str, body: Any, client: FlaskClient) -> None:
    assert list(problem(post_json(client, address, body), 422)["errors"]) == ["body"]


def test_an_activity_is_put_on_the_map_by_its_postcode(client: FlaskClient, asked: Asked) -> None:
    venues = [{"postcode": "BS1 4ND"}, {"postcode": "BS1 4ND", "latitude": 1.0, "longitude": 2.0}, {"name": "Online"}]
    client.post(ACTIVITIES, json=[{**ACTIVITY, "listing": {**LISTING, "venues": venues}}, "x", {"listing": 1}])
    sent = asked.entries["quay-cafe"]
    assert sent["areas"] == ["E06000023"]
    assert [venue.get("latitude") for venue in sent["listing"]["venues"]] == [51.45, 1.0, None]


def test_activities_are_found_by_what_they_help_with_and_around_a_postcode(client: FlaskClient, asked: Asked) -> None:
    page = told(client.get(f"{ACTIVITIES}?need=food&postcode=BS1+4ND&proximity=900&search=tea"))
    assert (page["total"], page["page"], page["activities"][0]["id"]) == (1, 1, "quay-cafe")
    _, _, kwargs = asked.asked[-1]
    food = term("Onward needs", "food", NEEDS["food"]).id
    assert kwargs["asking"] == {"kind": "activity", "term_ids": [food], "near": [51.45, -2.6, 900.0], "search": "tea"}


@pytest.mark.parametrize("question", ["need=knitting", "cohort=everyone", "page=0", "postcode=QX1"])
def test_a_question_that_means_nothing_is_refused_by_name(question: str, client: FlaskClient) -> None:
    assert list(problem(client.get(f"{ACTIVITIES}?{question}"), 422)["errors"]) == [question.partition("=")[0]]


def test_a_search_asks_intake_where_the_postcode_is_and_matching_once(client: FlaskClient, asked: Asked) -> None:
    page = told(client.get(f"{DIRECTORY}?q=Quay&need=food&need=debt&postcode=BS1+4ND&within_km=2&age=70&at=10am"))
    assert (page["total"], page["next"], page["entries"][0]["distance_km"]) == (1, None, 1.2)
    assert [(service, method) for service, method, _ in asked.asked] == [
        ("intake", "locate"),
        ("matching", "search_directory"),
    ]
    needs = [term("Onward needs", code, NEEDS[code]).id for code in ("food", "debt")]
    assert asked.asked[-1][2]["looking"] == {
        "words": "Quay", "age": 70, "open_at": "10:00", "needs": needs,
        "areas": ["E06000023"], "near": [51.45, -2.6, 2_000.0],
    }  # fmt: skip


def test_an_activity_is_taken_off_for_a_reason_of_the_list(client: FlaskClient) -> None:
    client.post(ACTIVITIES, json=[ACTIVITY])
    assert told(client.post(f"{ACTIVITIES}/quay-cafe/removal", json={"reason": "ended"})) == {"status": "done"}
    problem(client.post(f"{ACTIVITIES}/quay-cafe/removal", json={"reason": "bored"}), 422)
    problem(client.post(f"{ACTIVITIES}/nobody/removal", json={"reason": "ended"}), 404)
    problem(client.post(f"{ACTIVITIES}/No%20Id/removal", json={"reason": "ended"}), 404)


def test_the_directory_is_exported_in_pieces_and_only_what_there_is(client: FlaskClient) -> None:
    client.post("/api/v1/schemes", json=[{"id": f"s-{number:03}", "name": "S"} for number in range(100)])
    first = told(client.get("/api/v1/directory/schemes"))
    assert (len(first["entries"]), first["after"]) == (100, "s-099")
    assert told(client.get(f"/api/v1/directory/schemes?after={first['after']}")) == {"entries": [], "after": None}
    problem(client.get("/api/v1/directory/people"), 404)
    problem(client.get("/api/v1/directory/schemes?after=%00"), 422)
