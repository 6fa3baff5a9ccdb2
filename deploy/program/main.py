"""The `onward` program: one command per module of this package, and only the chosen one is loaded."""

import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

import click

from deploy.program.exits import WRONGLY_ASKED
from shared.config.settings import SettingsRefused

COMMANDS: Mapping[str, str] = {
    "run": "Start Onward here: one process, no server needed.",
    "serve": "Run one service, or the front door, on RabbitMQ and PostgreSQL.",
    "health": "Ask whether Onward, or one service, can work now.",
    "demo": "Load the demo area into an Onward that runs.",
    "areas": "Load the postcodes of a place.",
    "loneliness": "Load modelled loneliness of areas.",
    "schemes": "Import schemes into the directory, or export them.",
    "protocols": "Show, try and publish the rules a hub edits.",
    "referrals": "Send referrals from a file.",
    "outreach": "Send lists of people to be reached.",
    "people": "Erase a person, or export what is held about them.",
    "check": "Audit the stores: nothing lost, nothing twice.",
    "rebuild": "Build a service's tables anew from the events.",
    "dead": "List what could not be handled, or give it again.",
    "migrate": "Bring every store up to date.",
    "bench": "Measure, each figure beside its limit.",
    "docs": "Write the generated documents.",
}
"""Every command and what it is for. Why here: the list must not load them all."""


class Commands(click.Group):
    """Commands by name, each found in the module of that name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands that are there, in the order of their table."""
        return commands_there()

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, loading its module."""
        if cmd_name not in commands_there():
            return None
        command: click.Command = getattr(import_module(f"{__package__}.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, loading none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in commands_there()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; settings that cannot be are told in plain words."""
        try:
            return super().invoke(ctx)
        except SettingsRefused as refused:
            click.echo(f"The settings are not right: {refused}.", err=True)
            sys.exit(WRONGLY_ASKED)


def commands_there() -> list[str]:
    """Return the commands whose module exists, without loading any."""
    return [name for name in COMMANDS if find_spec(f"{__package__}.{name}")]


def say_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Say which Onward this is, and end."""
    if not wanted:
        return
    try:
        click.echo(f"Onward {version('onward')}")
    except PackageNotFoundError:
        click.echo("Onward, straight from its source")
    ctx.exit()


@click.group(cls=Commands)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=say_version, help="Say which it is."
)
def onward() -> None:
    """Onward: each referral goes to the right scheme, once, with the reason written down."""
