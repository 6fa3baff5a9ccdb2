"""`onward health`: whether Onward, or one service, can work now; for containers, and for people."""

import sys

import click

from deploy.program.exits import BROKEN, DONE
from shared.config.limits import READY_SECONDS_MAX
from shared.config.settings import Settings
from shared.messaging.topology import SERVICES


@click.command()
@click.argument("service", required=False, type=click.Choice([*SERVICES, "web"]))
def health(service: str | None) -> None:
    """Ask SERVICE whether it can work now; without a name, ask the front door at ONWARD_URL about all.

    Ends with 0 when the answer is yes, with 1 when it is no or there is none.
    """
    settings = Settings.from_environment()
    if service in SERVICES and not settings.embedded:
        problems = problems_of_service(settings, str(service))
    else:
        problems = problems_at_door(settings, service)
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(BROKEN if problems else DONE)


def problems_of_service(settings: Settings, service: str) -> list[str]:
    """Ask one service itself, over the broker."""
    from shared.config.master_key import master_key
    from shared.messaging.rpc.client import RpcClient, ServiceAway, ServiceFailed
    from shared.messaging.rpc.sealing import NotOurSeal

    client = RpcClient(settings, master_key(settings), READY_SECONDS_MAX)
    try:
        told = client.call(service, "ready")
    except (ServiceAway, ServiceFailed) as failure:
        return [str(failure)]
    except NotOurSeal:
        return [f"{service} runs under another master key"]
    finally:
        client.close()
    return [] if told["ready"] else [f"{service}: {problem}" for problem in told["problems"]]


def problems_at_door(settings: Settings, service: str | None) -> list[str]:
    """Ask the front door: whether it lives, about one service, or about all."""
    from deploy.program.http_door import DoorClosed, HttpDoor

    path = "/health/live" if service == "web" else "/health/ready"
    try:
        status, told = HttpDoor(settings.url, 2 * READY_SECONDS_MAX).ask("GET", path)
    except DoorClosed as closed:
        return [str(closed)]
    if service == "web":
        return [] if status == 200 else [f"the front door answers {status}"]
    services = told.get("services", {}) if isinstance(told, dict) else {}
    asked = {name: said for name, said in services.items() if service in (None, name)}
    if not asked:
        return [f"the front door answers {status} and names no services"]
    return [f"{name}: {problem}" for name, said in asked.items() for problem in said["problems"]]
