"""Messages that the broker gave up delivering: listed without being taken away, and given back to the inbox."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pytest
from kombu import Connection

from shared.config.settings import Settings
from shared.messaging.amqp_feed import AmqpFeed, Handling
from shared.messaging.dead_letters import dead_letters
from shared.messaging.exchanges import inbox_queue
from shared.messaging.heard import Heard
from shared.messaging.relay import Relay
from tests.integration.operations.commands import run
from tests.unit.audit.walked import Walked

PATIENCE_SECONDS = 10


@pytest.fixture
def hub(full_settings: Settings) -> Iterator[Walked]:
    """A full Onward with schemes, moved by hand."""
    with ExitStack() as stack:
        found = Walked(full_settings, stack)
        found.set_up()
        yield found


def test_a_dead_letter_is_listed_as_often_as_asked_and_stays(hub: Walked) -> None:
    references = hub.submit(3)
    relay(hub, "intake")
    reject_everything(hub, "triage")
    for _ in range(2):
        code, said = run(hub.settings, "dead", "list", "triage")
        assert code == 0
        assert all(f"referral-{reference}" in said for reference in references)
        assert "rejected" in said
    assert run(hub.settings, "dead", "list", "matching").said == "Nothing lies dead.\n"


def test_a_dead_letter_given_back_is_handled_once(hub: Walked) -> None:
    references = hub.submit(3)
    relay(hub, "intake")
    reject_everything(hub, "triage")
    assert run(hub.settings, "dead", "replay", "triage") == (0, "triage: 1 messages went back into the inbox\n")
    hear(hub, "triage")
    for reference in references:
        assert len(hub.rooms["triage"].store.read(f"assessment-{reference}")) == 1
    assert letters(hub, "triage") == 0


def test_what_is_no_message_of_ours_is_named_and_left_where_it_lies(hub: Walked) -> None:
    relay(hub, "intake")
    publish(hub, "triage", b"not a pack")
    reject_everything(hub, "triage")
    assert "not a message of ours" in run(hub.settings, "dead", "list").said
    code, said = run(hub.settings, "dead", "replay")
    assert (code, said) == (1, "triage: 1 messages are not ours and were left where they lie\n")
    assert letters(hub, "triage") == 1


def test_a_broker_that_is_away_is_told_in_plain_words(hub: Walked, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = "amqp://guest:guest@127.0.0.1:1//"
    settings = Settings(**{**vars(hub.settings), "amqp_uri": nowhere})
    code, said = run(settings, "dead", "list")
    assert code == 3
    assert said.startswith("The broker can not be used now")


class Handled(Handling):
    """A batch that was handled before anybody asked."""

    def done(self, seconds: float) -> bool:
        return True

    def settle(self) -> None:
        return None


def hear(hub: Walked, service: str) -> None:
    """Let a service take in what lies in its inbox."""
    heard: list[Heard] = []
    inbox = hub.rooms[service].inbox
    assert inbox is not None

    def handle(batch: Sequence[Heard]) -> Handling:
        inbox.take(batch)
        heard.extend(batch)
        return Handled()

    AmqpFeed(str(hub.settings.amqp_uri), hub.settings.namespace, service, handle).run(lambda: bool(heard))


def relay(hub: Walked, source: str) -> None:
    """Let a service's relay pass on what there is."""
    looks = iter(range(20))
    Relay(hub.rooms[source].store, source, str(hub.settings.amqp_uri), hub.settings.namespace).run(
        lambda: next(looks, None) is None, time.sleep
    )


def reject_everything(hub: Walked, service: str) -> None:
    """Refuse every message in a service's inbox for good."""

    def reject(channel: Any, name: str) -> None:
        while message := channel.basic_get(name):
            channel.basic_reject(message.delivery_tag, requeue=False)

    on_channel(hub, lambda channel: reject(channel, inbox_queue(hub.settings.namespace, service).name))
    wait_until(lambda: letters(hub, service) > 0)


def publish(hub: Walked, service: str, body: bytes) -> None:
    """Put a message into a service's inbox."""
    name = inbox_queue(hub.settings.namespace, service).name
    on_channel(hub, lambda channel: channel.basic_publish(channel.prepare_message(body), routing_key=name))


def on_channel(hub: Walked, do: Callable[[Any], object]) -> None:
    with Connection(hub.settings.amqp_uri) as connection, connection.channel() as channel:
        do(channel)


def letters(hub: Walked, service: str) -> int:
    """Return how many dead letters a service has."""
    return len(dead_letters(str(hub.settings.amqp_uri), hub.settings.namespace, service))


def wait_until(holds: Callable[[], bool]) -> None:
    """Give the broker the moment it needs to move a message."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
