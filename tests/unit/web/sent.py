"""How the tests of the front door send things, and what must be true of every problem it answers with."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.web.example import REFERRAL

REFERRALS = "/api/v1/referrals"
JSON = "application/json"


def post_json(client: FlaskClient, address: str, body: Any) -> TestResponse:
    """Send any JSON value, also null, which the client's own `json` takes for nothing to send."""
    return client.post(address, data=json.dumps(body), content_type=JSON)


def submit(client: FlaskClient, referral: Any = REFERRAL, key: str = "key-1") -> TestResponse:
    return client.post(REFERRALS, json=referral, headers={"Idempotency-Key": key})


def submit_raw(client: FlaskClient, body: bytes, content_type: str | None = JSON) -> TestResponse:
    return client.post(REFERRALS, data=body, content_type=content_type, headers={"Idempotency-Key": "key-1"})


def taken_in(client: FlaskClient, key: str = "key-1") -> str:
    """Return the reference of a referral that was taken in."""
    answer = submit(client, key=key)
    assert answer.status_code == 202, answer.text
    return str(told(answer)["reference"])


def told(answer: TestResponse) -> Any:
    """Return what a JSON answer says."""
    assert answer.content_type == JSON, answer.content_type
    return answer.get_json()


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    """Return a problem's members, having checked that it is one, with its standard members and nothing more open."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    members: dict[str, Any] = answer.get_json(force=True)
    assert members["status"] == status
    assert members["type"].startswith("/api/docs#")
    assert members["title"]
    assert members["detail"].endswith((".", "?"))
    return members
