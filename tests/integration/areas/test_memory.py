import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.areas.conftest import Store, invented_row, write_file

PEAK_MEGABYTES_MAX = 120
WHOLE_ROWS = 2_630_451
MEASURED = """
from pathlib import Path
from deploy.program.areas import areas
areas(["load", {path!r}], standalone_mode=False)
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")).split()[1])
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's own peak of memory")


def peak_megabytes(store: Store, path: Path) -> float:
    command = [sys.executable, "-c", MEASURED.format(path=str(path))]
    done = subprocess.run(command, env=dict(store.environment), capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def test_memory_stays_small_while_a_long_file_is_loaded(store: Store, tmp_path: Path) -> None:
    path = write_file(tmp_path / "area.csv", [invented_row(number) for number in range(150_000)])
    assert peak_megabytes(store, path) < PEAK_MEGABYTES_MAX


@pytest.mark.slow
def test_the_whole_of_great_britain_is_loaded_whole_and_in_little_memory(store: Store, great_britain: Path) -> None:
    peak = peak_megabytes(store, great_britain)
    assert peak < PEAK_MEGABYTES_MAX
    assert store.load() == (WHOLE_ROWS, 0, True)
