"""`onward bench`: how fast Onward is, each figure beside a named one measured in the same run."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from deploy.program.exits import STORE_AWAY

if TYPE_CHECKING:
    from deploy.bench.corner import Servers
    from deploy.bench.report import Report

Command = TypeVar("Command", bound=Callable[..., Any])

_SERVERS = (
    click.option("--database-url", metavar="URL", help="PostgreSQL; the bench makes databases of its own there."),
    click.option("--amqp-uri", metavar="URI", help="RabbitMQ; the bench keeps to a namespace of its own there."),
    click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON."),
)


def on_servers(command: Command) -> Command:
    """Let a command be told where the servers are, and how to write its figures."""
    for option in _SERVERS:
        command = option(command)
    return command


def rounds(default: int) -> Callable[[Command], Command]:
    """Let a command be told how often to repeat: the middle repetition counts."""
    return click.option("--rounds", type=click.IntRange(1), default=default, show_default=True, help="Repetitions.")


@click.group()
def bench() -> None:
    """Measure, each figure beside its limit. Everything a bench makes is deleted when it ends."""


@bench.command()
@click.option("--events", type=click.IntRange(1), default=2_000, show_default=True, help="Appended in each repetition.")
@click.option("--replayed", type=click.IntRange(1), default=100_000, show_default=True, help="Read back.")
@rounds(3)
@on_servers
def store(
    events: int, replayed: int, rounds: int, database_url: str | None, amqp_uri: str | None, as_json: bool
) -> None:
    """Append events and read them back, beside pgbench, a bare driver and the eventsourcing library."""
    from deploy.bench.store.measure import AskedOfStore, measure_store

    _measure(lambda: measure_store(_servers(database_url, amqp_uri), AskedOfStore(events, replayed, rounds)), as_json)


@bench.command()
@click.option("--processes", type=click.IntRange(1), default=2, show_default=True, help="Of each service.")
@click.option("--referrals", type=click.IntRange(1), default=5_000, show_default=True, help="In each repetition.")
@rounds(3)
@click.option("--plain", type=click.IntRange(0), default=0, metavar="N", help="Give the plain version N referrals too.")
@click.option("--embedded", is_flag=True, help="Measure `onward run` instead.")
@click.option("--idle", is_flag=True, help="Measure single referrals on an idle system instead, in both modes.")
@on_servers
def pipeline(referrals: int, rounds: int, embedded: bool, as_json: bool, **given: Any) -> None:
    """Post referrals until all are offered, beside bare drivers that write and send the same.

    The plain version is the same walk on nameko's own events: one message, one transaction, one confirm at a time.
    """
    from deploy.bench.pipeline.embedded import measure_embedded
    from deploy.bench.pipeline.full import AskedOfPipeline, measure_full
    from deploy.bench.pipeline.idle import measure_idle

    servers = _servers(given["database_url"], given["amqp_uri"])
    asked = AskedOfPipeline(given["processes"], referrals, rounds, given["plain"])
    if given["idle"]:
        _measure(lambda: measure_idle(servers, asked.processes, min(referrals, 200), rounds), as_json)
    elif embedded:
        _measure(lambda: measure_embedded(referrals, rounds), as_json)
    else:
        _measure(lambda: measure_full(servers, asked), as_json)


@bench.command()
@click.option("--events", type=click.IntRange(5), default=1_000_000, show_default=True, help="In the history.")
@rounds(1)
@on_servers
def replay(events: int, rounds: int, database_url: str | None, amqp_uri: str | None, as_json: bool) -> None:
    """Build journeys anew from a long history while referrals come in, beside bare inserts of the same rows."""
    from deploy.bench.replay.measure import measure_replay

    _measure(lambda: measure_replay(_servers(database_url, amqp_uri), events, rounds), as_json)


@bench.command()
@click.option("--schemes", type=click.IntRange(20), default=10_000, show_default=True, help="In the usual directory.")
@click.option("--reaching", type=click.IntRange(1), default=300, show_default=True, help="That reach the person.")
@click.option("--largest", type=click.IntRange(20), default=100_000, show_default=True, help="In the largest one.")
@click.option("--decisions", type=click.IntRange(1), default=1_000, show_default=True, help="In each repetition.")
@rounds(3)
@on_servers
def match(rounds: int, database_url: str | None, amqp_uri: str | None, as_json: bool, **asked: int) -> None:
    """Decide where referrals go in small and large directories, beside a loop over every scheme; enter the largest."""
    from deploy.bench.match.measure import AskedOfMatching, measure_match

    _measure(lambda: measure_match(_servers(database_url, amqp_uri), AskedOfMatching(rounds=rounds, **asked)), as_json)


@bench.command()
@click.option("--schemes", type=click.IntRange(1), default=10_000, show_default=True, help="In the directory.")
@click.option("--activities", type=click.IntRange(1), default=10_000, show_default=True, help="In the directory.")
@click.option("--searches", type=click.IntRange(1), default=100, show_default=True, help="Of each kind.")
@rounds(3)
@on_servers
def search(rounds: int, database_url: str | None, amqp_uri: str | None, as_json: bool, **given: int) -> None:
    """Search a large directory on both databases, beside reading all its texts through."""
    from deploy.bench.search.measure import AskedOfSearch, measure_search

    asked = AskedOfSearch(given["schemes"], given["activities"], given["searches"], rounds)
    _measure(lambda: measure_search(_servers(database_url, amqp_uri), asked), as_json)


def _servers(database_url: str | None, amqp_uri: str | None) -> "Servers":
    from deploy.bench.corner import AMQP_URI, DATABASE_URL, Servers

    return Servers(database_url or DATABASE_URL, amqp_uri or AMQP_URI)


def _measure(measure: "Callable[[], Report]", as_json: bool) -> None:
    from psycopg2 import OperationalError

    from deploy.bench.report import show

    try:
        show(measure(), as_json)
    except (OSError, OperationalError) as failure:
        click.echo(f"A server is away ({type(failure).__name__}): give --database-url and --amqp-uri.", err=True)
        sys.exit(STORE_AWAY)
