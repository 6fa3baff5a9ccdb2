"""Proof that a store on PostgreSQL is read in commit order, nothing missed and nothing twice, while it is written.

Usage: python -m tests.proof.commit_order --commits 1000000 --lazy   (see --help; it makes its own database)
"""

import json
import multiprocessing
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from threading import Event, Thread
from typing import Any

import click
import psycopg2
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateSchema

from shared.event_store.engine import postgresql_engine
from tests.proof.counted import METADATA, SCHEMA
from tests.proof.readers import Heard, read
from tests.proof.writers import Written, write
from tests.servers import fresh_database


@dataclass
class Findings:
    """What a run found. The naive reader is there to show that the load would have caught a reader that skips."""

    commits: int
    rolled_back: int
    raced: int
    events: int
    holes: int
    seconds: float
    fenced: list[Heard] = field(default_factory=list)
    naive: list[Heard] = field(default_factory=list)

    @property
    def proven(self) -> bool:
        """Whether every fenced reader heard everything once and in order."""
        return bool(self.fenced) and all(heard.clean for heard in self.fenced)


def prove(
    url: str, commits: int, writers: int = 6, readers: int = 3, foreign_seconds: float = 0.0, seed: int = 1
) -> Findings:
    """Run writers and readers on an empty database until so many transactions are committed and all is read."""
    _prepare(url)
    started = time.monotonic()
    spawning = multiprocessing.get_context("spawn")
    with spawning.Manager() as manager, ProcessPoolExecutor(writers + readers + 1, mp_context=spawning) as pool:
        stopped, over = manager.Event(), Event()
        kinds = ["fenced"] * readers + ["naive"]
        hearing = [pool.submit(read, url, kind, seed + place, stopped) for place, kind in enumerate(kinds)]
        share = -(-commits // writers)
        writing = [pool.submit(write, url, f"w{place}", share, seed * 1000 + place) for place in range(writers)]
        foreign = Thread(target=_stay_open, args=(url, foreign_seconds, over), daemon=True)
        foreign.start()
        try:
            written = [future.result() for future in writing]
        finally:
            over.set()
            stopped.set()
        return _findings(url, written, hearing, time.monotonic() - started)


def _findings(url: str, written: list[Written], hearing: list[Future[Heard]], seconds: float) -> Findings:
    heard = [future.result() for future in hearing]
    events, last = _figures(url)
    return Findings(
        commits=sum(one.commits for one in written),
        rolled_back=sum(one.rolled_back for one in written),
        raced=sum(one.raced for one in written),
        events=events,
        holes=last - events,
        seconds=round(seconds, 1),
        fenced=[one for one in heard if one.reader.startswith("fenced")],
        naive=[one for one in heard if one.reader.startswith("naive")],
    )


def _prepare(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(CreateSchema(SCHEMA))
        connection.exec_driver_sql(f"create table {SCHEMA}.elsewhere (n integer)")
    engine.dispose()
    engine = postgresql_engine(url, SCHEMA)
    METADATA.create_all(engine)
    engine.dispose()


def _figures(url: str) -> tuple[int, int]:
    engine = postgresql_engine(url, SCHEMA)
    with engine.connect() as connection:
        events, last = connection.exec_driver_sql("select count(*), max(position) from events").one()
    engine.dispose()
    return events, last


def _stay_open(url: str, seconds: float, over: Event) -> None:
    """Hold write transactions open that have nothing to do with events, one after another."""
    if not seconds:
        return
    connection = psycopg2.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    while not over.is_set():
        with connection, connection.cursor() as cursor:
            cursor.execute(f"insert into {SCHEMA}.elsewhere values (1)")
            over.wait(seconds)
    connection.close()


@click.command()
@click.option("--commits", default=20_000, show_default=True, help="Transactions to commit.")
@click.option("--writers", default=6, show_default=True)
@click.option("--readers", default=3, show_default=True, help="Fenced readers; one naive reader runs beside them.")
@click.option("--lazy", is_flag=True, help="Commit without waiting for the disk (synchronous_commit=off).")
@click.option("--foreign-seconds", default=5.0, show_default=True, help="Length of foreign transactions; 0: none.")
@click.option("--seed", default=1, show_default=True)
def main(commits: int, writers: int, readers: int, lazy: bool, foreign_seconds: float, seed: int) -> None:
    """Prove it, print the figures as JSON, and exit with 1 when a fenced reader missed, doubled or disordered one."""
    with fresh_database() as url:
        if lazy:
            _commit_lazily(url)
        findings = prove(url, commits, writers, readers, foreign_seconds, seed)
    told: dict[str, Any] = asdict(findings)
    click.echo(json.dumps(told, indent=1))
    sys.exit(0 if findings.proven else 1)


def _commit_lazily(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'alter database "{make_url(url).database}" set synchronous_commit = off')
    engine.dispose()


if __name__ == "__main__":
    main()
