"""Bare inserts of the rows that a rebuilding writes."""

import time
from contextlib import closing
from itertools import chain

import psycopg2

from deploy.bench.corner import plain_dsn
from shared.config.limits import READ_PAGE_EVENTS

TABLES = ("steps", "journeys", "inbox_cursors")
SCHEMA = "-csearch_path=journeys"


def insert_rebuilt(source: str, target: str) -> float:
    """Insert what journeys keeps in one database into the empty tables of another; return the seconds inserting took.

    Shape: multi-row INSERTs of a page each, every page a transaction; the tables have their keys from the start.
    """
    with (
        closing(psycopg2.connect(plain_dsn(source), options=SCHEMA)) as reading,
        closing(psycopg2.connect(plain_dsn(target), options=SCHEMA)) as writing,
    ):
        return sum(_table(reading, writing, table) for table in TABLES)


def _table(reading: psycopg2.extensions.connection, writing: psycopg2.extensions.connection, table: str) -> float:
    seconds = 0.0
    with reading.cursor(f"all_{table}") as rows, writing.cursor() as cursor:
        rows.itersize = READ_PAGE_EVENTS
        rows.execute(f"select * from {table}")
        while page := rows.fetchmany(READ_PAGE_EVENTS):
            row = f"({', '.join(['%s'] * len(page[0]))})"
            began = time.perf_counter()
            cursor.execute(
                f"insert into {table} values {', '.join([row] * len(page))}", tuple(chain.from_iterable(page))
            )
            writing.commit()
            seconds += time.perf_counter() - began
    return seconds
