"""Readers that follow a store while it is written, and count afterwards what they were not told, or told twice."""

import random
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any

from sqlalchemy import Engine

from shared.contracts.codec import decode
from shared.event_store.engine import postgresql_engine
from shared.event_store.reading import Tail
from tests.proof.counted import SCHEMA

After = Callable[[int], Sequence[Any]]
RESTARTS = 0.002
PAUSE_SECONDS = 0.002
PAGES = (20, 200, 1000)


@dataclass
class Heard:
    """What one reader was told, compared with what was there in the end."""

    reader: str
    start: int
    events: int = 0
    restarts: int = 0
    missed: int = 0
    doubled: int = 0
    disordered: int = 0
    late_ms_p50: float = 0.0
    late_ms_p99: float = 0.0
    late_ms_max: float = 0.0

    @property
    def clean(self) -> bool:
        """Whether it heard everything once and in order."""
        return self.events > 0 and not (self.missed or self.doubled or self.disordered)


def fenced(engine: Engine, page: int) -> After:
    """Return the store's own reader."""
    return Tail(engine, page).after


def naive(engine: Engine, page: int) -> After:
    """Return the reader most people write first: everything after the checkpoint."""
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    words = "select position, stream, version, type, public, meta from events where position > %s order by position"

    def after(position: int) -> Sequence[Any]:
        with alone.connect() as connection:
            return connection.exec_driver_sql(f"{words} limit %s", (position, page)).fetchall()

    return after


READERS: dict[str, Callable[[Engine, int], After]] = {"fenced": fenced, "naive": naive}


def read(url: str, kind: str, seed: int, stopped: Event) -> Heard:
    """Follow the store from a random place, restart now and then, and go on to the end once writing has stopped."""
    engine, dice = postgresql_engine(url, SCHEMA), random.Random(seed)
    time.sleep(dice.random() * 2)
    start = dice.choice((0, _end(engine), int(_end(engine) * dice.random())))
    heard, positions, late = Heard(f"{kind} {seed}", start), array("q"), array("q")
    position, after, abreast = start, READERS[kind](engine, dice.choice(PAGES)), False
    while True:
        last_round = stopped.is_set()
        rows = after(position)
        positions.extend(row[0] for row in rows)
        if rows:
            position = rows[-1][0]
            if abreast:
                late.append(time.time_ns() - decode(rows[-1][4])["at_ns"])
        elif last_round:
            break
        else:
            abreast = True
            time.sleep(PAUSE_SECONDS)
        if dice.random() < RESTARTS:
            heard.restarts += 1
            after = READERS[kind](engine, dice.choice(PAGES))
    return _judged(heard, engine, positions, late)


def _end(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("select coalesce(max(position), 0) from events").scalar_one())


def _judged(heard: Heard, engine: Engine, positions: "array[int]", late: "array[int]") -> Heard:
    truth: dict[int, tuple[str, int]] = {}
    with engine.connect().execution_options(stream_results=True) as connection:
        found = connection.exec_driver_sql(
            "select position, stream, version from events where position > %s", (heard.start,)
        )
        truth.update((position, (stream, version)) for position, stream, version in found)
    heard.events = len(positions)
    heard.missed = len(truth.keys() - set(positions))
    heard.doubled = len(positions) - len(set(positions))
    heard.disordered = _disordered([truth[position] for position in positions])
    slowest = sorted(late) or [0]
    heard.late_ms_p50, heard.late_ms_p99, heard.late_ms_max = (
        round(slowest[int((len(slowest) - 1) * share)] / 1e6, 1) for share in (0.5, 0.99, 1.0)
    )
    return heard


def _disordered(told: Sequence[tuple[str, int]]) -> int:
    last: dict[str, int] = {}
    wrong = 0
    for stream, version in told:
        wrong += stream in last and version != last[stream] + 1
        last[stream] = version
    return wrong
