"""Starting the program, or a service of the tests' own, as a process that no test leaves behind."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = ("deploy.program",)
STARTED_SECONDS_MAX = 20
ENDED_SECONDS_MAX = 30


class Process:
    """A process under test, its standard output read line by line and its standard error kept."""

    def __init__(self, popen: "subprocess.Popen[str]", errors: Path) -> None:
        self._popen = popen
        self._errors = errors
        self.pid = popen.pid

    def says(self, words: str) -> str:
        """Return the output up to the line that holds these words."""
        assert self._popen.stdout
        told = []
        for line in self._popen.stdout:
            told.append(line)
            if words in line:
                return "".join(told)
        raise AssertionError(f"it ended without saying {words!r}:\n{''.join(told)}{self.complained()}")

    def signal(self, number: int) -> None:
        """Send a signal."""
        self._popen.send_signal(number)

    def ends(self) -> int:
        """Wait for the end and return the exit code."""
        return self._popen.wait(ENDED_SECONDS_MAX)

    def complained(self) -> str:
        """Return what stands on standard error so far."""
        return self._errors.read_text("utf-8")


@contextmanager
def started(
    folder: Path, environment: Mapping[str, str], *arguments: str, module: str = PROGRAM[0]
) -> Iterator[Process]:
    """Start `python -m module`; whatever is left of it afterwards is killed. `folder`: where its errors are kept."""
    errors = folder / f"errors-{time.monotonic_ns()}"
    with (
        errors.open("w") as file,
        subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=clean_environment() | dict(environment),
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        ) as popen,
    ):
        try:
            yield Process(popen, errors)
        finally:
            popen.kill()


def asked(environment: Mapping[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one command of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", PROGRAM[0], *arguments],
        cwd=ROOT,
        env=clean_environment() | dict(environment),
        capture_output=True,
        text=True,
        timeout=ENDED_SECONDS_MAX,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    """Return this process's environment without any setting of Onward's."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")}


def eventually(holds: Callable[[], bool], seconds: float = STARTED_SECONDS_MAX) -> None:
    """Wait until something holds, and fail when it does not in time."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"it did not come true within {seconds} seconds"
        time.sleep(0.05)
