"""What the commands that send a file have in common: how far it has come, what came of it, and how they end."""

import sys
import time
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from deploy.program.exits import DONE, INTERRUPTED, WRONGLY_ASKED
from deploy.program.http_door import DoorClosed
from deploy.program.kept_door import AWAY, SOME_REJECTED, KeptDoor, NoFrontDoor
from deploy.program.rejects import Rejects
from deploy.program.row_file import FileRefused, RowFile
from deploy.program.sending import Cargo, Sent, send_file
from shared.config.settings import Settings

_AGAIN = "Run the same command again: nothing is sent twice."


def send_rows(path: Path, cargo: Cargo) -> NoReturn:
    """Send a file, say what came of it, and end the program with the code that says so."""
    try:
        rows = RowFile(path, cargo.schema)
        rejects = Rejects(path, rows.columns)
        started = time.monotonic()
        sent = _send(rows, cargo, rejects)
    except FileRefused as refused:
        _stop(str(refused), WRONGLY_ASKED)
    except NoFrontDoor as nobody:
        _stop(str(nobody), WRONGLY_ASKED)
    except DoorClosed as closed:
        _stop(f"Gave up: {closed}. {_AGAIN}", AWAY)
    except KeyboardInterrupt:
        _stop(f"Stopped. {_AGAIN}", INTERRUPTED)
    _say(sent, rejects, time.monotonic() - started)
    sys.exit(SOME_REJECTED if sent.rejected or sent.stopped else DONE)


def _send(rows: RowFile, cargo: Cargo, rejects: Rejects) -> Sent:
    console = Console(stderr=True)
    columns = (
        TextColumn(cargo.many.capitalize()),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=rows.bytes_total, told="")

        def watch(sent: Sent) -> None:
            told = f"{sent.taken:,} taken, {sent.repeated:,} taken before, {sent.rejected:,} rejected"
            progress.update(task, completed=rows.bytes_read, told=told)

        door = KeptDoor(Settings.from_environment().url, lambda words: console.print(words, highlight=False))
        try:
            return send_file(rows, cargo, door, rejects, watch)
        finally:
            door.close()
            rejects.close()
            rows.close()


def _say(sent: Sent, rejects: Rejects, seconds: float) -> None:
    rate = (sent.taken + sent.repeated + sent.rejected) / max(seconds, 0.001)
    counts = f"{sent.taken:,} taken, {sent.repeated:,} taken before, {sent.rejected:,} rejected"
    click.echo(f"{counts}, in {seconds:.1f} seconds ({rate:,.0f} a second).")
    if sent.rejected:
        click.echo(f"The rejected rows, with the reason beside each: {rejects.path}")
    if sent.stopped:
        click.echo(f"Not all of the file was read. {sent.stopped}", err=True)


def _stop(words: str, code: int) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(code)
