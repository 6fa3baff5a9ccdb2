"""Onward in one process of the tests: every service on its own store, fed by the stores of the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
from psycopg2 import sql
from sqlalchemy import Engine
from sqlalchemy.schema import CreateSchema

from shared.clock import Clock, system_clock
from shared.config.settings import Settings
from shared.event_store.engine import open_engine
from shared.messaging.dead_events import count_dead
from shared.messaging.heard import Heard
from shared.messaging.inbox import Inbox, Mark
from shared.messaging.room import Means, Room
from shared.messaging.store_feed import StoreFeed
from shared.messaging.topology import LISTENS, SERVICES

MASTER = b"a master key of the tests, no more"[:32]
HUB, REFERRER, SCHEME = "hub:test", "referrer:test", "scheme:test"

Answer = dict[str, Any]


class House:
    """The five services. `settle` lets everything happen that follows from what was recorded."""

    def __init__(self, settings: Settings, clocks: Mapping[str, Clock] | None = None) -> None:
        told = clocks or {}
        self.rooms = {name: _opened(name, settings, told.get(name, system_clock)) for name in SERVICES}
        self._sources: dict[tuple[str, str], Engine] = {
            (listener, source): open_engine(settings, source) for listener, heard in LISTENS.items() for source in heard
        }
        self.intake, self.triage, self.matching, self.cases, self.journeys = (
            self.rooms[name].commands for name in SERVICES
        )

    def hear(self, listener: str, source: str) -> bool:
        """Let one service hear all it has not yet heard of another; tell whether there was anything."""
        room = self.rooms[listener]
        feed = StoreFeed(room.store, source, self._sources[listener, source], LISTENS[listener][source])
        assert room.inbox is not None
        drain = Drain(room.inbox)
        feed.run(drain.take, lambda: drain.done, drain.sleep)
        return drain.batches > 0

    def settle(self) -> None:
        """Let every service hear every other until nothing new is said; nothing may have died on the way."""
        while sum(self.hear(listener, source) for listener, heard in LISTENS.items() for source in heard):
            continue
        assert {name: count_dead(room.store) for name, room in self.rooms.items()} == dict.fromkeys(SERVICES, 0)

    def submit(self, key: str = "", **told: Any) -> str:
        """Send one referral, new unless a key is given, and return its reference."""
        (answer,) = self.intake.submit_referrals([{"key": key or uuid4().hex, "referral": referral(**told)}], REFERRER)
        assert answer["status"] == "received", answer
        return str(answer["reference"])

    def register(self, *schemes: Answer) -> None:
        """Enter schemes, approved unless they say otherwise."""
        entered = [{"name": scheme["id"], "approved": True, **scheme} for scheme in schemes]
        assert all(answer["status"] != "malformed" for answer in self.matching.register_schemes(entered, HUB))

    def state(self, reference: str) -> str:
        """Return where a referral stands."""
        return str(self.journeys.journey(reference)["state"])

    def steps(self, reference: str) -> list[str]:
        """Return what happened to a referral, in order."""
        return [step["what"] for step in self.journeys.journey(reference)["steps"]]

    def scheme(self, reference: str) -> str | None:
        """Return the id of the scheme a referral is with."""
        found = self.journeys.journey(reference)["scheme"]
        return str(found["id"]) if found else None

    def held(self) -> dict[str, int]:
        """Return how many places of each scheme are held."""
        return {scheme["id"]: scheme["held"] for scheme in self.matching.schemes()["schemes"]}

    def close(self) -> None:
        """Let go of every connection."""
        for engine in (*self._sources.values(), *(room.store.engine for room in self.rooms.values())):
            engine.dispose()


def referral(person: Answer | None = None, **told: Any) -> Answer:
    """Return a small valid referral as a sender writes it, of somebody nobody has met unless the person is told."""
    stranger = {"given_name": f"Name{uuid4().hex[:12]}", "family_name": "Lee", "born_on": "1960-02-03"}
    return {
        "person": {**stranger, "postcode": "ZZ99 3VZ", **(person or {})},
        "needs": ["befriending"],
        "sharing": [{"purpose": "direct_support", "lawful_basis": "direct_care"}],
        "referrer": {"name": "Dr Okafor", "organisation": "Riverside", "channel": "gp", "email": "gp@example.org"},
        **({} if "risks" in told else {"no_known_risks": True}),
        **told,
    }


def make_tables(settings: Settings) -> None:
    """Make every service's tables in an empty database or data folder."""
    for name in SERVICES:
        engine = open_engine(settings, name)
        if settings.database_url:
            with engine.begin() as connection:
                connection.execute(CreateSchema(name))
        import_module(f"services.{name}.tables").METADATA.create_all(engine)
        engine.dispose()


def sqlite_settings(folder: Path) -> Settings:
    """Return the settings of an embedded run in a folder."""
    return Settings.from_environment({"ONWARD_DATA_DIR": str(folder)})


def postgresql_settings(url: str) -> Settings:
    """Return the settings of a full run; nothing here talks to a broker."""
    return Settings.from_environment({"ONWARD_DATABASE_URL": url, "ONWARD_AMQP_URI": "amqp://nobody.invalid"})


@contextmanager
def copied_database(url: str) -> Iterator[str]:
    """Make a copy of a database nobody is connected to, and drop it afterwards."""
    server, _, template = url.rpartition("/")
    name = f"{template}_{uuid4().hex[:8]}"
    _on_server(server, sql.SQL("create database {} template {}").format(*map(sql.Identifier, (name, template))))
    try:
        yield f"{server}/{name}"
    finally:
        _on_server(server, sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _on_server(server: str, statement: sql.Composed) -> None:
    connection = psycopg2.connect(f"{server.replace('+psycopg2', '')}/postgres")
    try:
        connection.autocommit = True
        connection.cursor().execute(statement)
    finally:
        connection.close()


def _opened(name: str, settings: Settings, clock: Clock) -> Room:
    wire: Callable[[Means], Room] = import_module(f"services.{name}.wiring").wire
    room = wire(Means(settings, MASTER, clock=clock))
    room.prepare()
    return room


class Drain:
    """Lets a feed run until a look finds nothing more."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._before = 0
        self.batches = 0
        self.done = False

    def take(self, heard: Sequence[Heard], mark: Mark) -> None:
        """Hand a batch to the inbox."""
        self._inbox.take(heard, mark)
        self.batches += 1

    def sleep(self, _seconds: float) -> None:
        """Pass no time; see whether anything came since the last look."""
        self.done = self.batches == self._before
        self._before = self.batches
