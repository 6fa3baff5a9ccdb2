"""What travels over the broker: sealed, so that only services under the same master key understand it."""

from collections.abc import Iterator
from typing import Any

import pytest
from kombu import Connection, Consumer, Queue

from shared.config.settings import Settings
from shared.messaging.rpc.client import RpcClient, ServiceFailed
from shared.messaging.rpc.config import RPC_EXCHANGE
from shared.messaging.rpc.sealing import NotOurSeal
from tests.integration.runtime.processes import Process, eventually

SECRET = "Amina Example, Saltmere"


def test_an_asker_with_another_master_key_is_refused_with_a_clear_reason(echo: Process, settings: Settings) -> None:
    stranger = RpcClient(settings, bytes(reversed(range(32))))
    with pytest.raises(NotOurSeal, match="this Onward's master key"):
        stranger.call("echo", "echo", value="anything")
    stranger.close()
    assert "NotOurSeal" in echo.complained()


def test_a_question_that_is_not_sealed_is_refused_and_does_no_harm(
    echo: Process, client: RpcClient, settings: Settings, namespace: str
) -> None:
    with Connection(settings.amqp_uri) as connection, connection.Producer() as producer:
        for body in ({"args": [], "kwargs": {"value": 1}}, ["odd"]):
            producer.publish(body, exchange=RPC_EXCHANGE, routing_key=f"{namespace}echo.echo", serializer="json")
    eventually(lambda: echo.complained().count("NotOurSeal") == 2)
    assert client.call("echo", "echo", value=1) == 1


@pytest.fixture
def overheard(settings: Settings) -> Iterator[list[str]]:
    """Every message on the exchange of questions and answers, whole: address, headers, properties and body."""
    heard: list[str] = []
    with Connection(settings.amqp_uri) as connection:
        queue = Queue("", RPC_EXCHANGE, routing_key="#", durable=False, exclusive=True, auto_delete=True)
        with Consumer(
            connection, [queue], on_message=lambda message: heard.append(repr(vars_of(message))), no_ack=True
        ):
            yield heard
            try:
                while True:
                    connection.drain_events(timeout=0.3)
            except TimeoutError:
                assert len(heard) >= 4
                assert [message for message in heard if any(word in message for word in SECRET.split())] == []


def vars_of(message: Any) -> tuple[Any, ...]:
    return message.body, message.headers, message.properties, message.delivery_info


def test_the_broker_carries_no_word_of_a_question_an_answer_or_a_failure(
    overheard: list[str], echo: Process, client: RpcClient
) -> None:
    assert client.call("echo", "echo", value=SECRET) == SECRET
    with pytest.raises(ServiceFailed):
        client.call("echo", "fail", words=SECRET)
