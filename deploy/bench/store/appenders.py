"""Who appends: Onward's store, and a bare driver that inserts the same rows."""

from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Protocol

import psycopg2
from sqlalchemy import Engine, MetaData

from deploy.bench.at_once import Ready
from deploy.bench.corner import plain_dsn
from deploy.bench.store.events import BECAUSE, META, STORED_TYPE, Share, appends_of, texts
from shared.clock import system_clock
from shared.event_store.engine import postgresql_engine, sqlite_engine
from shared.event_store.store import Store
from shared.event_store.tables import store_tables

SCHEMA = "public"


class Appender(Protocol):
    """A way to append. `name`: what it is called in the figures."""

    name: str

    def prepare(self) -> None:
        """Make the tables, once."""

    def append(self, share: Share, ready: Ready) -> None:
        """Connect, say that it is ready, and append its share, every append a transaction."""


class OnwardAppender:
    """Onward's store, on PostgreSQL or SQLite."""

    def __init__(self, name: str, where: str | Path) -> None:
        self.name = name
        self._where = where

    def prepare(self) -> None:
        """Make the tables every service's store has."""
        metadata = MetaData()
        store_tables(metadata)
        engine = self.engine()
        metadata.create_all(engine)
        engine.dispose()

    def append(self, share: Share, ready: Ready) -> None:
        """Append as a handler of one stream does, the encoding of the events included."""
        store = self.store()
        store.read("referral-none")
        appends = appends_of(share)
        ready()
        for one in appends:
            store.append_once(one.stream, one.expected, one.events, BECAUSE)

    def store(self) -> Store:
        """Return the store, opened anew."""
        return Store(self.engine(), store_tables(MetaData()), b"k" * 32, system_clock, "service:intake", None)

    def engine(self) -> Engine:
        """Return the engine, opened anew."""
        return sqlite_engine(self._where) if isinstance(self._where, Path) else postgresql_engine(self._where, SCHEMA)


class BareAppender:
    """psycopg2 alone: one multi-row INSERT and a commit, no version looked at, the texts made beforehand."""

    name = "psycopg2 alone"

    def __init__(self, url: str) -> None:
        self._url = url

    def prepare(self) -> None:
        """Make the same tables."""
        OnwardAppender(self.name, self._url).prepare()

    def append(self, share: Share, ready: Ready) -> None:
        """Insert the rows that Onward would store."""
        rows = [
            [(one.stream, version, STORED_TYPE, public, None, META) for version, public in texts(one)]
            for one in appends_of(share)
        ]
        statement = "insert into events (stream, version, type, public, private, meta) values "
        statement += ", ".join(["(%s, %s, %s, %s, %s, %s)"] * share.batch)
        with closing(psycopg2.connect(plain_dsn(self._url))) as connection, connection.cursor() as cursor:
            ready()
            for page in rows:
                cursor.execute(statement, tuple(chain.from_iterable(page)))
                connection.commit()
