"""`onward run`: everything in one process, as somebody at a terminal meets it."""

import fcntl
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deploy.program.http_door import HttpDoor
from tests.integration.runtime.processes import Process, asked, eventually, started

READY_SECONDS_MAX = 10
LAST_LINE = "Ctrl-C stops it"


@pytest.fixture
def environment(tmp_path: Path, port: int) -> dict[str, str]:
    return {
        "ONWARD_DATA_DIR": str(tmp_path / "data"),
        "ONWARD_PORT": str(port),
        "ONWARD_URL": f"http://127.0.0.1:{port}",
    }


@contextmanager
def running(folder: Path, environment: dict[str, str], *options: str) -> Iterator[Process]:
    with started(folder, environment, "run", *options) as process:
        process.says(LAST_LINE)
        yield process


def got(environment: dict[str, str], path: str) -> Any:
    return HttpDoor(environment["ONWARD_URL"]).ask("GET", path)[1]


def held(environment: dict[str, str]) -> dict[str, int]:
    return {scheme["id"]: scheme["held"] for scheme in got(environment, "/api/v1/schemes")["schemes"]}


def test_the_first_start_is_ready_in_ten_seconds_with_the_demo_area_and_tells_where_to_look(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    began = time.monotonic()
    with started(tmp_path, environment, "run") as process:
        told = process.says(LAST_LINE)
        assert time.monotonic() - began < READY_SECONDS_MAX
        assert f"{environment['ONWARD_URL']}/" in told
        assert environment["ONWARD_DATA_DIR"] in told
        assert "onward referrals send FILE" in told
        assert got(environment, "/health/ready")["ready"]
        assert len(held(environment)) == 35
        eventually(lambda: sum(held(environment).values()) > 25)
        process.signal(signal.SIGINT)
        assert process.ends() == 0
        assert "Traceback" not in process.complained()


def test_it_goes_on_where_it_was_after_it_was_killed(tmp_path: Path, environment: dict[str, str]) -> None:
    with running(tmp_path, environment) as process:
        process.signal(signal.SIGKILL)
        process.ends()
    with running(tmp_path, environment) as process:
        eventually(lambda: sum(held(environment).values()) > 25)
        before = held(environment)
        process.signal(signal.SIGTERM)
        assert process.ends() == 0
    with running(tmp_path, environment) as process:
        assert held(environment) == before
        process.signal(signal.SIGINT)
        assert process.ends() == 0


def test_no_demo_area_is_loaded_when_it_is_not_wanted(tmp_path: Path, environment: dict[str, str]) -> None:
    with running(tmp_path, environment, "--no-demo") as process:
        assert held(environment) == {}
        process.signal(signal.SIGINT)
        assert process.ends() == 0


def test_the_demo_area_can_be_loaded_later_and_twice_does_no_harm(tmp_path: Path, environment: dict[str, str]) -> None:
    with running(tmp_path, environment, "--no-demo"):
        first, again = asked(environment, "demo"), asked(environment, "demo")
        assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
        assert "35 schemes" in first.stdout
        assert "40 referrals" in again.stdout
        assert len(held(environment)) == 35
        assert asked(environment, "health").returncode == 0
        assert asked(environment, "health", "web").returncode == 0


def test_a_second_run_on_the_same_folder_says_so_and_leaves_the_first_alone(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = Path(environment["ONWARD_DATA_DIR"])
    folder.mkdir()
    with (folder / "onward.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = asked(environment, "run")
    assert refused.returncode == 4
    assert refused.stderr == (
        f"Onward can not start: another Onward runs on {folder}: stop it, or set ONWARD_DATA_DIR.\n"
    )


def test_a_port_that_is_taken_is_told_at_once(environment: dict[str, str], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        refused = asked(environment, "run")
    assert refused.returncode == 4
    assert f"127.0.0.1:{port} is not free" in refused.stderr
    assert "ONWARD_PORT" in refused.stderr


def test_a_folder_that_can_not_be_made_is_told_in_plain_words(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "file").touch()
    refused = asked(environment | {"ONWARD_DATA_DIR": str(tmp_path / "file" / "data")}, "run")
    assert refused.returncode == 1
    assert "Onward can not use" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_run_refuses_the_settings_of_the_full_mode_and_says_what_to_do(environment: dict[str, str]) -> None:
    full = {"ONWARD_DATABASE_URL": "postgresql+psycopg2://u@h/d", "ONWARD_AMQP_URI": "amqp://h//"}
    refused = asked(environment | full, "run")
    assert refused.returncode == 2
    assert "or use serve" in refused.stderr


def test_health_says_no_where_nothing_runs(environment: dict[str, str]) -> None:
    refused = asked(environment, "health")
    assert refused.returncode == 1
    assert refused.stderr == f"no Onward answers at {environment['ONWARD_URL']} (ConnectionRefusedError)\n"
