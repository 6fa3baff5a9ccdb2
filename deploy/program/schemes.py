"""`onward schemes`: the directory, from a file and into one."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from deploy.program.exits import DONE, WRONGLY_ASKED
from deploy.program.http_door import DoorClosed
from deploy.program.kept_door import AWAY, SOME_REJECTED, KeptDoor, NoFrontDoor
from deploy.program.scheme_list import Entered, ListRefused, enter, read_list
from shared.config.settings import Settings


@click.group()
def schemes() -> None:
    """The directory of schemes."""


@schemes.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def import_(file: Path) -> None:
    """Enter the schemes of a FILE into the directory of the Onward at ONWARD_URL.

    FILE is a JSON list of schemes. Importing it again changes nothing; a scheme that was changed in it is changed.

    Ends with 0 when all were entered, 1 when some were refused, 2 when asked wrongly, 3 when no Onward answers.
    """
    console = Console(stderr=True)
    with _door(console) as door, Progress(console=console, disable=not console.is_terminal) as progress:
        listed = read_list(file)
        task = progress.add_task("Schemes", total=len(listed))
        entered = enter(listed, door, lambda done: progress.update(task, completed=done))
    _say(entered)
    sys.exit(SOME_REJECTED if entered.refusals else DONE)


@schemes.command()
def export() -> None:
    """Write the directory of the Onward at ONWARD_URL as a JSON list: every scheme in short, with its places.

    Ends with 0, or with 3 when no Onward answers.
    """
    with _door(Console(stderr=True)) as door:
        status, told = door.get("/api/v1/schemes")
        if status != 200 or not isinstance(told, dict):
            raise NoFrontDoor(f"What answers there says {status}, which no Onward would. Check ONWARD_URL.")
    click.echo(json.dumps(told["schemes"], indent=2, ensure_ascii=False))


@contextmanager
def _door(console: Console) -> Iterator[KeptDoor]:
    """Give a door, and end the program in plain words when there is nothing to be done."""
    door = KeptDoor(Settings.from_environment().url, lambda words: console.print(words, highlight=False))
    try:
        yield door
    except ListRefused as refused:
        _stop(str(refused), WRONGLY_ASKED)
    except NoFrontDoor as nobody:
        _stop(str(nobody), WRONGLY_ASKED)
    except DoorClosed as closed:
        _stop(f"Gave up: {closed}.", AWAY)
    finally:
        door.close()


def _say(entered: Entered) -> None:
    counts = entered.counts
    click.echo(
        f"{counts['registered']:,} registered, {counts['changed']:,} changed, {counts['unchanged']:,} unchanged, "
        f"{len(entered.refusals):,} refused."
    )
    for refusal in entered.refusals:
        click.echo(refusal, err=True)


def _stop(words: str, code: int) -> None:
    click.echo(words, err=True)
    sys.exit(code)
