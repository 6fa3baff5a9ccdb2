from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.unit.doors.test_checklist import checklist
from tests.unit.web.asked import SCHEME, Asked
from tests.unit.web.asked_together import CHECKLIST, TOGETHER
from tests.unit.web.sent import problem, told

CHECKLISTS = "/api/v1/checklists"


def submit(client: FlaskClient, sent: Any, key: str | None = "key-1") -> TestResponse:
    return client.post(CHECKLISTS, json=sent, headers={"Idempotency-Key": key} if key else {})


def test_a_checklist_is_answered_with_every_reference_and_where_to_follow_them(client: FlaskClient) -> None:
    answer = submit(client, checklist())
    assert answer.status_code == 202
    said = told(answer)
    assert said["status_url"] == answer.headers["Location"] == f"{CHECKLISTS}/{CHECKLIST}"
    assert [one["reference"].replace("-", "") for one in said["referrals"]] == TOGETHER
    assert all(one["status_url"].endswith(one["reference"]) for one in said["referrals"])


def test_every_referral_of_a_checklist_is_told_with_its_state_also_before_journeys_has_heard(
    client: FlaskClient, asked: Asked
) -> None:
    asked.heard[TOGETHER[0]] = {"state": "offered", "scheme": SCHEME}
    first, second = told(client.get(f"{CHECKLISTS}/{CHECKLIST}"))["referrals"]
    assert (first["state"], first["scheme"]) == ("offered", SCHEME)
    assert (second["state"], second["scheme"]) == ("received", None)
    assert [service for service, _, _ in asked.asked] == ["intake", "journeys"]


@pytest.mark.parametrize("checklist_id", ["0" * 32, "short", "c" * 31 + "é", "C" * 32])
def test_a_checklist_nobody_sent_is_not_found(checklist_id: str, client: FlaskClient) -> None:
    problem(client.get(f"{CHECKLISTS}/{checklist_id}"), 404)


def test_what_is_wrong_is_named_by_the_place_of_its_item(client: FlaskClient) -> None:
    said = problem(submit(client, checklist({"needs": ["debt"]}, {"needs": ["nothing"]})), 422)
    assert list(said["errors"]) == ["items.1.needs.0"]


def test_the_same_key_with_another_checklist_is_a_conflict_and_no_key_is_asked_for(client: FlaskClient) -> None:
    submit(client, checklist())
    assert "Idempotency-Key" in problem(submit(client, checklist({"needs": ["debt"]})), 409)["detail"]
    assert "Idempotency-Key" in problem(submit(client, checklist(), key=None), 400)["detail"]


@pytest.mark.parametrize("body", [[], "text", None])
def test_a_checklist_that_is_no_object_is_refused_whole(body: Any, client: FlaskClient) -> None:
    answer = client.post(CHECKLISTS, json=body, headers={"Idempotency-Key": "key-1"})
    assert answer.status_code in {400, 415, 422}
