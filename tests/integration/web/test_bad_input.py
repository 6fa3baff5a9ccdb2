"""A whole Onward in one process is sent all that is wrong: each is refused for what it is, and nothing is recorded."""

import json
import socket
import sqlite3
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from tests.integration.runtime.processes import Process, started
from tests.unit.doors.malformed import MALFORMED
from tests.unit.web.raw_bodies import NOT_READABLE, OTHER_TYPES, WHOLE
from tests.unit.web.sent import JSON, REFERRALS

EXAMPLES_MAX = 10  # for each operation; the rules themselves are tried far longer in tests/unit/web
STORES = ("intake", "triage", "matching", "cases", "journeys")
PACK = 100


class Running(NamedTuple):
    """An Onward under test, and where it keeps its files."""

    process: Process
    url: str
    folder: Path

    def recorded(self) -> dict[str, int]:
        """Return how many rows there are of everything that can tell of a referral or a person."""
        return {f"{store}.{table}": self._rows(store, table) for store in STORES for table in self._tables(store)}

    def _tables(self, store: str) -> list[str]:
        found = self._asked(store, "select name from sqlite_master where type = 'table'")
        kept_up = {"feed_positions", "inbox_cursors", "relay_checkpoints"}
        return sorted(name for (name,) in found if name not in kept_up)

    def _rows(self, store: str, table: str) -> int:
        [(count,)] = self._asked(store, f'select count(*) from "{table}"')
        return int(count)

    def _asked(self, store: str, question: str) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(f"file:{self.folder / store}.sqlite?mode=ro", uri=True)
        try:
            return connection.execute(question).fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def onward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An Onward that has started and holds nothing."""
    folder = tmp_path_factory.mktemp("bad-input")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"ONWARD_DATA_DIR": str(folder / "data"), "ONWARD_PORT": str(port)}
    with started(folder, environment, "run", "--no-demo") as process:
        process.says("Ctrl-C stops it")
        yield Running(process, f"http://127.0.0.1:{port}", folder / "data")


@pytest.fixture
def line(onward: Running) -> Iterator[HTTPConnection]:
    """One connection to it. Whatever a test sends there, afterwards nothing is recorded and nothing has broken."""
    before = onward.recorded()
    connection = HTTPConnection(onward.url.removeprefix("http://"), timeout=30)
    yield connection
    connection.close()
    assert onward.recorded() == before
    assert "request_failed" not in onward.process.complained()


def sent(line: HTTPConnection, path: str, body: bytes, content_type: str | None = JSON) -> tuple[int, Any]:
    headers = {"Idempotency-Key": "wrong"} | ({"Content-Type": content_type} if content_type is not None else {})
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    return answer.status, json.loads(answer.read())


def as_json(referral: Any) -> bytes | None:
    """Return the bytes of a referral; None where JSON has no form for it, such as for NaN."""
    try:
        return json.dumps(referral, allow_nan=False).encode()
    except ValueError:
        return None


def test_every_wrong_field_of_every_malformed_referral_is_named(line: HTTPConnection) -> None:
    told = [(case, *sent(line, REFERRALS, body)) for case in MALFORMED if (body := as_json(case.referral))]
    assert len(told) > 200
    assert [(case.name, status) for case, status, _ in told if status != 422] == []
    assert [case.name for case, _, problem in told if set(problem["errors"]) != case.fields] == []


def test_every_malformed_referral_is_refused_for_itself_when_sent_among_many(line: HTTPConnection) -> None:
    cases = [case for case in MALFORMED if as_json(case.referral)]
    for start in range(0, len(cases), PACK):
        pack = cases[start : start + PACK]
        body = {"referrals": [{"idempotency_key": "wrong", "referral": case.referral} for case in pack]}
        status, told = sent(line, f"{REFERRALS}/bulk", json.dumps(body).encode())
        assert status == 200
        assert [set(answer["errors"]) for answer in told["answers"]] == [case.fields for case in pack]


@pytest.mark.parametrize("path", [REFERRALS, f"{REFERRALS}/bulk", "/api/v1/schemes"])
def test_every_body_that_cannot_be_read_is_refused_with_400(path: str, line: HTTPConnection) -> None:
    told = {name: sent(line, path, body) for name, body in NOT_READABLE.items()}
    assert {name: status for name, (status, _) in told.items() if status != 400} == {}


@pytest.mark.parametrize("content_type", OTHER_TYPES)
def test_every_body_of_another_kind_is_refused_with_415(content_type: str | None, line: HTTPConnection) -> None:
    assert sent(line, REFERRALS, WHOLE, content_type)[0] == 415


def test_a_referral_with_a_postcode_that_does_not_exist_is_refused_under_its_field(line: HTTPConnection) -> None:
    status, problem = sent(line, REFERRALS, WHOLE)
    assert (status, list(problem["errors"])) == (422, ["person.postcode"])


def test_nothing_made_from_the_document_breaks_a_running_onward(onward: Running) -> None:
    document = schemathesis.openapi.from_url(f"{onward.url}/api/openapi.json")
    operations = [found.ok() for found in document.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:

        @settings(max_examples=EXAMPLES_MAX, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(operation.as_strategy())
        def never_breaks(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=[not_a_server_error])

        never_breaks()


def test_nothing_has_broken_by_the_end(onward: Running) -> None:
    assert "failed" not in onward.process.complained()
