import time
from threading import Event

from flask import Flask
from flask.testing import FlaskClient

from services.web.app import create_app
from shared.config.limits import READY_SECONDS_MAX
from shared.config.settings import Settings
from shared.messaging.rpc.client import ServiceAway
from tests.unit.web.asked import Asked
from tests.unit.web.sent import told

SERVICES = {"intake", "triage", "matching", "cases", "journeys"}


def test_the_process_is_live_also_when_every_service_is_away(client: FlaskClient, asked: Asked) -> None:
    asked.away |= SERVICES
    assert client.get("/health/live").status_code == 200
    assert asked.asked == []


def test_onward_is_ready_when_every_service_says_so(client: FlaskClient, asked: Asked) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert told(answer)["ready"] is True
    assert {service for service, method, _ in asked.asked if method == "ready"} == SERVICES


def test_onward_is_not_ready_when_a_service_is_away_or_breaks(client: FlaskClient, asked: Asked) -> None:
    asked.away.add("matching")
    asked.broken.add("cases")
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert {name for name, said in told(answer)["services"].items() if not said["ready"]} == {"matching", "cases"}
    assert all(said["problems"] for said in told(answer)["services"].values() if not said["ready"])
    assert "Ada" not in answer.text


def test_what_a_service_says_is_wrong_with_it_is_passed_on() -> None:
    said = {"ready": False, "problems": ["the database does not answer"], "dead": 2}
    answer = asking_of(lambda service, method, **_: said).test_client().get("/health/ready")
    assert answer.status_code == 503
    assert told(answer)["services"]["intake"] == said


def test_a_service_that_stays_silent_is_not_waited_for_longer_than_the_limit() -> None:
    heard = Event()

    def silent(service: str, method: str, **_: object) -> None:
        heard.wait(READY_SECONDS_MAX + 5)
        raise ServiceAway(service)

    started = time.monotonic()
    answer = asking_of(silent).test_client().get("/health/ready")
    heard.set()
    assert time.monotonic() - started < READY_SECONDS_MAX + 2.5  # half of the silence
    assert answer.status_code == 503
    assert "no answer" in told(answer)["services"]["journeys"]["problems"][0]


def asking_of(ask: object) -> Flask:
    return create_app(ask, Settings.from_environment({}))  # type: ignore[arg-type]
