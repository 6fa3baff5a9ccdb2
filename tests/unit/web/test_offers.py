import pytest
from flask.testing import FlaskClient

from tests.unit.web.asked import Asked
from tests.unit.web.sent import REFERRALS, post_json, problem, taken_in, told

DECLINE = {"reason": "no_capacity", "attributed_to": "by_scheme"}
BODIES = {
    "decline": DECLINE,
    "closure": {"outcome": "goals_met", "reason": "completed"},
    "withdrawal": {"reason": "sent_in_error"},
    "review": {"decision": "route", "reason": "safe_to_route"},
}
UNKNOWN = "2345-67CF"


def test_an_offer_is_accepted_without_a_body_and_the_case_closed_later(client: FlaskClient) -> None:
    reference = taken_in(client)
    assert told(client.post(f"{REFERRALS}/{reference}/acceptance")) == {"status": "accepted"}
    assert told(client.post(f"{REFERRALS}/{reference}/closure", json=BODIES["closure"])) == {"status": "closed"}


def test_an_offer_is_declined_with_a_reason_and_who_decided(client: FlaskClient, asked: Asked) -> None:
    reference = taken_in(client)
    assert told(client.post(f"{REFERRALS}/{reference}/decline", json=DECLINE)) == {"status": "declined"}
    bare = reference.replace("-", "")
    assert asked.asked[-1] == (
        "cases",
        "decline_offer",
        {"reference": bare, "by": "scheme:api", "scheme_id": None, **DECLINE},
    )


def test_a_referral_is_taken_back_by_its_referrer(client: FlaskClient, asked: Asked) -> None:
    reference = taken_in(client)
    answer = client.post(f"{REFERRALS}/{reference}/withdrawal", json=BODIES["withdrawal"])
    assert told(answer) == {"status": "withdrawn"}
    assert asked.asked[-1][2]["by"] == "referrer:api"


@pytest.mark.parametrize(("decision", "status"), [("route", "routed"), ("return", "returned")])
def test_a_review_is_decided_by_the_hub(decision: str, status: str, client: FlaskClient, asked: Asked) -> None:
    reference = taken_in(client)
    asked.referrals[reference.replace("-", "")] = "in_review"
    answer = client.post(f"{REFERRALS}/{reference}/review", json={**BODIES["review"], "decision": decision})
    assert told(answer) == {"status": status}
    assert asked.asked[-1][2]["by"] == "hub:api"


def test_an_answer_that_does_not_fit_the_state_is_a_conflict_with_its_reason(client: FlaskClient) -> None:
    reference = taken_in(client)
    said = problem(client.post(f"{REFERRALS}/{reference}/closure", json=BODIES["closure"]), 409)
    assert said["reason"] == "case_is_offered"
    assert said["detail"] == "The scheme has not accepted yet."


@pytest.mark.parametrize("route", BODIES)
def test_every_wrong_field_of_an_answer_is_named_at_once(route: str, client: FlaskClient, asked: Asked) -> None:
    reference = taken_in(client)
    bad = dict.fromkeys(BODIES[route], "no such code") | {"nickname": "x"}
    said = problem(client.post(f"{REFERRALS}/{reference}/{route}", json=bad), 422)
    assert set(said["errors"]) == set(bad)
    assert len(asked.asked) == 1


@pytest.mark.parametrize("route", BODIES)
def test_every_missing_field_of_an_answer_is_named_at_once(route: str, client: FlaskClient) -> None:
    said = problem(client.post(f"{REFERRALS}/{UNKNOWN}/{route}", json={}), 422)
    assert set(said["errors"]) == set(BODIES[route])


@pytest.mark.parametrize("route", BODIES)
@pytest.mark.parametrize("body", [[], "text", None, 3])
def test_an_answer_that_is_no_object_is_refused_whole(route: str, body: object, client: FlaskClient) -> None:
    said = problem(post_json(client, f"{REFERRALS}/{UNKNOWN}/{route}", body), 422)
    assert list(said["errors"]) == ["body"]


@pytest.mark.parametrize("route", BODIES)
def test_an_answer_about_a_referral_nobody_knows_is_not_found(route: str, client: FlaskClient) -> None:
    problem(client.post(f"{REFERRALS}/{UNKNOWN}/{route}", json=BODIES[route]), 404)


@pytest.mark.parametrize("route", ["", "/shortlist"])
def test_a_referral_nobody_knows_is_not_found_when_asked_about(route: str, client: FlaskClient) -> None:
    problem(client.get(f"{REFERRALS}/{UNKNOWN}{route}"), 404)


@pytest.mark.parametrize("typed", ["234567cf", "2345-67cf", "2345 67CF", "2345–67CF"])
def test_a_reference_is_read_however_it_is_typed(typed: str, client: FlaskClient, asked: Asked) -> None:
    asked.referrals["234567CF"] = "offered"
    assert told(client.get(f"{REFERRALS}/{typed}"))["reference"] == "2345-67CF"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2345-67CD", "check character"),
        ("2345-67", "8 characters"),
        ("2345-67OF", "never has the character O"),
        ("%00", ""),
    ],
)
def test_a_reference_that_cannot_be_is_not_found_and_told_why(typed: str, says: str, client: FlaskClient) -> None:
    assert says in problem(client.get(f"{REFERRALS}/{typed}"), 404)["detail"]


def test_a_shortlist_tells_codes_and_words_for_every_scheme(client: FlaskClient) -> None:
    said = told(client.get(f"{REFERRALS}/{taken_in(client)}/shortlist"))
    assert said["protocol_version"] == 1
    assert said["schemes"][0]["reasons"] == ["no_capacity"]
    assert said["schemes"][0]["says"] == ["No room at the moment."]


def test_a_journey_tells_codes_and_a_sentence_for_every_step(client: FlaskClient) -> None:
    said = told(client.get(f"{REFERRALS}/{taken_in(client)}"))
    assert said["steps"][1]["reason"] == "no_capacity"
    assert said["steps"][1]["says"] == "The offer was not taken up: no room at the moment."
    assert "reason" not in said["steps"][0]
