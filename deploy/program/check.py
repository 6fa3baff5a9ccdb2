"""`onward check`: the audit of the stores."""

import sys

import click
import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from deploy.audit import Audited, Verdict, audit
from deploy.program.exits import BROKEN, DONE
from deploy.program.operating import operated
from shared.config.limits import AUDIT_WAIT_SECONDS


@click.command()
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=AUDIT_WAIT_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long what is on its way may take before it counts as lost; with 0 it is only counted.",
)
@click.option("--allow-dead", is_flag=True, help="Count dead events, but do not fail because of them.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
def check(wait: float, allow_dead: bool, as_json: bool) -> None:
    """Audit the stores; Onward may run meanwhile, and nothing is changed.

    Ends with 0 when every rule holds, 1 when one is broken, 3 when a store can not be read.
    """
    console = Console(stderr=True)
    with operated() as onward, Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Waiting for rest", total=None)
        found = audit(
            onward.settings,
            onward.master,
            wait_seconds=wait,
            allow_dead=allow_dead,
            watch=lambda what, done, total: progress.update(task, description=what, completed=done, total=total),
        )
    show(found, as_json)
    sys.exit(DONE if found.clean else BROKEN)


def show(found: Audited, as_json: bool) -> None:
    """Write what the auditor found to standard output."""
    if as_json:
        told = {"clean": found.clean, **msgspec.to_builtins(found)}
        click.echo(msgspec.json.format(msgspec.json.encode(told)).decode())
        return
    console = Console()
    console.print(_rules(found))
    console.print(_figures(found))
    for verdict in found.verdicts:
        if verdict.found:
            console.print(f"\nBroken: {verdict.rule} ({verdict.found:,})", style="bold red", highlight=False)
            for example in verdict.examples:
                console.print(f"  {example}", markup=False, highlight=False)
    console.print(f"\n{_conclusion(found)}", highlight=False)


def _rules(found: Audited) -> Table:
    table = Table(title="Rules")
    table.add_column("rule")
    for heading in ("held against", "broken"):
        table.add_column(heading, justify="right")
    for verdict in found.verdicts:
        table.add_row(verdict.rule, f"{verdict.looked_at:,}", _outcome(verdict), style="red" if verdict.found else None)
    return table


def _outcome(verdict: Verdict) -> str:
    if not verdict.judged:
        return "not judged"
    return f"{verdict.found:,}" if verdict.found else "no"


def _figures(found: Audited) -> Table:
    table = Table(title="Figures", show_header=False)
    table.add_column("what")
    table.add_column("how many", justify="right")
    for name, count in found.figures.items():
        table.add_row(name, f"{count:,}")
    return table


def _conclusion(found: Audited) -> str:
    rest = "The system is at rest." if found.at_rest else "The system is not at rest."
    looks = f" Looked {found.looks} times." if found.looks > 1 else ""
    broken = "Every rule holds." if found.clean else f"{len(found.broken)} rules are broken."
    return f"{broken} {rest}{looks}"
