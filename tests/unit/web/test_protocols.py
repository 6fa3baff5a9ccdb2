from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.doors.protocols import edited_protocol, edited_ranking
from tests.unit.web.asked import Asked
from tests.unit.web.sent import REFERRALS, post_json, problem, told

PROTOCOLS = "/api/v1/protocols"
SENT: dict[str, Any] = {"triage": edited_protocol(), "ranking": edited_ranking()}
WAYS = ("dry-run", "versions")
every_way = pytest.mark.parametrize("way", WAYS)
both = pytest.mark.parametrize("name", SENT)


@both
def test_what_is_in_force_is_shown_as_it_can_be_sent_back(name: str, client: FlaskClient) -> None:
    shown = told(client.get(f"{PROTOCOLS}/{name}"))
    assert shown["protocol"] == SENT[name]["protocol"]
    assert (shown["version"], shown["in_force"], shown["published_by"]) == (1, 1, "onward:shipped")
    assert [one["version"] for one in shown["versions"]] == [1]
    again = {"based_on": shown["in_force"], "protocol": shown["protocol"]}
    assert told(client.post(f"{PROTOCOLS}/{name}/versions", json=again)) == {"status": "published", "version": 2}


@both
def test_another_version_is_asked_for_by_its_number(name: str, client: FlaskClient, asked: Asked) -> None:
    assert told(client.get(f"{PROTOCOLS}/{name}?version=1"))["version"] == 1
    assert asked.asked[-1][2] == {"version": 1}
    assert "version" in problem(client.get(f"{PROTOCOLS}/{name}?version=7"), 404)["detail"]


@both
@pytest.mark.parametrize("version", ["0", "-1", "one", "1.0", "9999999999", "²"])
def test_a_version_that_is_no_number_of_one_is_refused_by_name(name: str, version: str, client: FlaskClient) -> None:
    assert list(problem(client.get(f"{PROTOCOLS}/{name}?version={version}"), 422)["errors"]) == ["version"]


@both
def test_an_edit_is_published_by_the_hub_as_it_was_sent(name: str, client: FlaskClient, asked: Asked) -> None:
    client.post(f"{PROTOCOLS}/{name}/versions", json=SENT[name])
    service = {"triage": "triage", "ranking": "matching"}[name]
    noun = {"triage": "protocol", "ranking": "ranking"}[name]
    assert asked.asked == [(service, f"publish_{noun}", {"edited": SENT[name], "by": "hub:api"})]


def test_a_trial_tells_the_references_and_codes_of_what_would_change(client: FlaskClient) -> None:
    tried = told(client.post(f"{PROTOCOLS}/triage/dry-run", json=SENT["triage"]))
    assert (tried["changed"], tried["kinds"], tried["leaves_out"]) == (1, {"route": 1}, [])
    [change] = tried["changes"]
    assert (change["reference"], change["after"]["route"]) == ("2345-67CF", "review")
    tried = told(client.post(f"{PROTOCOLS}/ranking/dry-run", json=SENT["ranking"]))
    assert tried["leaves_out"] == ["capacity"]
    assert tried["changes"][0]["before"]["factors"] == {"local": 90}


@both
@every_way
def test_every_wrong_field_of_an_edit_is_named_by_its_dotted_path(name: str, way: str, client: FlaskClient) -> None:
    bad = {"based_on": -1, "protocol": {**SENT[name]["protocol"], "colour": 1}, "nickname": "x"}
    said = problem(client.post(f"{PROTOCOLS}/{name}/{way}", json=bad), 422)
    assert set(said["errors"]) == {"based_on", "protocol.colour", "nickname"}


@both
@every_way
def test_an_edit_of_a_version_that_is_past_is_a_conflict_told_plainly(name: str, way: str, client: FlaskClient) -> None:
    said = problem(client.post(f"{PROTOCOLS}/{name}/{way}", json={**SENT[name], "based_on": 3}), 409)
    assert said["reason"] == "published_meanwhile"
    assert said["detail"].startswith("Another version has been published since")


@both
@every_way
@pytest.mark.parametrize("body", [[], "text", None, 3])
def test_an_edit_that_is_no_object_is_refused_whole(name: str, way: str, body: object, client: FlaskClient) -> None:
    assert list(problem(post_json(client, f"{PROTOCOLS}/{name}/{way}", body), 422)["errors"]) == ["body"]


@every_way
def test_an_edit_that_is_too_large_or_no_json_is_refused(way: str, client: FlaskClient) -> None:
    address = f"{PROTOCOLS}/triage/{way}"
    problem(client.post(address, data=b" " * 300_000, content_type="application/json"), 413)
    problem(client.post(address, data=b"{", content_type="application/json"), 400)
    problem(client.post(address, data=b"rules", content_type="text/plain"), 415)


@pytest.mark.parametrize("way", ["", "/dry-run", "/versions"])
def test_a_protocol_nobody_keeps_is_not_found(way: str, client: FlaskClient) -> None:
    problem(client.open(f"{PROTOCOLS}/closing{way}", method="POST" if way else "GET"), 404)


def test_decisions_are_decided_again_and_what_differs_is_told(client: FlaskClient) -> None:
    said = told(client.get(f"{REFERRALS}/2345-67CF/replay"))
    assert (said["reference"], said["same"]) == ("2345-67CF", False)
    assert [(one["decision"], one.get("round"), one["same"]) for one in said["decisions"]] == [
        ("triage", None, True),
        ("matching", 1, True),
        ("matching", 2, None),
        ("matching", 3, False),
    ]
    assert said["decisions"][3]["scheme_ids"] == ["quay-company"]


def test_a_referral_that_nothing_was_decided_about_has_no_replay(client: FlaskClient) -> None:
    problem(client.get(f"{REFERRALS}/K7MD-3QXP/replay"), 404)


def test_a_replay_waits_for_nobody_who_is_away(client: FlaskClient, asked: Asked) -> None:
    asked.away.add("matching")
    problem(client.get(f"{REFERRALS}/2345-67CF/replay"), 503)
