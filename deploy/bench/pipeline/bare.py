"""Bare work: the drivers of PostgreSQL and RabbitMQ and nothing of Onward's, but for the names of its queues."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import psycopg2
from kombu import Connection, Consumer, Producer

from deploy.bench.at_once import Ready
from deploy.bench.corner import plain_dsn
from deploy.bench.pipeline.stored import Batch, Stored
from shared.config.limits import CONFIRM_TIMEOUT_SECONDS, PREFETCH_PACKS
from shared.messaging.exchanges import declare_hearing, exchange, inbox_queue
from shared.messaging.heard import Pack
from shared.messaging.topology import LISTENS


def insert_all(url: str, stored: Stored, ready: Ready) -> None:
    """Insert a service's rows: one transaction for each of the run's, one multi-row INSERT for each table in it."""
    with closing(psycopg2.connect(plain_dsn(url), options=f"-csearch_path={stored.service}")) as connection:
        ready()
        for transaction in stored.transactions:
            with connection, connection.cursor() as cursor:
                for batch in transaction:
                    cursor.execute(*_insert(batch))


def _insert(batch: Batch) -> tuple[str, tuple[Any, ...]]:
    row = f"({', '.join(['%s'] * len(batch.columns))})"
    names = ", ".join(f'"{name}"' for name in batch.columns)
    statement = f"insert into {batch.table} ({names}) values {', '.join([row] * len(batch.rows))}"
    return statement, tuple(value for values in batch.rows for value in values)


def publish_all(uri: str, namespace: str, service: str, messages: Sequence[Pack], ready: Ready) -> None:
    """Publish a service's messages, each waiting for its confirm: kombu knows no other way."""
    with (
        Connection(uri, transport_options={"confirm_publish": True}) as connection,
        Producer(connection, exchange(namespace, service), auto_declare=False) as producer,
    ):
        connection.ensure_connection()
        ready()
        for message in messages:
            producer.publish(
                message.body,
                routing_key=message.category,
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
                confirm_timeout=CONFIRM_TIMEOUT_SECONDS,
            )


def consume_all(uri: str, namespace: str, service: str, count: int, ready: Ready) -> None:
    """Consume so many messages of a service's inbox, acknowledging several at once."""
    left = count
    with Connection(uri) as connection:
        channel = connection.channel()
        ready()

        def take(message: Any) -> None:
            nonlocal left
            left -= 1
            if left % PREFETCH_PACKS == 0:
                channel.basic_ack(message.delivery_tag, multiple=True)

        inbox = inbox_queue(namespace, service)(channel)
        with Consumer(channel, [inbox], on_message=take, prefetch_count=4 * PREFETCH_PACKS):
            while left:
                connection.drain_events(timeout=CONFIRM_TIMEOUT_SECONDS)


def declare_all(uri: str, namespace: str) -> None:
    """Declare every exchange and every inbox."""
    with Connection(uri) as connection:
        for listener in LISTENS:
            declare_hearing(connection, namespace, listener)


def heard_by(messages: dict[str, list[Pack]]) -> dict[str, int]:
    """Return how many of these messages, given by who says them, each service hears."""
    return {
        listener: sum(pack.category in categories for source, categories in heard.items() for pack in messages[source])
        for listener, heard in LISTENS.items()
    }
