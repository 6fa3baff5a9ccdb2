"""A process killed while it closes a scheme: whenever that was, everybody ends with one neighbour, once."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from shared.config.settings import Settings
from tests.house.project import ROOT
from tests.integration.walk.accounts import check
from tests.integration.walk.house import House

PEOPLE, KILLS = 120, 4
LAST_LOOK_SECONDS = 30


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_scheme_whose_closing_is_killed_is_emptied_by_whoever_comes_next(
    house: House, house_settings: Settings, kill: int
) -> None:
    house.register({"id": "closing"})
    references = [house.submit() for _ in range(PEOPLE)]
    house.settle()
    house.register({"id": "east", "places": PEOPLE // 2}, {"id": "west", "places": PEOPLE // 2})
    closed_and_killed(house_settings, random.Random(kill))
    until = time.monotonic() + LAST_LOOK_SECONDS
    for _ in sweeps(house):
        assert time.monotonic() < until, "the sweep comes to no end"
    if house.matching.scheme("closing")["state"] != "closed":
        house.matching.close_scheme("closing", "funding_ended", "hub:test")
        list(sweeps(house))
    assert Counter(house.scheme(one) for one in references) == {"east": PEOPLE // 2, "west": PEOPLE // 2}
    check(house)


def closed_and_killed(settings: Settings, dice: random.Random) -> None:
    """Close the scheme in another process, and kill that at a random moment after it began."""
    where = ("postgresql", settings.database_url) if settings.database_url else ("sqlite", str(settings.data_dir))
    command = [sys.executable, "-m", "tests.integration.walk.closing_process", *map(str, where)]
    closing = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert closing.stdout is not None
    assert closing.stdout.readline() == "ready\n"
    time.sleep(dice.random() * 0.4)
    closing.kill()
    closing.communicate()


def sweeps(house: House) -> Iterator[int]:
    """Sweep and let everything follow, until nothing is left to do."""
    house.settle()
    while done := house.rooms["matching"].commands.sweep():
        house.settle()
        yield done
    house.settle()
