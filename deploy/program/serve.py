"""`onward serve`: one service as a process of its own, as many of each as wanted."""

import sys
from importlib import import_module

import click

from deploy.program.exits import BROKEN, DONE, IN_USE
from shared.config.master_key import master_key
from shared.config.settings import Settings, SettingsRefused
from shared.logs import configure_logs, log
from shared.messaging.topology import SERVICES


@click.command()
@click.argument("service", type=click.Choice([*SERVICES, "web"]))
def serve(service: str) -> None:
    """Run one SERVICE, or the front door (web), until it is told to stop.

    Ends with 0 when it was asked to stop and could finish what it had in hand, with 1 when it broke.
    """
    settings = Settings.from_environment()
    if settings.embedded:
        raise SettingsRefused("to serve, set ONWARD_DATABASE_URL and ONWARD_AMQP_URI; without servers, use onward run")
    configure_logs(settings.log_level)
    sys.exit(serve_web(settings) if service == "web" else serve_one(settings, service))


def serve_one(settings: Settings, service: str) -> int:
    """Run a service in a green process, and return the exit code."""
    from deploy.program.green import turn_green

    turn_green()
    from deploy.migrations.run import StoreIsNewer
    from deploy.program.containers import Containers, on_signals
    from deploy.program.stores import migrated, once_database_is_there

    containers = Containers([service_class(service)], settings, master_key(settings))
    on_signals(containers.end)

    def begin() -> None:
        migrated(settings, [service])
        containers.start()

    try:
        if not once_database_is_there(begin, service, containers.ended):
            return DONE
    except StoreIsNewer as newer:
        click.echo(f"{service} can not be served: {newer}.", err=True)
        return BROKEN
    log.info("serving", service=service)
    return containers.wait()


def serve_web(settings: Settings) -> int:
    """Run the front door on threads, and return the exit code."""
    from deploy.program.front_door import FrontDoor
    from deploy.program.listening import PortTaken, listening_socket
    from services.web.app import create_app
    from shared.messaging.rpc.client import RpcClient

    try:
        listener = listening_socket(settings.host, settings.port)
    except PortTaken as taken:
        click.echo(f"The front door can not open: {taken}.", err=True)
        return IN_USE
    client = RpcClient(settings, master_key(settings))
    door = FrontDoor(create_app(client.call, settings), listener)
    log.info("serving", service="web", port=settings.port)
    code = door.serve()
    client.close()
    return code


def service_class(service: str) -> type:
    """Return a service's nameko class: `IntakeService` in `services.intake.service`."""
    found: type = getattr(import_module(f"services.{service}.service"), f"{service.title()}Service")
    return found
