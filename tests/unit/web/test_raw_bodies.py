"""Bodies that are wrong before any field is: each is refused as what it is, and no service hears of it."""

import gzip
import json
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from shared.config.limits import BULK_BODY_BYTES_MAX, REFERRAL_BODY_BYTES_MAX
from tests.unit.web.asked import Asked
from tests.unit.web.raw_bodies import NOT_READABLE, OTHER_TYPES, WHOLE
from tests.unit.web.sent import REFERRALS, problem, submit_raw


@pytest.mark.parametrize("body", NOT_READABLE.values(), ids=NOT_READABLE)
def test_a_body_that_cannot_be_read_is_refused_with_400(body: bytes, client: FlaskClient, asked: Asked) -> None:
    problem(submit_raw(client, body), 400)
    assert asked.asked == []


@pytest.mark.parametrize("name", ["needs", "person", "ж", "a\u0000b", "x" * 500])
def test_a_name_given_twice_is_refused_and_named(name: str, client: FlaskClient) -> None:
    body = f"{{{json.dumps(name)}: [], {json.dumps(name)}: []}}".encode()
    said = problem(submit_raw(client, body), 400)
    assert [ascii(name[:80])[1:-1]] == list(said["errors"])


def test_a_name_given_twice_far_inside_is_refused_and_named(client: FlaskClient) -> None:
    body = WHOLE.replace(b'"given_name": "Ada"', b'"given_name": "Ada", "given_name": "Ida"')
    assert list(problem(submit_raw(client, body), 400)["errors"]) == ["given_name"]


def test_thousands_of_names_given_twice_are_refused_quickly(client: FlaskClient) -> None:
    body = "{" + ",".join(f'"{number % 9_000}":1' for number in range(18_000)) + "}"
    problem(submit_raw(client, body.encode()), 400)


@pytest.mark.parametrize("content_type", OTHER_TYPES)
def test_a_body_of_another_kind_is_refused_with_415(content_type: str | None, client: FlaskClient) -> None:
    assert "application/json" in problem(submit_raw(client, WHOLE, content_type), 415)["detail"]


def test_a_compressed_body_is_refused_with_415_and_told_to_come_as_it_is(client: FlaskClient) -> None:
    headers = {"Idempotency-Key": "key-1", "Content-Encoding": "gzip"}
    answer = client.post(REFERRALS, data=gzip.compress(WHOLE), content_type="application/json", headers=headers)
    assert "as it is" in problem(answer, 415)["detail"]


@pytest.mark.parametrize("size", [REFERRAL_BODY_BYTES_MAX + 1, BULK_BODY_BYTES_MAX + 1])
def test_a_body_that_is_too_large_is_refused_with_413(size: int, client: FlaskClient, asked: Asked) -> None:
    body = b'{"what_matters": "' + b"a" * (size - 20) + b'"}'
    problem(submit_raw(client, body), 413)
    assert asked.asked == []


def test_a_body_of_the_largest_size_is_read(client: FlaskClient) -> None:
    body = WHOLE + b" " * (REFERRAL_BODY_BYTES_MAX - len(WHOLE))
    assert submit_raw(client, body).status_code == 202


@pytest.mark.parametrize("body", [b"null", b"true", b"3", b'"text"', b"[]", b"[{}]"])
def test_a_body_that_is_no_object_is_refused_with_422_and_named_whole(body: bytes, client: FlaskClient) -> None:
    assert list(problem(submit_raw(client, body), 422)["errors"]) == ["body"]


@pytest.mark.parametrize(
    "value",
    [
        b'"\\ud800"',
        b'"a\\udfffb"',
        b'"\\u0000"',
        b"1e999",
        b"-1e999",
        b"9" * 5_000,
        b"1" + b"0" * 18,
        b"0." + b"1" * 999,
    ],
    ids=lambda value: value[:12].decode(),
)
def test_a_value_nothing_could_hold_is_refused_under_the_name_of_its_field(value: bytes, client: FlaskClient) -> None:
    body = WHOLE.replace(b'"Getting out to play the piano again."', value)
    assert list(problem(submit_raw(client, body), 422)["errors"]) == ["what_matters"]


def test_a_character_written_as_a_pair_of_escapes_is_taken_in_whole(client: FlaskClient, asked: Asked) -> None:
    body = WHOLE.replace(b"piano", rb"\\ud83c \ud83c\udfb9")
    assert submit_raw(client, body).status_code == 202
    said = asked.asked[0][2]["submissions"][0]["referral"]["what_matters"]
    assert said == "Getting out to play the \\ud83c 🎹 again."


def test_an_error_in_the_json_is_told_by_its_line_and_column_only(client: FlaskClient) -> None:
    said = problem(submit_raw(client, b'{\n "family_name": "Achterberg"x'), 400)
    assert "line 2, column 29" in said["detail"]
    assert "Achterberg" not in said["detail"]


def chunked(client: FlaskClient, body: bytes) -> TestResponse:
    headers = {"Idempotency-Key": "key-1", "Transfer-Encoding": "chunked"}
    return client.post(REFERRALS, input_stream=BytesIO(body), content_type="application/json", headers=headers)


def test_a_body_that_comes_in_chunks_of_unknown_length_is_read_up_to_the_largest_size(client: FlaskClient) -> None:
    fitting = WHOLE + b" " * (REFERRAL_BODY_BYTES_MAX - len(WHOLE))
    assert chunked(client, fitting).status_code == 202
    problem(chunked(client, fitting + b" "), 413)
