"""Writers that leave as many holes and overtake each other as often as they can."""

import random
import time
from dataclasses import dataclass

from shared.event_store.engine import postgresql_engine
from shared.event_store.recorded import WrongExpectedVersion
from shared.event_store.transaction import Transaction
from tests.proof.counted import SCHEMA, Counted, store_on

ROLLED_BACK = 0.05
DAWDLING, DAWDLE_SECONDS_MAX = 0.25, 0.004
ASLEEP, SLEEP_SECONDS_MAX = 0.0005, 0.3
HOT_STREAMS = 40


class Undone(Exception):
    """A transaction given up after it had drawn its positions."""


@dataclass
class Written:
    """What one writer did."""

    commits: int = 0
    rolled_back: int = 0
    raced: int = 0


def write(url: str, name: str, commits: int, seed: int) -> Written:
    """Commit so many transactions of one to six events, undoing some, dawdling in some with positions in hand."""
    engine, dice, done = postgresql_engine(url, SCHEMA), random.Random(seed), Written()
    store = store_on(engine)
    while done.commits < commits:
        try:
            with store.transaction() as work:
                _append(work, name, done.commits, dice)
                work.finish()
                _dawdle(dice)
            done.commits += 1
        except Undone:
            done.rolled_back += 1
        except WrongExpectedVersion:
            done.raced += 1
    engine.dispose()
    return done


def _append(work: Transaction, name: str, turn: int, dice: random.Random) -> None:
    streams = {f"new-{name}-{turn}": 0}
    if dice.random() < 0.4:
        chosen = {f"own-{name}-{turn % 20}", *(f"hot-{dice.randrange(HOT_STREAMS)}" for _ in range(dice.randrange(2)))}
        streams = work.versions(sorted(chosen))
    for stream, version in streams.items():
        events = [Counted(n=version + place, at_ns=time.time_ns()) for place in range(1, dice.choice((1, 1, 2, 3)) + 1)]
        work.append(stream, version, events, "count")


def _dawdle(dice: random.Random) -> None:
    if dice.random() < DAWDLING:
        time.sleep(dice.random() * DAWDLE_SECONDS_MAX)
    if dice.random() < ASLEEP:
        time.sleep(dice.random() * SLEEP_SECONDS_MAX)
    if dice.random() < ROLLED_BACK:
        raise Undone
