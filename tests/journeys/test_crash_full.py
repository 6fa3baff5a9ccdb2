"""Nothing is lost and nothing is done twice, whatever is killed: the full mode. The long form: tests.proof.crashes."""

from pathlib import Path
from random import SystemRandom

import pytest

from tests.journeys.crashing import crash_full


@pytest.mark.slow
def test_every_promise_is_kept_while_programs_broker_and_database_are_killed_under_load(
    tmp_path: Path,
) -> None:
    seed = SystemRandom().randrange(1_000_000)
    found = crash_full(tmp_path, seed, lambda words: None)
    assert found.faults == [], found
    assert found.promised > 500, found
