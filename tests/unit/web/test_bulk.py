from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.web.example import REFERRAL
from tests.unit.web.asked import Asked
from tests.unit.web.sent import REFERRALS, post_json, problem, told


def send(client: FlaskClient, body: Any) -> TestResponse:
    return post_json(client, f"{REFERRALS}/bulk", body)


def entry(key: Any, referral: Any = REFERRAL) -> dict[str, Any]:
    return {"idempotency_key": key, "referral": referral}


def test_each_referral_of_many_is_answered_for_itself_in_the_order_sent(client: FlaskClient) -> None:
    wrong = {**REFERRAL, "needs": ["nothing"], "urgency": "now"}
    other = {**REFERRAL, "needs": ["debt"]}
    body = {"referrals": [entry("a"), entry("b", wrong), entry("a", other), entry("c"), entry("a")]}
    answers = told(send(client, body))["answers"]
    assert [answer["status"] for answer in answers] == [202, 422, 409, 202, 202]
    assert set(answers[1]["errors"]) == {"needs.0", "urgency"}
    assert answers[0]["reference"] == answers[4]["reference"] != answers[3]["reference"]
    assert client.get(answers[3]["status_url"]).status_code == 200


def test_an_entry_without_a_usable_key_is_refused_and_the_others_are_taken(client: FlaskClient) -> None:
    bad = [entry(""), entry(None), entry("two words"), entry(7), {"referral": REFERRAL}]
    answers = told(send(client, {"referrals": [*bad, entry("good")]}))["answers"]
    assert [answer["status"] for answer in answers] == [422] * 5 + [202]
    assert all(list(answer["errors"]) == ["idempotency_key"] for answer in answers[:5])


def test_an_entry_that_is_no_object_or_holds_none_is_refused_by_name(client: FlaskClient) -> None:
    bad: list[Any] = [
        "text",
        None,
        [],
        entry("a", []),
        entry("a", None),
        {"idempotency_key": "a"},
        {**entry("a"), "more": 1},
    ]
    answers = told(send(client, {"referrals": bad}))["answers"]
    assert [sorted(answer["errors"]) for answer in answers] == [["body"]] * 3 + [["referral"]] * 3 + [["more"]]


def test_intake_is_asked_once_for_all_and_not_at_all_when_none_can_be_read(client: FlaskClient, asked: Asked) -> None:
    send(client, {"referrals": [entry(f"key-{number}") for number in range(100)]})
    send(client, {"referrals": [None]})
    assert [len(said["submissions"]) for _, _, said in asked.asked] == [100]


@pytest.mark.parametrize("referrals", [[], [entry("a")] * 101, {}, None, "text"])
def test_no_list_or_an_empty_or_too_long_one_is_refused_whole(referrals: Any, client: FlaskClient) -> None:
    assert list(problem(send(client, {"referrals": referrals}), 422)["errors"]) == ["referrals"]


@pytest.mark.parametrize("body", [None, [], [entry("a")], "text", 1])
def test_a_body_that_is_no_object_is_refused_whole(body: Any, client: FlaskClient) -> None:
    assert list(problem(send(client, body), 422)["errors"]) == ["body"]


def test_an_unknown_name_beside_the_list_is_refused_and_named(client: FlaskClient) -> None:
    said = problem(send(client, {"referrals": [entry("a")], "dry_run": True}), 422)
    assert list(said["errors"]) == ["dry_run"]
