"""`onward areas`: the postcodes a hub works with."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from services.intake.areas.bookmark import Bookmark, LoadRaced
from services.intake.areas.columns import PostcodeFileRefused
from services.intake.areas.loading import Loaded, Watch, load_areas
from services.intake.areas.reading import AreaFile
from shared.clock import system_clock
from shared.config.settings import Settings, SettingsRefused
from shared.event_store.engine import open_engine

REFUSED, STORE_AWAY, INTERRUPTED = 1, 3, 130
"""Exit codes beside 0 (done) and click's own 2 (asked wrongly)."""


def demo_area_file() -> Path:
    """Return the postcodes of the demo area: Saltmere (E06999001) and its neighbour Hollinvale (E06999002).

    Source: invented. No postcode or code in it is in use, and on a map it lies in the North Sea.
    """
    return Path(__file__).parents[1] / "demo" / "area.csv"


def systems_area_file() -> Path:
    """Return the postcodes of the places in which the demo shows how different systems work; see docs/systems.md.

    Source: invented, in all three nations' forms; every code is of the 999 block that nobody uses.
    """
    return Path(__file__).parents[1] / "demo" / "systems.csv"


@click.group()
def areas() -> None:
    """Postcodes and the areas they lie in."""


@areas.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--again", is_flag=True, help="Load the file once more although it was loaded to its end.")
def load(file: Path, again: bool) -> None:
    """Load a FILE of postcodes: the simple table or the ONS Postcode Directory, as CSV, plain or gzipped.

    A load that was stopped goes on where it was when the same file is given again.
    """
    try:
        _say(_load(file, again))
    except PostcodeFileRefused as refused:
        _stop(str(refused), REFUSED)
    except SettingsRefused as refused:
        _stop(f"The settings are not right: {refused}.", click.UsageError.exit_code)
    except LoadRaced as raced:
        _stop(f"Stopped: {raced}.", REFUSED)
    except DBAPIError as error:
        why = str(error.orig).partition("\n")[0]
        _stop(f"The store can not be used now: {why}. Run the same command to go on.", STORE_AWAY)
    except KeyboardInterrupt:
        _stop("Stopped. Run the same command to go on from here.", INTERRUPTED)


def _load(file: Path, again: bool) -> Loaded:
    columns = (TextColumn("Postcodes"), BarColumn(), TaskProgressColumn(), DownloadColumn())
    rows = TextColumn("{task.fields[rows]:,} rows")
    with (
        _intake_store() as engine,
        Progress(*columns, rows, TimeRemainingColumn(), console=Console(stderr=True)) as progress,
    ):
        return load_areas(engine, file, system_clock, _moving(progress), again)


@contextmanager
def _intake_store() -> Iterator[Engine]:
    engine = open_engine(Settings.from_environment(), "intake")
    try:
        if not inspect(engine).has_table("area_loads"):
            _stop("Intake's store has not been set up yet: start Onward once, then load the file.", STORE_AWAY)
        yield engine
    finally:
        engine.dispose()


def _moving(progress: Progress) -> Watch:
    task = progress.add_task("", total=None, rows=0)

    def watch(file: AreaFile, bookmark: Bookmark) -> None:
        progress.update(task, total=file.bytes_total, completed=file.bytes_read, rows=bookmark.rows_read)

    return watch


def _say(loaded: Loaded) -> None:
    bookmark = loaded.bookmark
    if loaded.before:
        click.echo(f"Nothing to do: this file was loaded at {bookmark.finished_at}. To load it anew, add --again.")
        return
    if loaded.after_row:
        click.echo(f"Went on after row {loaded.after_row:,}, where the last load stopped.")
    click.echo(f"{bookmark.rows_read - bookmark.rows_refused:,} rows loaded, {bookmark.rows_refused:,} left out.")
    for refusal in loaded.refusals:
        click.echo(f"  line {refusal.line:,}: {refusal.reason}", err=True)


def _stop(words: str, code: int) -> None:
    click.echo(words, err=True)
    sys.exit(code)
