"""The embedded mode's questions: services and asker in one green process, without a broker."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.runtime.processes import started


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened in the one process."""
    folder: Path = tmp_path_factory.mktemp("one-process")
    environment = {"ONWARD_DATA_DIR": str(folder), "ONWARD_NAMESPACE": "here."}
    with started(folder, environment, module="tests.integration.runtime.one_process") as process:
        found: dict[str, Any] = json.loads(process.says("{").splitlines()[-1])
        assert process.ends() == 0, process.complained()
    return found


def test_a_service_in_the_same_process_answers(told: dict[str, Any]) -> None:
    assert told["answer"] == {"a": [1]}


def test_failures_look_the_same_as_over_a_broker(told: dict[str, Any]) -> None:
    assert told["failed"] == "ServiceFailed LookupError"
    assert (told["unknown"], told["late"]) == ("ServiceAway", "ServiceAway")


def test_an_answer_comes_within_a_few_milliseconds_because_nobody_polls(told: dict[str, Any]) -> None:
    assert told["milliseconds"] < 20


def test_questions_are_answered_side_by_side_up_to_the_limit(told: dict[str, Any]) -> None:
    assert told["at_once"] == ["done"] * 16
    assert 0.4 <= told["at_once_seconds"] < 1.5


def test_namekos_own_client_is_understood_too(told: dict[str, Any]) -> None:
    assert told["nameko"] == "to nameko"


def test_askers_that_are_closed_leave_no_queue_behind(told: dict[str, Any]) -> None:
    assert told["queues"] == ["rpc-here.echo", "rpc-here.second"]


def test_a_stop_is_clean_and_answers_what_is_in_hand(told: dict[str, Any]) -> None:
    assert (told["stopped"], told["in_hand"]) == (True, "done")
    assert told["stop_seconds"] < 3
