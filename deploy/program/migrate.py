"""`onward migrate`: the stores brought up to date."""

import sys

import click
from sqlalchemy.exc import DBAPIError

from deploy.migrations.run import StoreIsNewer
from deploy.migrations.run import migrate as migrate_store
from deploy.program.exits import BROKEN, STORE_AWAY
from shared.config.settings import Settings
from shared.event_store.engine import open_engine
from shared.messaging.topology import SERVICES


@click.command()
@click.argument("service", required=False, type=click.Choice(SERVICES))
def migrate(service: str | None) -> None:
    """Bring the stores up to date, or only that of SERVICE. Doing it twice, or while services run, does no harm."""
    try:
        settings = Settings.from_environment()
        for name in (service,) if service else SERVICES:
            click.echo(f"{name}: {_migrated(settings, name)}")
    except StoreIsNewer as newer:
        _stop(f"Nothing was changed: {newer}.", BROKEN)
    except DBAPIError as failure:
        why = str(failure.orig).partition("\n")[0]
        _stop(f"The store can not be used now: {why}. What was begun was undone; run it again.", STORE_AWAY)


def _migrated(settings: Settings, service: str) -> str:
    engine = open_engine(settings, service)
    try:
        return "brought up to date" if migrate_store(engine, service) else "was up to date"
    finally:
        engine.dispose()


def _stop(why: str, code: int) -> None:
    click.echo(why, err=True)
    sys.exit(code)
