from flask.testing import FlaskClient

from services.web.example import REFERRAL
from shared.contracts.reference import read_reference
from tests.unit.web.asked import Asked
from tests.unit.web.sent import REFERRALS, problem, submit, taken_in, told


def test_a_referral_is_answered_with_its_reference_and_where_to_ask(client: FlaskClient) -> None:
    answer = submit(client)
    assert answer.status_code == 202
    assert told(answer) == {
        "reference": told(answer)["reference"],
        "status_url": f"{REFERRALS}/{told(answer)['reference']}",
    }
    assert answer.headers["Location"] == told(answer)["status_url"]
    assert told(answer)["reference"][4] == "-"
    assert read_reference(told(answer)["reference"])


def test_the_status_url_leads_to_the_journey_of_the_referral(client: FlaskClient) -> None:
    sent = told(submit(client))
    said = told(client.get(sent["status_url"]))
    assert said["reference"] == sent["reference"]
    assert said["state"] == "offered"


def test_a_sender_who_asks_before_journeys_has_heard_is_told_that_the_referral_was_received(
    client: FlaskClient, asked: Asked
) -> None:
    sent = told(submit(client))
    bulk = told(client.post(f"{REFERRALS}/bulk", json={"referrals": [{"idempotency_key": "b", "referral": REFERRAL}]}))
    asked.referrals.clear()
    for answer in (sent, bulk["answers"][0]):
        journey = told(client.get(answer["status_url"]))
        assert (journey["state"], journey["scheme"]) == ("received", None)
        assert [step["what"] for step in journey["steps"]] == ["referral_received"]
    assert "Received. We are finding out" in client.get(f"/referrals/{sent['reference']}").text


def test_the_same_key_and_body_give_the_same_reference_when_sent_twice(client: FlaskClient) -> None:
    assert taken_in(client) == taken_in(client)


def test_the_same_key_with_another_body_is_a_conflict(client: FlaskClient) -> None:
    taken_in(client)
    said = problem(submit(client, {**REFERRAL, "needs": ["debt"]}), 409)
    assert "Idempotency-Key" in said["detail"]


def test_a_request_without_a_key_is_told_which_header_is_missing(client: FlaskClient, asked: Asked) -> None:
    said = problem(client.post(REFERRALS, json=REFERRAL), 400)
    assert "Idempotency-Key" in said["detail"]
    assert asked.asked == []


def test_a_key_that_is_empty_or_too_long_or_not_visible_ascii_is_refused(client: FlaskClient) -> None:
    for key in ("", " ", "two words", "x" * 201, "clé", "tab\tbed"):
        assert "Idempotency-Key" in problem(submit(client, key=key), 400)["detail"]


def test_a_key_of_200_visible_characters_is_taken(client: FlaskClient) -> None:
    assert submit(client, key="!~" * 100).status_code == 202


def test_intake_is_asked_once_and_told_the_role_of_who_asks(client: FlaskClient, asked: Asked) -> None:
    taken_in(client, "key-7")
    [(service, method, said)] = asked.asked
    assert (service, method) == ("intake", "submit_referrals")
    assert said == {"submissions": [{"key": "key-7", "referral": REFERRAL}], "by": "referrer:api"}


def test_a_service_that_is_away_is_a_503_that_says_when_to_try_again(client: FlaskClient, asked: Asked) -> None:
    asked.away.add("intake")
    answer = submit(client)
    problem(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0


def test_a_service_that_breaks_is_a_500_that_tells_nothing_of_what_was_sent(client: FlaskClient, asked: Asked) -> None:
    asked.broken.add("intake")
    answer = submit(client)
    assert set(problem(answer, 500)) == {"type", "title", "status", "detail"}
    for word in ("Ada", "1948", "RuntimeError", "Traceback", "written"):
        assert word not in answer.text
