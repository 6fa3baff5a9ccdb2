from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.unit.doors.test_outreach import entry
from tests.unit.web.asked import Asked
from tests.unit.web.asked_doorsteps import CONTACT, SAID_NO
from tests.unit.web.sent import post_json, problem, told

OUTREACH = "/api/v1/outreach"
DOOR = f"{OUTREACH}/{CONTACT}"
YES: dict[str, Any] = {
    "person": {"given_name": "Amara", "born_on": "1951-03-28", "postcode": "BS1 4ND"},
    "needs": ["befriending"],
    "sharing": [{"purpose": "direct_support", "lawful_basis": "direct_care"}],
    "referrer": {"name": "Robin Wetherby"},
}


def put(client: FlaskClient, *contacts: Any) -> Any:
    entries = [{"idempotency_key": f"key-{number}", "contact": one} for number, one in enumerate(contacts)]
    return post_json(client, OUTREACH, {"contacts": entries})


def note(client: FlaskClient, body: Any, key: str | None = "key-1") -> TestResponse:
    return client.post(f"{DOOR}/tries", json=body, headers={"Idempotency-Key": key} if key else {})


def test_each_entry_of_a_list_is_answered_for_itself_in_the_order_sent(client: FlaskClient) -> None:
    answers = told(put(client, entry(), entry(source="?"), entry(given_name=SAID_NO), "text"))["answers"]
    assert [answer["status"] for answer in answers] == [202, 422, 409, 422]
    assert answers[0] == {"status": 202, "id": CONTACT, "repeated": False}
    assert (answers[2]["reason"], set(answers[1]["errors"])) == ("declined_before", {"source"})
    assert answers[2]["detail"] == "The person said no before, and is not put on a list again."


def test_the_same_key_with_another_entry_is_a_conflict_in_its_own_answer(client: FlaskClient) -> None:
    put(client, entry())
    (answer,) = told(put(client, entry(family_name="Quigley")))["answers"]
    assert answer["status"] == 409
    assert "Idempotency-Key" in answer["detail"]


@pytest.mark.parametrize("body", [{"contacts": []}, {"contacts": "text"}, {}, {"contacts": [1] * 101}])
def test_no_list_or_an_empty_or_too_long_one_is_refused_by_name(body: Any, client: FlaskClient) -> None:
    assert list(problem(post_json(client, OUTREACH, body), 422)["errors"]) == ["contacts"]


def test_the_worklist_is_asked_for_by_state_and_list_and_says_who_nobody_is(client: FlaskClient, asked: Asked) -> None:
    said = told(client.get(f"{OUTREACH}?state=to_reach&source=waste-1&page=2&per_page=7"))
    assert asked.asked[-1][2] == {"state": "to_reach", "source": "waste-1", "page": 2, "per_page": 7}
    assert (said["total"], said["page"], said["counts"]) == (1, 2, {"to_reach": 1})
    assert said["people"][0]["id"] == CONTACT
    assert "Bevan" not in str(said)


@pytest.mark.parametrize(
    ("asked_for", "wrong"), [("state=lost", "state"), ("source=Waste 1", "source"), ("page=0", "page")]
)
def test_what_cannot_be_asked_of_the_worklist_is_named(asked_for: str, wrong: str, client: FlaskClient) -> None:
    assert list(problem(client.get(f"{OUTREACH}?{asked_for}"), 422)["errors"]) == [wrong]


def test_whoever_goes_to_the_door_is_told_where_it_is_and_what_was_tried(client: FlaskClient) -> None:
    said = told(client.get(DOOR))
    assert said["contact"] == {"family_name": "Bevan", "address": "1 Orchard Row", "safe_contact": {"call": True}}
    assert said["tries"][0]["outcome"] == "no_answer"


def test_a_try_needs_a_key_and_an_outcome_and_is_noted(client: FlaskClient) -> None:
    assert told(note(client, {"outcome": "no_answer"})) == {"status": "noted"}
    assert "Idempotency-Key" in problem(note(client, {"outcome": "no_answer"}, key=None), 400)["detail"]
    assert set(problem(note(client, {"outcome": "waved"}), 422)["errors"]) == {"outcome"}


def test_a_yes_is_answered_as_a_referral_is_and_again_with_the_same_reference(client: FlaskClient) -> None:
    answer = client.post(f"{DOOR}/agreement", json=YES)
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == told(answer)["status_url"]
    assert told(client.post(f"{DOOR}/agreement", json=YES)) == told(answer)
    assert told(client.get(told(answer)["status_url"]))["reference"] == told(answer)["reference"]


def test_a_yes_that_is_no_whole_referral_names_what_is_missing(client: FlaskClient) -> None:
    said = problem(client.post(f"{DOOR}/agreement", json={**YES, "needs": []}), 422)
    assert set(said["errors"]) == {"needs"}


def test_a_no_has_its_reason_and_after_it_no_other_answer_is_taken(client: FlaskClient) -> None:
    assert set(problem(client.post(f"{DOOR}/decline", json={"reason": "rude"}), 422)["errors"]) == {"reason"}
    assert told(client.post(f"{DOOR}/decline", json={"reason": "declined_by_person"})) == {"status": "declined"}
    said = [
        problem(client.post(f"{DOOR}/{answer}", json=body), 409)["reason"]
        for answer, body in (("agreement", YES), ("end", {"reason": "moved"}))
    ]
    assert said == ["outreach_is_declined"] * 2


@pytest.mark.parametrize("contact_id", ["0" * 32, "short", "A" * 32])
def test_an_id_that_was_never_given_is_not_found_wherever_it_is_asked(contact_id: str, client: FlaskClient) -> None:
    address = f"{OUTREACH}/{contact_id}"
    problem(client.get(address), 404)
    problem(client.post(f"{address}/agreement", json=YES), 404)
    problem(client.post(f"{address}/end", json={"reason": "moved"}), 404)
    problem(client.post(f"{address}/tries", json={"outcome": "no_answer"}, headers={"Idempotency-Key": "k"}), 404)
