"""Nothing is lost and nothing is done twice, whenever the one process of the embedded mode is killed."""

from pathlib import Path
from random import SystemRandom

import pytest

from tests.journeys.crashing import crash_embedded


@pytest.mark.slow
def test_every_promise_is_kept_while_the_one_process_is_killed_under_load(tmp_path: Path) -> None:
    seed = SystemRandom().randrange(1_000_000)
    found = crash_embedded(tmp_path, seed, lambda words: None)
    assert found.faults == [], found
    assert found.promised > 300, found
