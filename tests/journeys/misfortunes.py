"""What can happen to a hub in the full mode, by chance: each answers in words what it did."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.journeys.hub import Hub, wait_until
from tests.journeys.line import Line
from tests.private_server import Server

NOTICED_SECONDS_MAX = 30  # how long a hub may call itself ready after a server has gone
AWAY_SECONDS_MAX = 3.0  # how long a killed server stays away
FROZEN_SECONDS = (4.0, 20.0)  # some thaw before the heartbeat has given them up, others after

Misfortune = Callable[[], str]


@dataclass(frozen=True)
class Stand:
    """A server a hub stands on, and the line that leads to it."""

    server: Server
    line: Line


class Misfortunes:
    """Everything that can happen to one hub. A program is started again at once, as a supervisor would."""

    def __init__(self, hub: Hub, stands: tuple[Stand, Stand], random: Random) -> None:
        self._hub = hub
        self._stands = stands
        self._random = random

    def of_every_day(self) -> list[Misfortune]:
        """Return each once, and those of the programs more often, in an order of chance."""
        turns: list[Misfortune] = [*[self.programs_killed] * 5, *[self.program_restarted] * 2]
        for stand in self._stands:
            turns += [self._to(self.killed, stand), self._to(self.restarted, stand)]
        self._random.shuffle(turns)
        return turns

    def of_a_bad_year(self) -> list[Misfortune]:
        """Return those in which nobody is told that anything is wrong."""
        turns: list[Misfortune] = [self.program_frozen] * 2
        turns += [self._to(what, stand) for what in (self.frozen, self.silenced) for stand in self._stands]
        self._random.shuffle(turns)
        return turns

    def programs_killed(self) -> str:
        """SIGKILL for some of the services or the front door."""
        return "killed " + ", ".join(self._hub.kill_some(self._random))

    def program_restarted(self) -> str:
        """SIGTERM for one that is at work, which must end with 0."""
        program = self._random.choice(self._hub.programs)
        code = self._hub.restart(program)
        if code != 0:
            self._hub.fallen.append(f"{program.name} was asked to stop and ended with {code}")
        return f"restarted {program.name}"

    def program_frozen(self) -> str:
        """One does nothing for longer than broker and database put up with, then goes on."""
        program = self._random.choice(self._hub.programs)
        seconds = self._random.uniform(*FROZEN_SECONDS)
        program.freeze()
        time.sleep(seconds)
        program.thaw()
        return f"froze {program.name} for {seconds:.1f} s; {self._recovered()}"

    def killed(self, stand: Stand) -> str:
        """SIGKILL for a server, which comes back after a while."""
        stand.server.kill()
        noticed = self._noticed()
        time.sleep(self._random.uniform(0, AWAY_SECONDS_MAX))
        stand.server.start()
        return f"killed {stand.server.name}; {noticed}; {self._recovered()}"

    def restarted(self, stand: Stand) -> str:
        """A server is restarted as for an update."""
        stand.server.stop()
        noticed = self._noticed()
        stand.server.start()
        return f"restarted {stand.server.name}; {noticed}; {self._recovered()}"

    def frozen(self, stand: Stand) -> str:
        """A server falls silent while its connections stand, then goes on."""
        seconds = self._random.uniform(*FROZEN_SECONDS)
        stand.server.freeze()
        time.sleep(seconds)
        stand.server.thaw()
        return f"froze {stand.server.name} for {seconds:.1f} s; {self._recovered()}"

    def silenced(self, stand: Stand) -> str:
        """Every connection to a server falls silent for good, and only new ones work."""
        stand.line.fall_silent()
        return f"silenced {stand.server.name}; {self._noticed()}; {self._recovered()}"

    @staticmethod
    def _to(what: Callable[[Stand], str], stand: Stand) -> Misfortune:
        return lambda: what(stand)

    def _noticed(self) -> str:
        seconds = wait_until("the hub says that it is not ready", lambda: not self._hub.ready(), NOTICED_SECONDS_MAX)
        return f"noticed after {seconds:.1f} s"

    def _recovered(self) -> str:
        self._hub.tend()
        return f"ready after {self._hub.wait_until_ready():.1f} s"
