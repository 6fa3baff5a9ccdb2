"""A hub on real input: every postcode of Great Britain, schemes made from real contracts and warm spaces, many people.

Usage: python -m tests.proof.real_input   (see --help; needs the outside data, RabbitMQ and PostgreSQL)
Nobody in the data is ever contacted: the schemes are names in a directory, and the people are invented.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import click

from tests.journeys.hub import Hub, full_hub
from tests.journeys.program import onward
from tests.journeys.stores import states
from tests.outside import outside_data
from tests.proof.contracts import contract_schemes
from tests.proof.memory import Held, MemoryWatch
from tests.proof.postcodes import POSTCODES, Postcodes, thinned
from tests.proof.real_referrals import real_referrals, write_lines
from tests.proof.warm_spaces import warm_space_schemes
from tests.servers import AMQP_URI, clear_broker, fresh_database

Say = Callable[[str], None]


@dataclass
class Figures:
    """What a run showed. Units: seconds of each step, megabytes of each program."""

    contracts: int = 0
    spaces: int = 0
    spaces_left_out: int = 0
    referrals: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    memory: list[Held] = field(default_factory=list)
    audit: dict[str, Any] = field(default_factory=dict)
    exit_codes: dict[str, int | None] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Whether the audit found nothing and every program left in good order."""
        return bool(self.audit.get("clean")) and set(self.exit_codes.values()) == {0}


class RealInput:
    """One run in a folder of its own. `whole`: load all postcodes, not only some of each place."""

    def __init__(self, folder: Path, hub: Hub, say: Say) -> None:
        self._folder = folder
        self._hub = hub
        self._say = say
        self.figures = Figures()

    def run(self, referrals: int, spaces: int, seed: int, whole: bool) -> Figures:
        """Prepare, load, send, wait, and audit."""
        random = Random(seed)
        table = outside_data(POSTCODES) if whole else thinned(self._folder / "postcodes.csv.gz")
        postcodes = Postcodes(table)
        warm = warm_space_schemes(postcodes, spaces, random)
        schemes = [*contract_schemes(), *warm.schemes]
        people = real_referrals(postcodes, warm.wards, referrals, random)
        self.figures.contracts, self.figures.spaces = len(schemes) - len(warm.schemes), len(warm.schemes)
        self.figures.spaces_left_out, self.figures.referrals = warm.outside, len(people)
        directory = self._folder / "schemes.json"
        directory.write_text(json.dumps(schemes), "utf-8")
        del postcodes
        self._hub.start()
        self._step("postcodes loaded", "areas", "load", str(table))
        self._step("schemes imported", "schemes", "import", str(directory))
        self._send(write_lines(self._folder / "referrals.jsonl", people))
        return self.figures

    def _send(self, lines: Path) -> None:
        with MemoryWatch(self._hub) as memory:
            began = time.monotonic()
            self._step("referrals sent", "referrals", "send", str(lines))
            audited = self._step("audited", "check", "--json")
            self.figures.seconds["sent and at rest and audited"] = time.monotonic() - began
        self.figures.memory = memory.held()
        self.figures.audit = json.loads(audited[audited.index("{") :])
        self.figures.states = dict(states(self._hub.settings))
        self.figures.exit_codes = self._hub.stop()

    def _step(self, what: str, *words: str) -> str:
        began = time.monotonic()
        said = onward(self._hub.environment, *words)
        self.figures.seconds[what] = time.monotonic() - began
        self._say(f"{what} in {self.figures.seconds[what]:.1f} s: {said.strip().splitlines()[0][:200] if said else ''}")
        return said


def real_input(
    folder: Path, say: Say, referrals: int, spaces: int, seed: int = 1, whole: bool = True, each: int = 2
) -> Figures:
    """Run a hub of so many processes per service on the machine's servers and give it real input."""
    namespace = f"real-{uuid4().hex[:8]}."
    with fresh_database() as url:
        hub = full_hub(folder, url, AMQP_URI, each, ONWARD_NAMESPACE=namespace)
        try:
            return RealInput(folder, hub, say).run(referrals, spaces, seed, whole)
        finally:
            hub.kill()
            clear_broker(namespace)


@click.command()
@click.option("--referrals", default=20_000, show_default=True)
@click.option("--spaces", default=600, show_default=True, help="Warm spaces, in the wards they stand in.")
@click.option("--seed", default=1, show_default=True)
@click.option("--each", default=2, show_default=True, help="Processes of each service.")
def main(referrals: int, spaces: int, seed: int, each: int) -> None:
    """Give a hub real input and print what came of it; ends with 1 when the audit finds anything."""
    with tempfile.TemporaryDirectory() as folder:
        figures = real_input(Path(folder), click.echo, referrals, spaces, seed, each=each)
    tell(figures)
    sys.exit(0 if figures.clean else 1)


def tell(figures: Figures) -> None:
    """Print a summary."""
    sending = figures.seconds["referrals sent"]
    click.echo(f"{figures.contracts} contracts and {figures.spaces} warm spaces as schemes")
    click.echo(f"{figures.spaces_left_out} warm spaces left out: they lie in no ward of Great Britain")
    click.echo(f"{figures.referrals:,} referrals sent in {sending:.0f} s, {figures.referrals / sending:,.0f} a second")
    for state, count in sorted(figures.states.items(), key=lambda one: -one[1]):
        click.echo(f"  {state:12} {count:8,}")
    for held in figures.memory:
        click.echo(
            f"  {held.name:12} at most {held.most:5.0f} MB, settled {held.settled:5.0f} MB, last {held.last:5.0f} MB"
        )
    click.echo("the audit is clean" if figures.audit["clean"] else f"THE AUDIT FOUND: {figures.audit}")


if __name__ == "__main__":
    main()
