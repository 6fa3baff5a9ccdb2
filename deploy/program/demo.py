"""`onward demo`: the invented area, loaded into an Onward that runs."""

import sys

import click

from deploy.program.exits import BROKEN, STORE_AWAY
from shared.config.settings import Settings


@click.command()
def demo() -> None:
    """Load the demo area into the Onward at ONWARD_URL: postcodes, schemes, referrals. Doing it twice does no harm.

    The postcodes go straight into intake's store, found as `onward areas load` finds it.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from deploy.program.demo_area import DemoRefused, load_area, send_demo
    from deploy.program.http_door import DoorClosed

    settings = Settings.from_environment()
    try:
        load_area(settings)
        send_demo(settings.url, click.echo)
    except SQLAlchemyError as failure:
        _stop(
            f"Intake's store can not be used ({type(failure).__name__}): give the settings Onward runs with.",
            STORE_AWAY,
        )
    except DoorClosed as closed:
        _stop(f"Nothing was sent: {closed}. Start it, or set ONWARD_URL.", BROKEN)
    except DemoRefused as refused:
        _stop(f"Not all was loaded: {refused}.", BROKEN)
    click.echo(f"Loaded. Look at {settings.url}/")


def _stop(why: str, code: int) -> None:
    click.echo(why, err=True)
    sys.exit(code)
