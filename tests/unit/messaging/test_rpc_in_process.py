"""The transport within one process, as kombu sees it; these tests use threads where the embedded run has greenlets."""

import time
from collections.abc import Iterator
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from kombu import Connection, Consumer, Exchange, Queue
from kombu.exceptions import ChannelError

from shared.messaging.rpc.in_process import URI, InProcessTransport

EXCHANGE = Exchange("test-in-process", type="topic", durable=True)


@pytest.fixture
def connection() -> Iterator[Connection]:
    with Connection(URI) as opened:
        yield opened


@pytest.fixture
def queue(connection: Connection) -> Iterator[Queue]:
    name = f"test-{uuid4().hex}"
    declared = Queue(name, EXCHANGE, routing_key=f"{name}.*")(connection.default_channel)
    declared.declare()
    yield declared
    declared.delete()


def publish(channel: Any, key: str, body: bytes, **more: Any) -> None:
    message = channel.prepare_message(body, content_type="application/x-test", content_encoding="binary")
    channel.basic_publish(message, EXCHANGE.name, key, **more)


def test_a_message_arrives_with_its_content_type_where_nameko_reads_it(connection: Connection, queue: Queue) -> None:
    heard: list[Any] = []
    channel = connection.channel()
    Consumer(channel, [queue(channel)], on_message=heard.append, no_ack=True).consume()
    publish(channel, f"{queue.name}.asked", b"\x00raw")
    connection.drain_events(timeout=1)
    assert (heard[0].body, heard[0].properties["content_type"]) == (b"\x00raw", "application/x-test")


def test_a_listener_is_woken_at_once_when_a_message_comes_while_it_waits(connection: Connection, queue: Queue) -> None:
    arrived: list[float] = []
    channel = connection.channel()
    Consumer(channel, [queue(channel)], on_message=lambda _: arrived.append(time.monotonic()), no_ack=True).consume()
    thread = Thread(target=connection.drain_events, kwargs={"timeout": 5})
    thread.start()
    time.sleep(0.05)
    with Connection(URI) as other:
        sent = time.monotonic()
        publish(other.channel(), f"{queue.name}.asked", b"now")
    thread.join(5)
    assert arrived[0] - sent < 0.2


def test_a_listener_gives_up_in_time_when_nothing_comes(connection: Connection, queue: Queue) -> None:
    channel = connection.channel()
    Consumer(channel, [queue(channel)], on_message=lambda _: None).consume()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        connection.drain_events(timeout=0.1)
    assert 0.1 <= time.monotonic() - began < 1


def test_a_listener_gets_no_more_than_it_may_hold_until_it_acknowledges(connection: Connection, queue: Queue) -> None:
    heard: list[Any] = []
    channel = connection.channel()
    Consumer(channel, [queue(channel)], on_message=heard.append, prefetch_count=1).consume()
    for body in (b"1", b"2"):
        publish(channel, f"{queue.name}.asked", body)
    connection.drain_events(timeout=1)
    with pytest.raises(TimeoutError):
        connection.drain_events(timeout=0.05)
    Thread(target=heard[0].ack).start()
    connection.drain_events(timeout=1)
    assert [message.body for message in heard] == [b"1", b"2"]


def test_a_mandatory_message_comes_back_when_it_leads_nowhere(connection: Connection) -> None:
    channel = connection.channel()
    with pytest.raises(ChannelError, match="NO_ROUTE"):
        publish(channel, "nobody.asked", b"", mandatory=True)
    returned: list[Any] = []
    channel.events["basic_return"].add(lambda *given: returned.append(given))
    publish(channel, "nobody.asked", b"", mandatory=True)
    assert len(returned) == 1


def test_a_queue_of_one_listener_goes_with_its_connection_and_leaves_nothing_behind() -> None:
    name = f"test-reply-{uuid4().hex}"
    with Connection(URI) as connection:
        channel = connection.channel()
        Consumer(channel, [Queue(name, EXCHANGE, name, exclusive=True)], on_message=lambda _: None).consume()
        assert name in InProcessTransport.broker.queues
    broker = InProcessTransport.broker
    assert name not in broker.queues
    assert name not in broker.listeners
    assert [row for row in broker.exchanges[EXCHANGE.name]["table"] if name in row] == []
