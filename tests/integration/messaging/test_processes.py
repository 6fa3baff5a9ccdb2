"""Several processes of one service hear the same heavy streams at once, and processes are killed in between."""

import subprocess
import sys
import time
from random import Random

from sqlalchemy import Engine

from shared.messaging.dead_events import count_dead
from tests.house.project import ROOT
from tests.integration.event_store.killed_writer import where_is
from tests.integration.messaging.bells import Bells, make_tables

BELLS, RINGS = 8, 40
EVERY = {f"referral-{bell:02}": list(range(1, RINGS + 1)) for bell in range(BELLS)}
PROCESS_SECONDS_MAX = 60


def started(engine: Engine, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.integration.messaging.ringing", where_is(engine)]
    figures = [str(figure) for figure in (seed, BELLS, RINGS)]
    return subprocess.Popen([*command, *figures], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate(timeout=PROCESS_SECONDS_MAX)
    assert process.returncode == 0, errors[-2000:]
    assert "deadlock" not in errors.lower()


def taken(process: subprocess.Popen[str], batches: int) -> None:
    assert process.stdout is not None
    for _ in range(batches):
        process.stdout.readline()


def test_processes_that_hear_the_same_heavy_streams_at_once_note_every_ring_once_and_in_order(
    store_engine: Engine,
) -> None:
    make_tables(store_engine)
    for process in [started(store_engine, seed) for seed in range(3)]:
        finish(process)
    service = Bells(store_engine)
    assert (service.notes(), service.waiting(), count_dead(service.store)) == (EVERY, [], 0)


def test_a_process_killed_between_any_two_words_leaves_every_effect_once(store_engine: Engine) -> None:
    make_tables(store_engine)
    random = Random()
    for turn in range(3):
        process = started(store_engine, turn)
        taken(process, random.randint(1, 3))
        time.sleep(random.uniform(0, 0.02))
        process.kill()
        process.communicate(timeout=PROCESS_SECONDS_MAX)
    finish(started(store_engine, 0))
    service = Bells(store_engine)
    assert (service.notes(), service.waiting(), count_dead(service.store)) == (EVERY, [], 0)
