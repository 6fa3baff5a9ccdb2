"""Breaking a hub under load, and judging afterwards whether it kept what it promised."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from deploy.program.areas import demo_area_file
from tests.journeys.hub import Hub, embedded_hub, full_hub
from tests.journeys.ledger import Ledger
from tests.journeys.line import Line
from tests.journeys.misfortunes import Misfortune, Misfortunes, Stand
from tests.journeys.senders import Senders
from tests.journeys.stores import states
from tests.journeys.verdict import asked_again, faults, rest
from tests.private_servers import private_postgresql, private_rabbitmq

PAUSE_SECONDS = (0.5, 3.0)  # between one misfortune and the next

Say = Callable[[str], None]


@dataclass
class Findings:
    """What a run found. `faults`: what was not as promised; none is what a test wants."""

    seed: int
    promised: int = 0
    states: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)
    rest_seconds: float = 0.0


def crash_full(folder: Path, seed: int, say: Say, bad_year: bool = False) -> Findings:
    """Run a hub of two processes per service on servers of its own, and let everything happen to it once."""
    random = Random(seed)
    with ExitStack() as stack:
        database, broker = stack.enter_context(private_postgresql()), stack.enter_context(private_rabbitmq())
        stands = Stand(database, stack.enter_context(Line(database.port))), Stand(broker, Line(broker.port))
        stack.enter_context(stands[1].line)
        hub = full_hub(folder, database.url_at(stands[0].line.port), broker.uri_at(stands[1].line.port))
        ill = Misfortunes(hub, stands, random)
        turns = [*ill.of_every_day(), *(ill.of_a_bad_year() if bad_year else ())]
        return _crash(hub, seed, turns, random, say)


def crash_embedded(folder: Path, seed: int, say: Say, kills: int = 4) -> Findings:
    """Run a hub in one process, kill it under load again and again, and restart it once."""
    random = Random(seed)
    hub = embedded_hub(folder)

    def killed() -> str:
        hub.kill_some(random)
        return f"killed; ready after {hub.wait_until_ready():.1f} s"

    def restarted() -> str:
        code = hub.restart(hub.programs[0])
        if code != 0:
            hub.fallen.append(f"asked to stop, it ended with {code}")
        return f"restarted; ready after {hub.wait_until_ready():.1f} s"

    return _crash(hub, seed, [*[killed] * kills, restarted], random, say)


def _crash(hub: Hub, seed: int, turns: Sequence[Misfortune], random: Random, say: Say) -> Findings:
    found, ledger = Findings(seed), Ledger()
    with ExitStack() as stack:
        stack.callback(hub.kill)
        hub.start()
        hub.furnish(demo_area_file())
        with Senders(hub.door, ledger, seed).at_work():
            for turn in turns:
                time.sleep(random.uniform(*PAUSE_SECONDS))
                hub.tend()
                found.happened.append(turn())
                say(found.happened[-1])
        hub.wait_until_ready()
        _judge(hub, ledger, found)
    return found


def _judge(hub: Hub, ledger: Ledger, found: Findings) -> None:
    found.rest_seconds = rest(hub, ledger)
    found.promised, found.states = len(ledger.references), dict(states(hub.settings))
    found.faults = [*faults(hub, ledger), *asked_again(hub, ledger)]
    hub.tend()
    found.faults += [f"{name} ended with {code}" for name, code in hub.stop().items() if code != 0]
    found.faults += hub.fallen
