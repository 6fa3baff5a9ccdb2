"""A corner of the servers for one run of a bench: its own database, its own names on the broker, its own folder."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg2
from kombu import Connection
from psycopg2 import sql
from sqlalchemy import make_url

from shared.config.limits import BROKER_CONNECT_SECONDS
from shared.messaging.topology import SERVICES

DATABASE_URL = "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres"
AMQP_URI = "amqp://guest:guest@127.0.0.1:5672//"


@dataclass(frozen=True)
class Servers:
    """Where PostgreSQL and RabbitMQ are. The database named is only where others are made from; it is left alone."""

    database_url: str = DATABASE_URL
    amqp_uri: str = AMQP_URI


@contextmanager
def own_database(servers: Servers) -> Iterator[str]:
    """Make an empty database and give its URL; afterwards it is dropped, whoever is still connected to it."""
    name = f"onward_bench_{uuid4().hex[:12]}"
    _on_server(servers, "create database {}", name)
    try:
        yield make_url(servers.database_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _on_server(servers, "drop database if exists {} with (force)", name)


@contextmanager
def own_namespace(servers: Servers) -> Iterator[str]:
    """Give a namespace nobody uses; afterwards every queue and exchange of services in it is deleted."""
    name = f"bench-{uuid4().hex[:12]}."
    try:
        yield name
    finally:
        clear_namespace(servers, name)


@contextmanager
def own_folder() -> Iterator[Path]:
    """Give an empty folder; afterwards it is deleted."""
    with TemporaryDirectory(prefix="onward-bench-") as folder:
        yield Path(folder)


def clear_namespace(servers: Servers, namespace: str) -> None:
    """Delete what services declare in a namespace; what was never there is no trouble."""
    with (
        Connection(servers.amqp_uri, connect_timeout=BROKER_CONNECT_SECONDS) as connection,
        connection.channel() as channel,
    ):
        for service in SERVICES:
            for queue in (f"{namespace}{service}.inbox", f"{namespace}{service}.dead", f"rpc-{namespace}{service}"):
                channel.queue_delete(queue)
            channel.exchange_delete(f"{namespace}{service}.events")


def plain_dsn(url: str) -> str:
    """Return a SQLAlchemy URL as psycopg2 and libpq read it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _on_server(servers: Servers, statement: str, name: str) -> None:
    with closing(psycopg2.connect(plain_dsn(servers.database_url))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
