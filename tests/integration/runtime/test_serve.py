"""`onward serve`: every service and the front door as processes of their own, on RabbitMQ and PostgreSQL."""

import json
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from deploy.program.http_door import HttpDoor
from shared.messaging.topology import SERVICES
from tests.integration.runtime.conftest import MASTER
from tests.integration.runtime.processes import Process, asked, eventually, started

pytestmark = pytest.mark.full


@pytest.fixture
def environment(amqp_uri: str, postgresql_url: str, namespace: str, port: int) -> dict[str, str]:
    return {
        "ONWARD_AMQP_URI": amqp_uri,
        "ONWARD_DATABASE_URL": postgresql_url,
        "ONWARD_MASTER_KEY": MASTER,
        "ONWARD_NAMESPACE": namespace,
        "ONWARD_PORT": str(port),
        "ONWARD_URL": f"http://127.0.0.1:{port}",
    }


@pytest.fixture
def serving(tmp_path: Path, environment: dict[str, str]) -> Iterator[dict[str, Process]]:
    """Every service and the front door, ready."""
    with ExitStack() as stack:
        running = {
            name: stack.enter_context(started(tmp_path, environment, "serve", name)) for name in (*SERVICES, "web")
        }
        eventually(lambda: asked(environment, "health").returncode == 0)
        yield running


def test_all_services_take_the_demo_area_tell_their_health_and_stop_cleanly(
    serving: dict[str, Process], environment: dict[str, str]
) -> None:
    loaded = asked(environment, "demo")
    assert loaded.returncode == 0, loaded.stderr
    _, directory = HttpDoor(environment["ONWARD_URL"]).ask("GET", "/api/v1/schemes")
    assert sum(scheme["held"] for scheme in directory["schemes"]) > 20
    assert [name for name in serving if asked(environment, "health", name).returncode != 0] == []
    for process in serving.values():
        process.signal(signal.SIGTERM)
    assert {name: process.ends() for name, process in serving.items()} == dict.fromkeys(serving, 0)
    said = [json.loads(line) for process in serving.values() for line in process.complained().splitlines()]
    assert {line["service"] for line in said if line["event"] == "serving"} == set(serving)
    assert asked(environment, "health", "intake").returncode == 1


def test_a_service_waits_for_a_database_that_is_away_and_stops_when_told(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    nowhere = environment | {"ONWARD_DATABASE_URL": "postgresql+psycopg2://nobody@127.0.0.1:1/nothing"}
    with started(tmp_path, nowhere, "serve", "intake") as process:
        eventually(lambda: "waiting_for_database" in process.complained())
        process.signal(signal.SIGTERM)
        assert process.ends() == 0
        assert "nobody" not in process.complained()


def test_serve_says_what_to_set_when_there_are_no_servers(tmp_path: Path) -> None:
    refused = asked({"ONWARD_DATA_DIR": str(tmp_path)}, "serve", "intake")
    assert refused.returncode == 2
    assert "ONWARD_AMQP_URI" in refused.stderr
    assert "onward run" in refused.stderr
