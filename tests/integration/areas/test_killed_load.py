import subprocess
import sys
import time
from pathlib import Path

from tests.integration.areas.conftest import Store, invented_row, write_file

ROWS = 200_000
ROUNDS = 3
PATIENCE_SECONDS = 30
PROGRAM = "from deploy.program.areas import areas; areas(['load', {path!r}])"


def start(store: Store, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM.format(path=str(path))]
    return subprocess.Popen(
        command, env=dict(store.environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_once_it_has_moved_on(store: Store, path: Path, rows_read: int) -> int:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with start(store, path) as process:
        while (store.load() or (0, 0, False))[0] <= rows_read:
            assert time.monotonic() < deadline, "the load does not move"
            time.sleep(0.002)
        process.kill()
    load = store.load()
    assert load is not None
    assert not load[2], "the load was over before it was killed"
    return load[0]


def test_a_load_killed_several_times_goes_on_where_it_was_and_ends_complete(store: Store, tmp_path: Path) -> None:
    rows = [invented_row(number) for number in range(ROWS)]
    path = write_file(tmp_path / "area.csv", rows)
    rows_read = 0
    for _ in range(ROUNDS):
        rows_read = kill_once_it_has_moved_on(store, path, rows_read)
        assert len(store.rows()) == rows_read
    with start(store, path) as process:
        words, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert f"Went on after row {rows_read:,}" in words
    assert store.load() == (ROWS, 0, True)
    assert store.rows() == sorted(rows)
