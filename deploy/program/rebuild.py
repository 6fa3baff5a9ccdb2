"""`onward rebuild`: a service's tables, anew from the events."""

import sys
import time

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from deploy.program.exits import BROKEN, DONE
from deploy.program.operating import operated, stop
from deploy.rebuilding import Rebuilt
from deploy.rebuilding import rebuild as rebuild_tables
from shared.event_store.rebuilding import NeverFree
from shared.messaging.topology import SERVICES


@click.command()
@click.argument("service", type=click.Choice(SERVICES))
def rebuild(service: str) -> None:
    """Build the tables of SERVICE anew from the events, while Onward runs, and put them in place at the end.

    Stopped before that, nothing has changed, and it can be started again. Ends with 0 when they were put in place,
    with 1 when the tables were never free, with 3 when a store can not be used.
    """
    began = time.monotonic()
    columns = (TextColumn("Events"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with operated() as onward, Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        try:
            rebuilt = rebuild_tables(
                *onward, service, lambda done, total: progress.update(task, completed=done, total=total)
            )
        except NeverFree as busy:
            stop(f"Nothing was changed: {busy}.", BROKEN)
    _say(service, rebuilt, time.monotonic() - began)
    sys.exit(DONE)


def _say(service: str, rebuilt: Rebuilt, seconds: float) -> None:
    click.echo(f"{service}: built anew from {rebuilt.events:,} events in {seconds:,.1f} seconds.")
    if rebuilt.unreadable:
        click.echo(f"{len(rebuilt.unreadable)} streams stop before an event that can not be read:", err=True)
        for stream in sorted(rebuilt.unreadable)[:10]:
            click.echo(f"  {stream}", err=True)
