"""The servers that tests of the full mode run on: whether they are there, and a clean corner of each for a test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from uuid import uuid4

import psycopg2
from kombu import Connection
from psycopg2 import sql
from sqlalchemy import make_url

from shared.messaging.topology import SERVICES

AMQP_URI = os.environ.get("ONWARD_TEST_AMQP_URI") or "amqp://guest:guest@127.0.0.1:5672//"
DATABASE_URL = os.environ.get("ONWARD_TEST_DATABASE_URL") or "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres"

CONNECT_SECONDS_MAX = 2


@cache
def missing_servers() -> tuple[str, ...]:
    """Name the servers that do not answer, in words that tell how to give the tests another one."""
    return tuple(filter(None, (missing_rabbitmq(), missing_postgresql())))


@cache
def missing_rabbitmq() -> str | None:
    """Say that RabbitMQ does not answer, or None when it does."""
    try:
        with Connection(AMQP_URI, connect_timeout=CONNECT_SECONDS_MAX) as connection:
            connection.connect()
    except OSError as error:
        return f"RabbitMQ does not answer ({error}); ONWARD_TEST_AMQP_URI names another"
    return None


@cache
def missing_postgresql() -> str | None:
    """Say that PostgreSQL does not answer, or None when it does."""
    try:
        psycopg2.connect(_plain(DATABASE_URL), connect_timeout=CONNECT_SECONDS_MAX).close()
    except psycopg2.OperationalError as error:
        return f"PostgreSQL does not answer ({error!s:.80}); ONWARD_TEST_DATABASE_URL names another"
    return None


@contextmanager
def fresh_database() -> Iterator[str]:
    """Make an empty database and give its URL; afterwards it is dropped, whoever is still connected to it."""
    name = f"onward_test_{uuid4().hex[:12]}"
    on_server("create database {}", name)
    try:
        yield make_url(DATABASE_URL).set(database=name).render_as_string(hide_password=False)
    finally:
        on_server("drop database if exists {} with (force)", name)


def on_server(statement: str, name: str) -> None:
    """Run a statement that no transaction may hold, with one name in it, on the server the tests were given."""
    connection = psycopg2.connect(_plain(DATABASE_URL), connect_timeout=CONNECT_SECONDS_MAX)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
    finally:
        connection.close()


def clear_broker(namespace: str) -> None:
    """Delete what services of one namespace declared; what was never there is no trouble."""
    with Connection(AMQP_URI, connect_timeout=CONNECT_SECONDS_MAX) as connection, connection.channel() as channel:
        for service in (*SERVICES, "web"):
            for queue in (f"{namespace}{service}.inbox", f"{namespace}{service}.dead", f"rpc-{namespace}{service}"):
                channel.queue_delete(queue)
            channel.exchange_delete(f"{namespace}{service}.events")


def _plain(url: str) -> str:
    return url.replace("+psycopg2", "")
