"""`onward schemes`: the directory, from files and feeds, and into a file."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from deploy.importing.fetching import FeedBroken
from deploy.importing.run import Wishes, import_all
from deploy.importing.sending import Imported
from deploy.importing.telling import told
from deploy.importing.unpacking import SourceRefused
from deploy.program.exits import DONE, WRONGLY_ASKED
from deploy.program.http_door import DoorClosed
from deploy.program.kept_door import AWAY, SOME_REJECTED, KeptDoor, NoFrontDoor
from shared.config.settings import Settings
from shared.doors.foreign.terms import TermsRefused

_REFUSED = (SourceRefused, FeedBroken, OSError, TermsRefused)


@click.group()
def schemes() -> None:
    """The directory of schemes and activities."""


@schemes.command("import")
@click.argument("source")
@click.option("--name", help="What to call the directory it comes from; the file's or the host's name when left out.")
@click.option("--area", "areas", multiple=True, help="GSS code of the place it is of, for entries that name none.")
@click.option(
    "--as", "becomes", type=click.Choice(["schemes", "activities"]), help="What entries become, if not as usual."
)
@click.option(
    "--rejects", type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    help="Folder for the files of refused entries; beside the file when left out.",
)  # fmt: skip
@click.option(
    "--terms", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of your own of what categories stand for: term,needs,cohorts,support.",
)  # fmt: skip
@click.option("--details/--no-details", default=True, help="Ask a feed for each service it names only in short.")
def import_(
    source: str, name: str | None, areas: tuple[str, ...], becomes: str | None, rejects: Path | None,
    terms: Path | None, details: bool,
) -> None:  # fmt: skip
    """Enter the entries of SOURCE into the directory of the Onward at ONWARD_URL.

    SOURCE is a file, a folder of files, or the address of a feed: schemes as a JSON list, services of Open Referral UK
    or Outpost, tables and maps of places. What others wrote becomes drafts, which nobody is sent to before the hub
    approves them, or activities. Importing again changes only what has changed there, and says what.

    Ends with 0 when all were entered, 1 when some were refused, 2 when asked wrongly, 3 when no Onward answers.
    """
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} records"))
    with _door(console) as door, Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def watch(done: Imported) -> None:
            progress.update(task, completed=done.done)

        run = import_all(source, Wishes(name, areas, becomes, details, rejects, terms), door, watch, _sayer(console))
    for line in told(run):
        click.echo(line)
    for refusal in run.done.refusals:
        click.echo(refusal, err=True)
    sys.exit(SOME_REJECTED if run.done.refused or run.done.stopped else DONE)


@schemes.command()
@click.option(
    "--what", type=click.Choice(["schemes", "drafts", "activities"]), default="schemes", show_default=True,
    help="Schemes as they are in force, drafts as they were imported, or activities.",
)  # fmt: skip
def export(what: str) -> None:
    """Write the directory of the Onward at ONWARD_URL as a JSON list, which imports again unchanged.

    Ends with 0, or with 3 when no Onward answers.
    """
    with _door(Console(stderr=True)) as door:
        click.echo("[" + "".join(_written(door, what)) + "\n]")


def _written(door: KeptDoor, what: str) -> Iterator[str]:
    between = "\n"
    for entry in _exported(door, what):
        yield between + json.dumps(entry, ensure_ascii=False)
        between = ",\n"


def _exported(door: KeptDoor, what: str) -> Iterator[Any]:
    after: str | None = ""
    while after is not None:
        status, told = door.get(f"/api/v1/directory/{what}?after={after}")
        if status != 200 or not isinstance(told, dict) or "entries" not in told:
            raise NoFrontDoor(f"What answers there says {status}, which no Onward would. Check ONWARD_URL.")
        yield from told["entries"]
        after = told["after"]


@contextmanager
def _door(console: Console) -> Iterator[KeptDoor]:
    """Give a door, and end the program in plain words when there is nothing to be done."""
    door = KeptDoor(Settings.from_environment().url, _sayer(console))
    try:
        yield door
    except (*_REFUSED, NoFrontDoor) as refused:
        _stop(f"{refused}", WRONGLY_ASKED)
    except DoorClosed as closed:
        _stop(f"Gave up: {closed}.", AWAY)
    finally:
        door.close()


def _sayer(console: Console) -> Callable[[str], None]:
    return lambda words: console.print(words, highlight=False)


def _stop(words: str, code: int) -> None:
    click.echo(words, err=True)
    sys.exit(code)
