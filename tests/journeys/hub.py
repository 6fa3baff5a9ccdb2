"""A hub under test, in either mode: its programs are started, killed and stopped, and tended as a supervisor would."""

import base64
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from shared.config.settings import Settings
from shared.messaging.topology import SERVICES
from tests.journeys.door import Door
from tests.journeys.place import schemes
from tests.journeys.program import Program, onward
from tests.private_server import free_port

READY_SECONDS_MAX = 60
LOOK_SECONDS = 0.1


class NotInTime(AssertionError):
    """Something that should have come about did not; the message says what was there instead."""


def wait_until(what: str, holds: Callable[[], object], seconds: float) -> float:
    """Wait until something holds, and return how long it took.

    Raises: NotInTime.
    """
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise NotInTime(f"{what}: not within {seconds:g} seconds")
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - began


class Hub:
    """The programs of one hub. `fallen`: those that ended although nobody asked them to, with their exit codes."""

    def __init__(self, folder: Path, environment: Mapping[str, str], programs: Mapping[str, tuple[str, ...]]) -> None:
        self.port = free_port()
        self.environment = {
            "ONWARD_PORT": str(self.port),
            "ONWARD_URL": f"http://127.0.0.1:{self.port}",
            **environment,
        }
        self.settings = Settings.from_environment(self.environment)
        self.door = Door(self.port)
        self.programs = [
            Program(name, words, self.environment, folder / f"{name}.log") for name, words in programs.items()
        ]
        self.fallen: list[str] = []

    def start(self) -> None:
        """Start every program and wait until the hub is ready.

        Raises: AssertionError with the last words of a program that ended instead; NotInTime.
        """
        for program in self.programs:
            program.start()
        wait_until("the hub is ready", lambda: self._broken() or self.ready(), READY_SECONDS_MAX)
        assert not self._broken(), self._broken()

    def furnish(self, area: Path) -> None:
        """Load the area's postcodes and enter the schemes."""
        onward(self.environment, "areas", "load", str(area))
        answered = self.door.ask("POST", "/api/v1/schemes", schemes())
        assert answered.done, answered
        assert {one["status"] for one in answered.body["answers"]} == {"registered"}, answered

    def ready(self) -> bool:
        """Whether the hub says of itself that it can work."""
        return self.door.ask("GET", "/health/ready").status == 200

    def wait_until_ready(self) -> float:
        """Return how long it took."""
        return wait_until("the hub is ready", self.ready, READY_SECONDS_MAX)

    def _broken(self) -> str:
        ended = [program for program in self.programs if program.fallen() is not None]
        return "; ".join(f"{one.name} ended: {one.log.read_text(errors='replace')[-1_000:]}" for one in ended)

    def tend(self) -> None:
        """Start again whatever ended by itself, and note it."""
        for program in self.programs:
            code = program.fallen()
            if code is not None:
                self.fallen.append(f"{program.name} ended with {code}")
                program.kill()
                program.start()

    def kill_some(self, random: Random) -> list[str]:
        """Kill one or a few programs and start them again at once; return their names."""
        chosen = random.sample(self.programs, random.randrange(1, 1 + min(3, len(self.programs))))
        for program in chosen:
            program.kill()
        for program in chosen:
            program.start()
        return [program.name for program in chosen]

    def restart(self, program: Program) -> int | None:
        """Stop a program that is at work as a supervisor does, start it again, and return its exit code."""
        wait_until(f"{program.name} is at work", program.is_at_work, READY_SECONDS_MAX)
        program.ask_to_stop()
        code = program.stopped()
        program.start()
        return code

    def stop(self) -> dict[str, int | None]:
        """Stop everything gracefully and return the exit codes."""
        for program in self.programs:
            wait_until(f"{program.name} is at work", program.is_at_work, READY_SECONDS_MAX)
        for program in self.programs:
            program.ask_to_stop()
        return {program.name: program.stopped() for program in self.programs}

    def kill(self) -> None:
        """Kill everything; what is not there any more is no trouble."""
        for program in self.programs:
            program.kill()

    def logs(self) -> bytes:
        """Return everything the programs said."""
        return b"".join(program.log.read_bytes() for program in self.programs if program.log.exists())


def full_hub(folder: Path, database_url: str, amqp_uri: str, each: int = 2, **more: str) -> Hub:
    """Return a hub of so many processes per service and one front door; its stores are brought up to date."""
    environment = {
        "ONWARD_DATABASE_URL": database_url,
        "ONWARD_AMQP_URI": amqp_uri,
        "ONWARD_MASTER_KEY": new_master_key(),
        **more,
    }
    onward(environment, "migrate")
    programs = {f"{service}-{place}": ("serve", service) for place in range(each) for service in SERVICES}
    return Hub(folder, environment, {**programs, "web": ("serve", "web")})


def embedded_hub(folder: Path, **more: str) -> Hub:
    """Return a hub in one process on a data folder of its own."""
    environment = {"ONWARD_DATA_DIR": str(folder / "data"), **more}
    return Hub(folder, environment, {"onward": ("run", "--no-demo")})


def new_master_key() -> str:
    """Return a fresh master key as the environment gives it."""
    return base64.b64encode(os.urandom(32)).decode()
