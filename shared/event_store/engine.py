"""Connections to one service's database: a PostgreSQL schema or a SQLite file."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError

from shared.config.limits import (
    CONNECT_TIMEOUT_SECONDS,
    CONNECTIONS_MAX,
    IDLE_IN_TRANSACTION_SECONDS,
    SERVER_SILENT_SECONDS,
    SQLITE_BUSY_SECONDS,
)
from shared.config.settings import Settings

READING = {"onward_reading": True}
"""Execution options of a connection that only reads: it takes no write lock on SQLite."""

_BUSY_MILLISECONDS = SQLITE_BUSY_SECONDS * 1000
_NOTICE_SILENCE = {
    "keepalives_idle": SERVER_SILENT_SECONDS,
    "keepalives_interval": SERVER_SILENT_SECONDS,
    "keepalives_count": 1,
    "tcp_user_timeout": SERVER_SILENT_SECONDS * 2_000,
}
"""A server that vanished without a word fails a statement, instead of keeping it waiting for hours."""


def open_engine(settings: Settings, service: str) -> Engine:
    """Return the engine of one service's own store; nothing is connected until it is used."""
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        return sqlite_engine(settings.data_dir / f"{service}.sqlite")
    return postgresql_engine(settings.database_url, service)


def postgresql_engine(url: str, schema: str) -> Engine:
    """Return an engine whose every connection works in one schema; one that died in the pool is never handed out."""
    options = f"-csearch_path={schema} -cidle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_SECONDS}s -cjit=off"
    engine = create_engine(
        url,
        pool_size=CONNECTIONS_MAX,
        max_overflow=0,
        hide_parameters=True,  # an error's text may reach a log, and the parameters tell of people
        connect_args={"options": options, "connect_timeout": CONNECT_TIMEOUT_SECONDS, **_NOTICE_SILENCE},
    )
    event.listen(engine, "checkout", _refuse_dead)
    return engine


@contextmanager
def each_statement_alone(engine: Engine) -> Iterator[Connection]:
    """Open a connection to PostgreSQL on which every statement is a transaction of its own, with its own snapshot.

    Why not SQLAlchemy's AUTOCOMMIT: setting and resetting it takes as long as a small query.
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.autocommit = True
        try:
            yield connection
        finally:
            if not driver.closed:
                driver.autocommit = False


def sqlite_engine(path: Path) -> Engine:
    """Return an engine on one SQLite file: write-ahead log, every commit on disk before it is acknowledged."""
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def run_alone(engine: Engine, statement: str, parameters: Sequence[Any], prepared: str | None = None) -> int:
    """Run one statement on PostgreSQL as a transaction of its own and return how many rows it wrote.

    `prepared`: what the server must have prepared first, once for each of its connections.
    Why past SQLAlchemy's connection: it takes longer than the server does for one row.
    Raises: SQLAlchemy's own errors all the same.
    """
    try:
        pooled = engine.raw_connection()
        driver: Any = pooled.driver_connection
        try:
            driver.autocommit = True
            with driver.cursor() as cursor:
                if prepared and pooled.info.get("prepared") != prepared:
                    cursor.execute(prepared)
                    pooled.info["prepared"] = prepared
                cursor.execute(statement, parameters)
                return int(cursor.rowcount)
        finally:
            if driver.closed:
                pooled.invalidate()
            else:
                driver.autocommit = False
                pooled.close()
    except psycopg2.Error as failure:
        raise DBAPIError.instance(statement, None, failure, psycopg2.Error, dialect=engine.dialect) from failure


def empty_log(engine: Engine, wait: bool = True) -> None:
    """Have SQLite empty its write-ahead log into the file, so that what was overwritten is gone for good.

    `wait`: for whoever still reads an older state, such as a backup; without it the log is left for the next time.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS if wait else 0}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")


def _refuse_dead(driver: Any, _record: Any, _proxy: Any) -> None:
    """Notice, without asking the server, that it has ended this connection.

    Why twice: the first look reads the server's farewell, the second finds the line closed.
    Raises: DisconnectionError, upon which the pool opens another.
    """
    try:
        driver.poll()
        driver.poll()
    except psycopg2.Error as failure:
        raise DisconnectionError from failure


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={_BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-16000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("onward_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
