"""What a service's tables hold, to be held against what they hold after a rebuild; and a rebuild that kills itself."""

import os
import signal
import sys
from typing import Any

from sqlalchemy import inspect, text

from deploy.rebuilding import rebuild
from deploy.rooms import projected
from shared.config.settings import Settings
from shared.messaging.topology import SERVICES
from tests.unit.audit.walked import MASTER, Walked

TABLES = {
    **{service: tuple(table.name for table in projected(service).told) for service in SERVICES[:-1]},
    "journeys": ("journeys", "steps", "checklists", "inbox_cursors"),
}
KEPT = ("events", "person_keys", "relay_checkpoints", "inbox_waiting", "dead_events", "feed_positions")


def contents(walked: Walked, service: str, tables: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return every row of some tables, in one order whatever the database."""
    with walked.rooms[service].store.reading() as connection:
        return {
            table: sorted(repr(tuple(row)) for row in connection.execute(text(f"select * from {table}")))
            for table in tables
        }


def structure(walked: Walked, service: str, tables: tuple[str, ...]) -> list[Any]:
    """Return the columns, keys and indexes of some tables, by their names."""
    found = inspect(walked.rooms[service].store.engine)
    return [
        (
            table,
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(table)],
            found.get_pk_constraint(table),
            sorted(found.get_indexes(table), key=lambda index: str(index["name"])),
        )
        for table in tables
    ]


def main(service: str, calls: int) -> None:
    """Rebuild, and be killed when it has told for the nth time how far it is."""
    left = iter(range(calls - 1))

    def watch(_done: int, _total: int) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    rebuild(Settings.from_environment(), MASTER, service, watch)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
