"""A whole Onward of the bench's own, in either mode, with an area and its schemes, ready for referrals."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, func, select

from deploy.bench.corner import Servers, own_database, own_folder, own_namespace
from deploy.bench.pipeline.programs import Program, Wanted, environment, free_port, running, wait_until_ready
from deploy.bench.town import schemes
from deploy.program.areas import demo_area_file
from deploy.program.http_door import HttpDoor
from deploy.program.stores import migrated
from services.intake.areas.loading import load_areas
from services.journeys.tables import JOURNEYS
from shared.clock import system_clock
from shared.config.master_key import master_key
from shared.config.settings import Settings
from shared.event_store.engine import READING, open_engine
from shared.instants import microseconds
from shared.messaging.topology import SERVICES

_OFFERED = select(func.count()).where(JOURNEYS.c.state == "offered")
PROGRAM = ("-m", "deploy.program", "serve")
PLAIN = ("-m", "deploy.bench.plain.serve")


@dataclass(frozen=True)
class Onward:
    """An Onward that runs. `urls`: its front doors; `database`: a word that its database's connections are known by."""

    settings: Settings
    master: bytes
    urls: Sequence[str]
    programs: Sequence[Program]
    database: str

    @cached_property
    def _journeys(self) -> Engine:
        return open_engine(self.settings, "journeys").execution_options(**READING)

    def offered(self, since: datetime) -> int:
        """Return how many referrals received since then have come as far as an offer, as journeys tells it."""
        with self._journeys.connect() as connection:
            return connection.scalar(_OFFERED.where(JOURNEYS.c.received_at >= microseconds(since))) or 0


@contextmanager
def full_onward(
    servers: Servers, processes: int, program: Sequence[str] = PROGRAM, fill: Callable[[str], None] = lambda _url: None
) -> Iterator[Onward]:
    """Start every service and the front door, so many processes of each, on PostgreSQL and RabbitMQ.

    `program`: what serves a service; the front door is always Onward's own. `fill`: what is put into the stores first.
    """
    with own_database(servers) as url, own_namespace(servers) as namespace, own_folder() as folder:
        given = environment(ONWARD_DATABASE_URL=url, ONWARD_AMQP_URI=servers.amqp_uri, ONWARD_NAMESPACE=namespace)
        settings = Settings.from_environment(given)
        _prepare(settings)
        fill(url)
        ports = [free_port() for _ in range(processes)]
        wanted: list[Wanted] = [(name, (*program, name), given) for name in SERVICES for _ in range(processes)]
        wanted += [("web", (*PROGRAM, "web"), given | {"ONWARD_PORT": str(port)}) for port in ports]
        with started(wanted, folder, ports) as (programs, urls):
            yield Onward(settings, master_key(settings), urls, programs, url.rpartition("/")[2])


@contextmanager
def embedded_onward() -> Iterator[Onward]:
    """Start `onward run` on files in a folder of its own."""
    with own_folder() as folder:
        port = free_port()
        given = environment(ONWARD_DATA_DIR=str(folder / "data"), ONWARD_PORT=str(port))
        settings = Settings.from_environment(given)
        _prepare(settings)
        with started([("onward", ("-m", "deploy.program", "run", "--no-demo"), given)], folder, [port]) as (
            programs,
            urls,
        ):
            yield Onward(settings, master_key(settings), urls, programs, "nobody's database")


@contextmanager
def started(wanted: Sequence[Wanted], folder: Path, ports: Sequence[int]) -> Iterator[tuple[list[Program], list[str]]]:
    """Start programs, wait until the front doors say that all is ready, and enter the schemes."""
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    with running(wanted, folder) as programs:
        for url in urls:
            wait_until_ready(url, programs)
        HttpDoor(urls[0]).ask("POST", "/api/v1/schemes", schemes())
        yield programs, urls


def _prepare(settings: Settings) -> None:
    migrated(settings, SERVICES)
    engine = open_engine(settings, "intake")
    try:
        load_areas(engine, demo_area_file(), system_clock, lambda _file, _bookmark: None)
    finally:
        engine.dispose()
