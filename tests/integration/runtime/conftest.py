"""A small service on RabbitMQ, reached over a cable that a test may cut; and a folder and a port of a test's own."""

import base64
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from kombu import Connection
from sqlalchemy.engine import make_url

from shared.config.master_key import master_key
from shared.config.settings import Settings
from shared.messaging.rpc.client import RpcClient
from tests.integration.runtime.cable import Cable
from tests.integration.runtime.processes import Process, started
from tests.servers import DATABASE_URL

MASTER = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        found: int = free.getsockname()[1]
    return found


@pytest.fixture
def environment(amqp_uri: str, namespace: str) -> Iterator[dict[str, str]]:
    """The settings of a full mode of this test's own; nobody connects to the database."""
    yield {
        "ONWARD_AMQP_URI": amqp_uri,
        "ONWARD_DATABASE_URL": DATABASE_URL,
        "ONWARD_MASTER_KEY": MASTER,
        "ONWARD_NAMESPACE": namespace,
    }
    with Connection(amqp_uri) as connection, connection.channel() as channel:
        channel.queue_delete(f"rpc-{namespace}echo")


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    return Settings.from_environment(environment)


@pytest.fixture
def client(settings: Settings) -> Iterator[RpcClient]:
    asking = RpcClient(settings, master_key(settings))
    yield asking
    asking.close()


@pytest.fixture
def cable(amqp_uri: str) -> Iterator[Cable]:
    made = Cable(make_url(amqp_uri.replace("amqp", "amqp+pyamqp", 1)).port or 5672)
    yield made
    made.close()


@pytest.fixture
def over_cable(amqp_uri: str, cable: Cable) -> Callable[[Settings], Settings]:
    """Settings whose broker is reached over the cable."""
    address = amqp_uri.rpartition("@")[2].partition("/")[0]
    return lambda settings: replace(settings, amqp_uri=amqp_uri.replace(address, f"127.0.0.1:{cable.port}"))


@pytest.fixture
def start_echo(tmp_path: Path, environment: dict[str, str]) -> Iterator[Callable[..., Process]]:
    """Starts the echo service, by default straight on the broker."""
    with ExitStack() as running:

        def start(**changed: str) -> Process:
            module = "tests.integration.runtime.echo_service"
            process = running.enter_context(started(tmp_path, environment | changed, module=module))
            process.says("started")
            return process

        yield start


@pytest.fixture
def echo(start_echo: Callable[..., Process]) -> Process:
    """The echo service, running."""
    return start_echo()
