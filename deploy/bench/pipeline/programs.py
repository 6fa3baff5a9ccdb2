"""The processes of one Onward, started as an operator would start them, and what each of them used."""

import base64
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.bench.targets import BENCH_READY_SECONDS_MAX
from deploy.program.http_door import DoorClosed, HttpDoor
from shared.config.limits import STOP_SECONDS_MAX

Environment = Mapping[str, str]

Wanted = tuple[str, Sequence[str], Environment]
"""A process to be started: what it is called in the figures, its arguments, its environment."""


class NotReady(Exception):
    """Onward did not come up in time, or a process of it ended; the message says what it wrote last."""


class Program:
    """One process. `name`: what it is in the figures."""

    def __init__(self, name: str, arguments: Sequence[str], environment: Environment, log: Path) -> None:
        self.name = name
        self._log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *arguments], env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    def end(self) -> None:
        """Ask it to stop, and wait until it has."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS_MAX + 5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def said(self) -> str:
        """Return the last it wrote."""
        return self._log.read_text("utf-8", "replace")[-2_000:]


@contextmanager
def running(wanted: Sequence[Wanted], folder: Path) -> Iterator[list[Program]]:
    """Start processes; afterwards all are stopped."""
    programs: list[Program] = []
    try:
        for number, (name, arguments, environment) in enumerate(wanted):
            programs.append(Program(name, arguments, environment, folder / f"{number}-{name}.log"))
        yield programs
    finally:
        for program in programs:
            program.process.terminate()
        for program in programs:
            program.end()


def environment(**given: str) -> dict[str, str]:
    """Return this process's environment with the settings given, and a master key."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONWARD_")}
    return kept | {"ONWARD_MASTER_KEY": key, "ONWARD_LOG_LEVEL": "warning"} | given


def free_port() -> int:
    """Return a port nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str, programs: Sequence[Program]) -> None:
    """Wait until every service says that it can work.

    Raises: NotReady.
    """
    until = time.monotonic() + BENCH_READY_SECONDS_MAX
    while time.monotonic() < until:
        for program in programs:
            if program.process.poll() is not None:
                raise NotReady(f"{program.name} ended by itself:\n{program.said()}")
        if _is_ready(url):
            return
        time.sleep(0.1)
    raise NotReady(f"Onward was not ready after {BENCH_READY_SECONDS_MAX} s:\n{programs[0].said()}")


def _is_ready(url: str) -> bool:
    try:
        return HttpDoor(url).ask("GET", "/health/ready")[0] == 200
    except DoorClosed:
        return False
