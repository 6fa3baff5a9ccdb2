"""`onward loneliness`: modelled loneliness of small areas, to be shown beside what is asked for and offered."""

import sys
from pathlib import Path

import click
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from deploy.program.exits import BROKEN, DONE, INTERRUPTED, STORE_AWAY
from services.intake.areas.loneliness import LonelinessFileRefused, LonelinessLoaded, load_loneliness
from services.intake.areas.measures import MEASURES
from shared.config.settings import Settings
from shared.event_store.engine import open_engine


@click.group()
def loneliness() -> None:
    """Modelled loneliness of areas."""


@loneliness.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
def load(files: tuple[Path, ...]) -> None:
    """Load FILES of modelled loneliness, one row per LSOA or data zone, as CSV, plain or gzipped.

    What a file's figures mean is told by its first line. Loading a file again changes nothing; a newer one replaces.

    Rows that cannot be used, such as those of areas without a figure, are left out and the first of them named. Ends
    with 0 when all files were loaded, 1 when one was refused, 3 when there is no store.
    """
    engine = open_engine(Settings.from_environment(), "intake")
    try:
        if not inspect(engine).has_table("loneliness"):
            _stop("Intake's store has not been set up yet: run `onward migrate`, then load the files.", STORE_AWAY)
        loaded = [_load(engine, file) for file in files]
        sys.exit(DONE if all(loaded) else BROKEN)
    except DBAPIError as error:
        _stop(f"The store can not be used now: {str(error.orig).partition(chr(10))[0]}. Try again.", STORE_AWAY)
    except KeyboardInterrupt:
        _stop("Stopped. Run the same command to load what is missing.", INTERRUPTED)
    finally:
        engine.dispose()


def _load(engine: Engine, file: Path) -> bool:
    """Load one file, say what came of it, and tell whether it was loaded."""
    try:
        told = load_loneliness(engine, file)
    except LonelinessFileRefused as refused:
        click.echo(f"{file.name}: {refused}", err=True)
        return False
    click.echo(_said(file, told))
    for refusal in told.refusals:
        click.echo(f"  line {refusal.line:,}: {refusal.reason}", err=True)
    return True


def _said(file: Path, told: LonelinessLoaded) -> str:
    measure = MEASURES[told.measure]
    return (
        f"{file.name}: {told.areas:,} areas loaded, {told.refused:,} rows left out. "
        f"{measure.says} ({measure.unit}, {measure.year})."
    )


def _stop(words: str, code: int) -> None:
    click.echo(words, err=True)
    sys.exit(code)
