"""`onward dead`: what could not be handled."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import click
from kombu.exceptions import OperationalError
from rich.console import Console
from rich.table import Table

from deploy.program.exits import BROKEN, DONE, STORE_AWAY
from deploy.program.operating import Operated, operated, stop
from deploy.rooms import room
from shared.messaging.dead_events import count_dead, described
from shared.messaging.dead_events import dead as dead_events
from shared.messaging.dead_letters import dead_letters, give_back
from shared.messaging.heard import Heard
from shared.messaging.publisher import NotConfirmed
from shared.messaging.topology import LISTENS

Answered = TypeVar("Answered")
BROKER_AWAY = (OSError, OperationalError, NotConfirmed)


class Dead(NamedTuple):
    """One event nobody could handle, where it lies and why; never what it tells."""

    service: str
    lies: str
    stream: str
    version: str
    type: str
    why: str


@click.group()
def dead() -> None:
    """What could not be handled: list it, or give it again once the cause is mended."""


@dead.command("list")
@click.argument("service", required=False, type=click.Choice(list(LISTENS)))
def list_(service: str | None) -> None:
    """List the dead events of all services, or of SERVICE: where they lie and why, never what they tell."""
    with operated() as onward:
        found = [one for name in _named(service) for one in _found(onward, name)]
    if not found:
        click.echo("Nothing lies dead.")
        return
    table = Table(*(heading for heading in Dead._fields))
    for one in found:
        table.add_row(*one)
    Console().print(table)


@dead.command()
@click.argument("service", required=False, type=click.Choice(list(LISTENS)))
def replay(service: str | None) -> None:
    """Give the dead events of all services, or of SERVICE, again, in their order.

    What was done before is not done again. Ends with 0 when all could be handled or went back to their inbox.
    """
    with operated() as onward:
        failed = sum(_replayed(onward, name) for name in _named(service))
    sys.exit(BROKEN if failed else DONE)


def _named(service: str | None) -> Sequence[str]:
    return (service,) if service else tuple(LISTENS)


def _found(onward: Operated, service: str) -> Iterator[Dead]:
    with room(*onward, service) as wired:
        for heard, failure in dead_events(wired.store):
            yield _dead(service, "in the store", heard, failure)
    if onward.settings.embedded:
        return
    for letter in _asked(lambda: dead_letters(onward.settings.amqp_uri or "", onward.settings.namespace, service)):
        for heard in letter.events or ():
            yield _dead(service, "at the broker", heard, letter.reason)
        if letter.events is None:
            yield Dead(service, "at the broker", "", "", "not a message of ours", letter.reason)


def _dead(service: str, lies: str, heard: Heard, why: str) -> Dead:
    return Dead(service, lies, heard.stream, str(heard.version), heard.type, why)


def _replayed(onward: Operated, service: str) -> int:
    """Give a service's dead events again, say what came of each, and return how many lie dead afterwards."""
    with room(*onward, service) as wired:
        assert wired.inbox is not None
        for heard, _ in dead_events(wired.store):
            failure = wired.inbox.replay(heard)
            came = f"still can not be handled: {described(failure)}" if failure else "handled"
            click.echo(f"{service}: {heard.stream} version {heard.version} {came}")
        remaining = count_dead(wired.store)
    if not onward.settings.embedded:
        remaining += _given_back(onward, service)
    return remaining


def _given_back(onward: Operated, service: str) -> int:
    """Give a service's dead messages back to its inbox, and return how many had to be left."""
    given = _asked(lambda: give_back(onward.settings.amqp_uri or "", onward.settings.namespace, service))
    if given.messages:
        click.echo(f"{service}: {given.messages} messages went back into the inbox")
    if given.left:
        click.echo(f"{service}: {given.left} messages are not ours and were left where they lie")
    return given.left


def _asked(ask: Callable[[], Answered]) -> Answered:
    try:
        return ask()
    except BROKER_AWAY as failure:
        stop(f"The broker can not be used now: {type(failure).__name__}. Nothing was lost; try again.", STORE_AWAY)
