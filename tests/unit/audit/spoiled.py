"""Stores that somebody has reached into, past everything that keeps them in order."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from deploy.audit import Audited, audit
from shared.contracts.event import Event
from tests.unit.audit.walked import MASTER, Walked


class Spoiled:
    """A walk's stores. `went`: the references by what became of them."""

    def __init__(self, walked: Walked, folder: Path, went: dict[str, list[str]]) -> None:
        self.walked = walked
        self.went = went
        self._folder = folder

    def do(self, service: str, statement: str, *values: object) -> int:
        """Change a store behind everybody's back, and return how many rows it touched."""
        with closing(sqlite3.connect(self._folder / f"{service}.sqlite")) as connection:
            triggers = connection.execute("select name from sqlite_master where type = 'trigger'").fetchall()
            for (name,) in triggers:
                connection.execute(f"drop trigger {name}")
            touched = connection.execute(statement, values).rowcount
            connection.commit()
        assert touched != 0, f"nothing was spoiled: {statement}"
        return touched

    def ask(self, service: str, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into a store."""
        with closing(sqlite3.connect(self._folder / f"{service}.sqlite")) as connection:
            return connection.execute(question, values).fetchall()

    def record(self, service: str, stream: str, events: Iterable[Event]) -> None:
        """Record what no decision would have recorded; the service's tables follow as they always do."""
        with self.walked.rooms[service].store.transaction() as work:
            work.append(stream, work.versions([stream])[stream], list(events), "spoiled")

    def pretend_heard(self, service: str, stream: str, version: int) -> None:
        """Have a service believe that it has heard events that had no effect."""
        self.do(
            service,
            "insert into inbox_cursors (stream, version) values (?, ?) "
            "on conflict (stream) do update set version = excluded.version",
            stream,
            version,
        )

    def audited(self, **options: Any) -> Audited:
        """Return what the auditor says now."""
        options = {"wait_seconds": 0.01, "sleep": lambda _seconds: None, **options}
        return audit(self.walked.settings, MASTER, **options)

    def broken(self, **options: Any) -> set[str]:
        """Return the rules that the auditor finds broken."""
        return set(self.audited(**options).broken)
