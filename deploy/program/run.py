"""`onward run`: everything in one process, on files, without a server."""

import sys

import click

from deploy.program.exits import BROKEN, IN_USE
from shared.config.settings import Settings, SettingsRefused
from shared.logs import configure_logs


@click.command()
@click.option("--demo/--no-demo", default=True, help="Load an invented area with schemes and referrals at first start.")
def run(demo: bool) -> None:
    """Start Onward here, in one process. Ctrl-C stops it; the next start goes on from there."""
    settings = Settings.from_environment()
    if not settings.embedded:
        raise SettingsRefused(
            "onward run needs no servers: unset ONWARD_DATABASE_URL and ONWARD_AMQP_URI, or use serve"
        )
    configure_logs(settings.log_level, readable=True)
    from deploy.program.green import turn_green

    turn_green()
    from deploy.migrations.run import StoreIsNewer
    from deploy.program.data_folder import DataFolder, FolderInUse
    from deploy.program.embedded import Embedded
    from deploy.program.listening import PortTaken, listening_socket

    try:
        with DataFolder(settings.data_dir) as folder:
            listener = listening_socket(settings.host, settings.port)
            sys.exit(Embedded(settings, folder, listener).run(demo))
    except StoreIsNewer as newer:
        click.echo(f"Onward can not start: {newer}.", err=True)
        sys.exit(BROKEN)
    except (FolderInUse, PortTaken) as taken:
        click.echo(f"Onward can not start: {taken}.", err=True)
        sys.exit(IN_USE)
    except OSError as failure:
        click.echo(f"Onward can not use {settings.data_dir}: {failure.strerror}.", err=True)
        sys.exit(BROKEN)
