"""The servers that tests of the full mode run on, and whether they are there."""

import os
from functools import cache

import psycopg2
from kombu import Connection

AMQP_URI = os.environ.get("ONWARD_TEST_AMQP_URI") or "amqp://guest:guest@127.0.0.1:5672//"
DATABASE_URL = os.environ.get("ONWARD_TEST_DATABASE_URL") or "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres"

CONNECT_SECONDS_MAX = 2


@cache
def missing_servers() -> tuple[str, ...]:
    """Name the servers that do not answer, in words that tell how to give the tests another one."""
    return tuple(filter(None, (_without_rabbitmq(), _without_postgresql())))


def _without_rabbitmq() -> str | None:
    try:
        with Connection(AMQP_URI, connect_timeout=CONNECT_SECONDS_MAX) as connection:
            connection.connect()
    except OSError as error:
        return f"RabbitMQ does not answer ({error}); ONWARD_TEST_AMQP_URI names another"
    return None


def _without_postgresql() -> str | None:
    try:
        psycopg2.connect(DATABASE_URL.replace("+psycopg2", ""), connect_timeout=CONNECT_SECONDS_MAX).close()
    except psycopg2.OperationalError as error:
        return f"PostgreSQL does not answer ({error!s:.80}); ONWARD_TEST_DATABASE_URL names another"
    return None
