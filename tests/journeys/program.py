"""The `onward` program as a process of its own, which may be killed, stopped and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psutil

from tests.private_server import with_us

ROOT = Path(__file__).resolve().parent.parent.parent
STOP_SECONDS_MAX = 40
BEGUN = (b'"serving"', b"Onward runs at")
"""What a program says, for programs and for people, once it can be asked to stop gracefully."""


def onward(environment: Mapping[str, str], *words: str) -> str:
    """Run one command of the program to its end and return what it said.

    Raises: AssertionError with its words when it did not end with 0.
    """
    ended = subprocess.run(
        _command(words), env=_whole(environment), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert ended.returncode == 0, f"onward {' '.join(words)} ended with {ended.returncode}: {ended.stdout[-3_000:]}"
    return ended.stdout


class Program:
    """One long-running command of the program. What it says is added to its log."""

    def __init__(self, name: str, words: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._words = words
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._began_at = 0

    def start(self) -> None:
        """Start it; whether it can work yet is asked elsewhere."""
        self._began_at = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as said:
            self._process = subprocess.Popen(
                _command(self._words),
                env=_whole(self._environment),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """End it at once, without a word."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def is_at_work(self) -> bool:
        """Whether it has said that it has begun to serve."""
        return any(word in self.log.read_bytes()[self._began_at :] for word in BEGUN)

    def freeze(self) -> None:
        """Let it do nothing at all."""
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._send(signal.SIGCONT)

    def ask_to_stop(self) -> None:
        """Send it a SIGTERM."""
        self._send(signal.SIGTERM)

    def stopped(self) -> int | None:
        """Return its exit code once it has left; killed, and -9, when it does not. None when it was not running."""
        if self._process is None:
            return None
        try:
            return self._process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._process = None

    def fallen(self) -> int | None:
        """Return the exit code of a process that ended although nobody asked it to."""
        return None if self._process is None else self._process.poll()

    def resident_bytes(self) -> int:
        """Return the memory it holds now; 0 when it does not run."""
        if self._process is None or self._process.poll() is not None:
            return 0
        return int(psutil.Process(self._process.pid).memory_info().rss)

    def _send(self, number: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(number)


def _command(words: tuple[str, ...]) -> list[str]:
    return with_us(sys.executable, "-m", "deploy.program", *words)


def _whole(environment: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")}
    return {**kept, **environment}
