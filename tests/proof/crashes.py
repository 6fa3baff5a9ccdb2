"""Proof that nothing is lost and nothing is done twice, whatever is killed: the same crashes as in the tests, often.

Usage: python -m tests.proof.crashes --rounds 20   (see --help; it runs servers of its own)
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from tests.journeys.crashing import Findings, crash_embedded, crash_full

Crash = Callable[[Path, int, Callable[[str], None]], Findings]
MODES: dict[str, Crash] = {
    "full": lambda folder, seed, say: crash_full(folder, seed, say, bad_year=True),
    "embedded": crash_embedded,
}


@click.command()
@click.option("--rounds", default=20, show_default=True, help="Hubs to crash, one after the other.")
@click.option("--seed", default=None, type=int, help="Seed of the first round; each next one adds one.")
@click.option("--mode", default="full", show_default=True, type=click.Choice(list(MODES)))
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the logs of each round in this folder.")
def crashes(rounds: int, seed: int | None, mode: str, keep: Path | None) -> None:
    """Crash a hub round after round, and end with 1 at the first that did not keep its promises."""
    first = int(time.time()) if seed is None else seed
    for count in range(rounds):
        with tempfile.TemporaryDirectory() as temporary:
            folder = keep / f"{mode}-{first + count}" if keep else Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            click.echo(f"round {count + 1} of {rounds}, {mode}, seed {first + count}")
            began = time.monotonic()
            found = MODES[mode](folder, first + count, lambda words: click.echo(f"  {words}"))
            _tell(found, time.monotonic() - began)
        if found.faults:
            sys.exit(1)


def _tell(found: Findings, seconds: float) -> None:
    states = ", ".join(f"{count} {state}" for state, count in sorted(found.states.items()))
    click.echo(
        f"  {found.promised:,} promised: {states}; at rest after {found.rest_seconds:.1f} s; {seconds:.0f} s in all"
    )
    for fault in found.faults[:20]:
        click.echo(f"  FAULT: {fault}", err=True)


if __name__ == "__main__":
    crashes()
