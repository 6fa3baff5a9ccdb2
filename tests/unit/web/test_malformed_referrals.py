"""The same six hundred malformed referrals that the door of the referral refuses, sent over HTTP."""

import json
import math
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.doors.malformed import MALFORMED, Malformed
from tests.unit.web.asked import Asked
from tests.unit.web.sent import problem, submit_raw


def has_no_json(value: Any) -> bool:
    """Whether JSON has no form for a value, such as NaN; those are refused as unreadable, see test_raw_bodies."""
    if isinstance(value, dict):
        return any(map(has_no_json, value.values()))
    if isinstance(value, list):
        return any(map(has_no_json, value))
    return isinstance(value, float) and not math.isfinite(value)


SENT = [case for case in MALFORMED if not has_no_json(case.referral)]


def test_more_than_200_kinds_of_malformed_referral_are_sent() -> None:
    assert len(SENT) > 200


@pytest.mark.parametrize("case", SENT, ids=lambda case: case.name)
def test_every_wrong_field_is_named_in_a_422(case: Malformed, client: FlaskClient, asked: Asked) -> None:
    said = problem(submit_raw(client, json.dumps(case.referral).encode()), 422)
    assert set(said["errors"]) == case.fields
    assert asked.referrals == {}


def test_the_number_of_wrong_fields_is_told_in_words(client: FlaskClient) -> None:
    said = problem(submit_raw(client, b'{"person": {}}'), 422)
    assert said["detail"].startswith(f"{len(said['errors'])} fields need mending.")
