"""`onward referrals`: referrals from a file."""

import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from deploy.program.exits import DONE, INTERRUPTED, WRONGLY_ASKED
from deploy.program.http_door import DoorClosed
from deploy.program.kept_door import AWAY, SOME_REJECTED, KeptDoor, NoFrontDoor
from deploy.program.referral_file import FileRefused, ReferralFile
from deploy.program.rejects import Rejects
from deploy.program.sending import Sent, send_file
from shared.config.settings import Settings

_AGAIN = "Run the same command again: nothing is sent twice."


@click.group()
def referrals() -> None:
    """Referrals, many at once."""


@referrals.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def send(file: Path) -> None:
    """Send a FILE of referrals to the Onward at ONWARD_URL: CSV or JSON lines, plain or gzipped.

    Columns are the field names with dots, such as person.given_name. Rows that are rejected go to a file beside it,
    each with the reason, in place of those of an earlier run; mend them there and send that file. Sending a file again
    sends nothing twice.

    Ends with 0 when all were taken, 1 when some were rejected, 2 when asked wrongly, 3 when no Onward answers.
    """
    try:
        referral_file = ReferralFile(file)
        rejects = Rejects(file, referral_file.columns)
        started = time.monotonic()
        sent = _send(referral_file, rejects)
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


def _send(file: ReferralFile, rejects: Rejects) -> Sent:
    console = Console(stderr=True)
    columns = (TextColumn("Referrals"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=file.bytes_total, told="")

        def watch(sent: Sent) -> None:
            told = f"{sent.taken:,} taken, {sent.repeated:,} taken before, {sent.rejected:,} rejected"
            progress.update(task, completed=file.bytes_read, told=told)

        door = KeptDoor(Settings.from_environment().url, lambda words: console.print(words, highlight=False))
        try:
            return send_file(file, door, rejects, watch)
        finally:
            door.close()
            rejects.close()
            file.close()


def _say(sent: Sent, rejects: Rejects, seconds: float) -> None:
    rate = (sent.taken + sent.repeated + sent.rejected) / max(seconds, 0.001)
    counts = f"{sent.taken:,} taken, {sent.repeated:,} taken before, {sent.rejected:,} rejected"
    click.echo(f"{counts}, in {seconds:.1f} seconds ({rate:,.0f} a second).")
    if sent.rejected:
        click.echo(f"The rejected rows, with the reason beside each: {rejects.path}")
    if sent.stopped:
        click.echo(f"Not all of the file was read. {sent.stopped}", err=True)


def _stop(words: str, code: int) -> None:
    click.echo(words, err=True)
    sys.exit(code)
