"""Breaking a hub under load: its programs, its broker and its database are killed, stopped and frozen, by a seed."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from deploy.program.areas import demo_area_file
from tests.journeys.hub import Hub, embedded_hub, full_hub, wait_until
from tests.journeys.ledger import Ledger
from tests.journeys.senders import Senders
from tests.journeys.stores import states
from tests.journeys.verdict import asked_again, faults, rest
from tests.private_server import Server
from tests.private_servers import private_postgresql, private_rabbitmq

NOTICED_SECONDS_MAX = 15  # how long a hub may call itself ready after a server has gone
AWAY_SECONDS_MAX = 3.0  # how long a killed server stays away
FROZEN_SECONDS = (4.0, 20.0)  # some thaw before the heartbeat has given them up, others after
PAUSE_SECONDS = (0.5, 3.0)  # between one misfortune and the next


@dataclass
class Findings:
    """What a run found. `faults`: what was not as promised; none is what a test wants."""

    seed: int
    promised: int = 0
    states: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    rest_seconds: float = 0.0


Misfortune = Callable[[], str]
"""Something that happens to a hub; the answer says what."""


class Misfortunes:
    """Everything that can happen to a hub in the full mode."""

    def __init__(self, hub: Hub, database: Server, broker: Server, random: Random) -> None:
        self._hub = hub
        self._random = random
        self.database = database
        self.broker = broker

    def programs_killed(self) -> str:
        """SIGKILL for some of the services or the front door, which a supervisor starts again at once."""
        return "killed " + ", ".join(self._hub.kill_some(self._random))

    def program_restarted(self) -> str:
        """SIGTERM for one that is at work, which must end with 0."""
        self._recovered()
        program = self._random.choice(self._hub.programs)
        code = self._hub.restart(program)
        if code != 0:
            self._hub.fallen.append(f"{program.name} was asked to stop and ended with {code}")
        return f"restarted {program.name}"

    def killed(self, server: Server) -> str:
        """SIGKILL for a server, which comes back after a while."""
        server.kill()
        noticed = self._noticed()
        time.sleep(self._random.uniform(0, AWAY_SECONDS_MAX))
        server.start()
        return f"killed {server.name}; {noticed}; {self._recovered()}"

    def stopped(self, server: Server) -> str:
        """A server is restarted as for an update."""
        server.stop()
        noticed = self._noticed()
        server.start()
        return f"restarted {server.name}; {noticed}; {self._recovered()}"

    def frozen(self, server: Server) -> str:
        """A server falls silent while its connections stand, then goes on."""
        seconds = self._random.uniform(*FROZEN_SECONDS)
        server.freeze()
        time.sleep(seconds)
        server.thaw()
        return f"froze {server.name} for {seconds:.1f} s; {self._recovered()}"

    def all_of_them(self) -> list[Misfortune]:
        """Return each once, those of the programs more often, in an order of chance."""
        turns: list[Misfortune] = [*[self.programs_killed] * 5, *[self.program_restarted] * 2]
        for server in (self.database, self.broker):
            turns += [lambda one=server: self.killed(one), lambda one=server: self.stopped(one)]  # type: ignore[misc]
        self._random.shuffle(turns)
        return turns

    def _noticed(self) -> str:
        seconds = wait_until("the hub says that it is not ready", lambda: not self._hub.ready(), NOTICED_SECONDS_MAX)
        return f"noticed after {seconds:.1f} s"

    def _recovered(self) -> str:
        self._hub.tend()
        return f"ready after {self._hub.wait_until_ready():.1f} s"


def crash_full(folder: Path, seed: int, say: Callable[[str], None], freeze: bool = False) -> Findings:
    """Run a hub of two processes per service on servers of its own, and let everything happen to it once."""
    random = Random(seed)
    with private_postgresql() as database, private_rabbitmq() as broker:
        hub = full_hub(folder, database.url, broker.uri)
        ill = Misfortunes(hub, database, broker, random)
        turns = ill.all_of_them()
        if freeze:
            turns += [lambda: ill.frozen(database), lambda: ill.frozen(broker)]
        return _crash(hub, seed, turns, random, say)


def crash_embedded(folder: Path, seed: int, say: Callable[[str], None], kills: int = 4) -> Findings:
    """Run a hub in one process, kill it under load again and again, and restart it once."""
    random = Random(seed)
    hub = embedded_hub(folder)

    def killed() -> str:
        return f"killed; ready after {_again(hub, hub.kill_some(random)):.1f} s"

    def restarted() -> str:
        code = hub.restart(hub.programs[0])
        if code != 0:
            hub.fallen.append(f"asked to stop, it ended with {code}")
        return f"restarted; ready after {_again(hub):.1f} s"

    return _crash(hub, seed, [*[killed] * kills, restarted], random, say)


def _again(hub: Hub, _killed: object = None) -> float:
    return hub.wait_until_ready()


def _crash(hub: Hub, seed: int, turns: Sequence[Misfortune], random: Random, say: Callable[[str], None]) -> Findings:
    found, ledger = Findings(seed), Ledger()
    with _running(hub):
        with Senders(hub.door, ledger, seed).at_work():
            for turn in turns:
                time.sleep(random.uniform(*PAUSE_SECONDS))
                hub.tend()
                found.happened.append(turn())
                say(found.happened[-1])
        hub.wait_until_ready()
        found.rest_seconds = rest(hub, ledger)
        found.promised, found.states = len(ledger.references), dict(states(hub.settings))
        found.faults = [*faults(hub, ledger), *asked_again(hub, ledger)]
        hub.tend()
        codes = hub.stop()
    found.faults += [f"{name} ended with {code}" for name, code in codes.items() if code != 0]
    found.faults += hub.fallen
    return found


@contextmanager
def _running(hub: Hub) -> Iterator[None]:
    with ExitStack() as stack:
        stack.callback(hub.kill)
        hub.start()
        hub.furnish(demo_area_file())
        yield
