from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.web.asked import Asked
from tests.unit.web.sent import post_json, problem, told

SCHEMES = "/api/v1/schemes"
SCHEME = {"id": "quay-company", "name": "Quay Company", "places": 3}


def test_schemes_are_registered_changed_left_or_refused_each_for_itself(client: FlaskClient) -> None:
    client.post(SCHEMES, json=[SCHEME])
    sent = [SCHEME, {**SCHEME, "places": 4}, {**SCHEME, "id": "other"}, {**SCHEME, "id": "No Id", "colour": "red"}, "x"]
    answers = told(client.post(SCHEMES, json=sent))["answers"]
    assert [one["status"] for one in answers] == ["unchanged", "changed", "registered", "malformed", "malformed"]
    assert set(answers[3]["errors"]) == {"id", "colour"}


def test_the_directory_lists_schemes_with_their_places(client: FlaskClient) -> None:
    client.post(SCHEMES, json=[SCHEME])
    [said] = told(client.get(SCHEMES))["schemes"]
    assert said == SCHEME | {
        "kind": "generalist",
        "provider": None,
        "held": 0,
        "approved": False,
        "state": "draft",
        "assured_until": None,
    }


@pytest.mark.parametrize("body", [[], [SCHEME] * 101, SCHEME, None, "text"])
def test_no_list_or_an_empty_or_too_long_one_is_refused_whole(body: Any, client: FlaskClient) -> None:
    assert list(problem(post_json(client, SCHEMES, body), 422)["errors"]) == ["body"]


def test_places_are_set_and_a_scheme_is_approved_by_the_hub(client: FlaskClient, asked: Asked) -> None:
    client.post(SCHEMES, json=[SCHEME])
    assert told(client.put(f"{SCHEMES}/quay-company/places", json={"places": 9})) == {"status": "done"}
    assert told(client.post(f"{SCHEMES}/quay-company/approval")) == {"status": "done"}
    assert [said["by"] for _, _, said in asked.asked] == ["hub:api"] * 3


@pytest.mark.parametrize("places", [-1, 1.5, "3", None, True, 10**12, 10**30])
def test_places_that_are_no_sensible_whole_number_are_refused(places: Any, client: FlaskClient) -> None:
    assert list(problem(client.put(f"{SCHEMES}/quay-company/places", json={"places": places}), 422)["errors"]) == [
        "places"
    ]


@pytest.mark.parametrize("scheme_id", ["nobody", "No%20Id", "%00", "a" * 200, "ж", "%ff"])
def test_a_scheme_nobody_knows_is_not_found(scheme_id: str, client: FlaskClient) -> None:
    problem(client.put(f"{SCHEMES}/{scheme_id}/places", json={"places": 1}), 404)
    problem(client.post(f"{SCHEMES}/{scheme_id}/approval"), 404)
