"""A server process of a test's own: started, asked to stop, or killed as a power cut would.

Everything runs in the test's process group, so that whatever ends the test run ends it too.
"""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

START_SECONDS_MAX = 90
STOP_SECONDS_MAX = 30
LOOK_SECONDS = 0.05


class Server:
    """One server in a folder of its own. `user`: who it runs as, where it refuses to be root."""

    def __init__(self, name: str, folder: Path, user: str | None = None) -> None:
        self.name = name
        self.folder = folder
        self.log = folder / f"{name.lower()}.log"
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, recovering what a kill left, and wait until it answers."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether it takes a connection now."""
        raise NotImplementedError

    def kill(self) -> None:
        """End the server and all its helpers at once, without a word."""
        if self._process is None:
            return
        family = self._family(freeze=True)
        for one in family:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(family, STOP_SECONDS_MAX)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """Ask the server to stop, and kill it when it does not."""
        if self._process is None:
            return
        family = self._family()
        with suppress(psutil.NoSuchProcess):
            self._ask_to_stop(family)
        psutil.wait_procs(family, STOP_SECONDS_MAX)
        self.kill()

    def freeze(self) -> None:
        """Let the server answer nothing although its connections stand, as a cut line would."""
        for one in self._family():
            one.suspend()

    def thaw(self) -> None:
        """Let a frozen server go on."""
        for one in self._family():
            one.resume()

    def started(self, command: Sequence[object], environment: Mapping[str, str] | None = None) -> None:
        """Start the command and wait until the server answers.

        Raises: RuntimeError with the end of its log when it does not.
        """
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                with_us(*command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                cwd=self.folder,
                **as_user(self._user),
            )
        self._wait_until(self.answers)

    def _ask_to_stop(self, family: Sequence[psutil.Process]) -> None:
        raise NotImplementedError

    def _family(self, freeze: bool = False) -> list[psutil.Process]:
        """Return the server's first process and all that descend from it; frozen, it can have no more children."""
        if self._process is None or self._process.poll() is not None:
            return []
        first = psutil.Process(self._process.pid)
        if freeze:
            first.suspend()
        return [first, *first.children(recursive=True)]

    def _wait_until(self, answers: Callable[[], bool]) -> None:
        until = time.monotonic() + START_SECONDS_MAX
        while not answers():
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > until:
                raise RuntimeError(f"{self.name} did not start: {self.log.read_text(errors='replace')[-2_000:]}")
            time.sleep(LOOK_SECONDS)


def with_us(*command: object) -> list[str]:
    """Return the command so that it ends when this process ends, however it ends, where the system can see to that."""
    words = [str(word) for word in command]
    return ["setpriv", "--pdeathsig", "KILL", *words] if shutil.which("setpriv") else words


def as_user(user: str | None) -> dict[str, Any]:
    """Return what makes a child process run as this user; nothing for None."""
    return {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def unprivileged(user: str) -> str | None:
    """Return the user a server that refuses root must run as, or None when we are not root ourselves."""
    return user if os.geteuid() == 0 else None


def free_port() -> int:
    """Return a port nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def folder_of(program: str, *patterns: str) -> Path | None:
    """Return the folder that holds a server program: the newest match of the patterns, else where PATH finds it."""
    found = [path for pattern in patterns for path in sorted(Path("/").glob(pattern), reverse=True)]
    known = next((path.parent for path in found if path.exists()), None)
    on_path = shutil.which(program)
    return known or (Path(on_path).parent if on_path else None)
