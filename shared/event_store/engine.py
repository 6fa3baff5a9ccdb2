"""Connections to one service's database: a PostgreSQL schema or a SQLite file."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from shared.config.limits import (
    CONNECTIONS_MAX,
    CONNECT_TIMEOUT_SECONDS,
    IDLE_IN_TRANSACTION_SECONDS,
    SQLITE_BUSY_SECONDS,
)
from shared.config.settings import Settings

READING = {"onward_reading": True}
"""Execution options of a connection that only reads: it takes no write lock on SQLite."""


def open_engine(settings: Settings, service: str) -> Engine:
    """Return the engine of one service's own store; nothing is connected until it is used."""
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        return sqlite_engine(settings.data_dir / f"{service}.sqlite")
    return postgresql_engine(settings.database_url, service)


def postgresql_engine(url: str, schema: str) -> Engine:
    """Return an engine whose every connection works in one schema and asks again after a server went away."""
    options = f"-csearch_path={schema} -cidle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_SECONDS}s"
    return create_engine(
        url,
        pool_size=CONNECTIONS_MAX,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": CONNECT_TIMEOUT_SECONDS},
    )


def sqlite_engine(path: Path) -> Engine:
    """Return an engine on one SQLite file: write-ahead log, every commit on disk before it is acknowledged."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={SQLITE_BUSY_SECONDS * 1000}",
        "cache_size=-16000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("onward_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
