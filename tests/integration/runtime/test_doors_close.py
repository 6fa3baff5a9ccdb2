from pathlib import Path

import pytest

from tests.integration.runtime.processes import started
from tests.integration.runtime.slow_door import LONG_ANSWER


@pytest.mark.parametrize("kind", ["green", "threads"])
def test_a_door_that_closes_first_finishes_the_answers_it_has_begun(tmp_path: Path, kind: str) -> None:
    with started(tmp_path, {}, kind, module="tests.integration.runtime.slow_door") as process:
        assert f"answered {len(LONG_ANSWER)}" in process.says("answered")
        assert process.ends() == 0
