"""What the operator's commands have in common: they need the stores, and say plainly when they cannot have them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from deploy.program.exits import INTERRUPTED, STORE_AWAY
from deploy.rooms import missing_stores
from shared.config.master_key import master_key
from shared.config.settings import Settings

NOT_SET_UP = {"42P01", "3F000"}
"""PostgreSQL: undefined table, invalid schema name."""


class Operated(NamedTuple):
    """The Onward that a command is for."""

    settings: Settings
    master: bytes


@contextmanager
def operated() -> Iterator[Operated]:
    """Give the Onward the settings describe; end the program with the reason when its stores cannot be used."""
    settings = Settings.from_environment()
    if missing := missing_stores(settings):
        stop(f"There is no store of {', '.join(missing)} in {settings.data_dir}: start Onward there once.", STORE_AWAY)
    try:
        yield Operated(settings, master_key(settings))
    except SQLAlchemyError as failure:
        stop(_why(failure), STORE_AWAY)
    except KeyboardInterrupt:
        stop("Stopped. Nothing is left half done.", INTERRUPTED)


def stop(words: str, code: int) -> NoReturn:
    """Say why the program ends, and end it."""
    click.echo(words, err=True)
    sys.exit(code)


def _why(failure: SQLAlchemyError) -> str:
    """Why only the first line: what follows in a database's words may hold values."""
    cause = getattr(failure, "orig", None)
    words = str(cause).partition("\n")[0] if cause else type(failure).__name__
    if getattr(cause, "pgcode", None) in NOT_SET_UP or "no such table" in words:
        return f"The stores have not been set up ({words}): run `onward migrate`."
    return f"A store can not be used now: {words}."
