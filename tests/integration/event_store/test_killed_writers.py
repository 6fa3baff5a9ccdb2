"""A writer killed at any moment: what it was told is safe is there, and no transaction is there in part."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter

from sqlalchemy import Engine

from shared.event_store.store import Store
from tests.house.project import ROOT
from tests.integration.event_store.happenings import Happened, append, told
from tests.integration.event_store.killed_writer import EVENTS_EACH, where_is

ROUNDS = 4
WRITERS = 2


def test_every_acknowledged_append_is_there_and_none_is_torn_after_writers_were_killed(
    store: Store, engine: Engine
) -> None:
    dice = random.Random(7)
    for turn in range(ROUNDS):
        acknowledged = killed_in_mid_load(where_is(engine), turn, dice)
        stored = events_of_each_transaction(store)
        assert sum(acknowledged.values()) > 0
        for name, count in acknowledged.items():
            assert all(stored[name, n] == EVENTS_EACH for n in range(count))
        assert set(stored.values()) == {EVENTS_EACH}
    append(store, "afterwards-1", 0, 1)
    assert told(store)[-1] == ("afterwards-1", 1)
    intact(store, engine)


def killed_in_mid_load(where: str, turn: int, dice: random.Random) -> dict[str, int]:
    """Start writers, kill them at a random moment, and return how many transactions each was told are safe."""
    names = [f"writer{turn}{place}" for place in range(WRITERS)]
    command = [sys.executable, "-m", "tests.integration.event_store.killed_writer", where]
    writers = [subprocess.Popen([*command, name], cwd=ROOT, stdout=subprocess.PIPE, text=True) for name in names]
    first = [writer.stdout.readline() for writer in writers if writer.stdout]
    time.sleep(dice.random() * 0.3)
    for writer in writers:
        writer.kill()
    said = [(line + writer.communicate()[0]).count("\n") for line, writer in zip(first, writers, strict=True)]
    assert all(writer.returncode == -signal.SIGKILL for writer in writers), "a writer ended before it was killed"
    return dict(zip(names, said, strict=True))


def events_of_each_transaction(store: Store) -> Counter[tuple[str, int]]:
    """Count the events of every transaction, by writer and number, once the server has noticed who is dead.

    Why wait: until then it holds the transaction of a killed writer open, and what came after that is not told yet.
    """
    deadline = time.monotonic() + 30
    while not all_told(store) and time.monotonic() < deadline:
        time.sleep(0.05)
    events = (one.event for page in store.decoded_whole() for one in page.events)
    return Counter((event.words, event.n) for event in events if isinstance(event, Happened))


def all_told(store: Store) -> bool:
    """Whether a new reader is told everything that is visible."""
    with store.reading() as connection:
        last: int = connection.exec_driver_sql("select max(position) from events").scalar_one()
    return max(page[-1].position for page in store.tail().pages()) >= last


def intact(store: Store, engine: Engine) -> None:
    """Make sure that every stream is without a gap, and that SQLite finds no fault in its file."""
    last: dict[str, int] = {}
    for stream, version in told(store):
        assert version == last.get(stream, 0) + 1
        last[stream] = version
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("pragma integrity_check").scalar_one() == "ok"
