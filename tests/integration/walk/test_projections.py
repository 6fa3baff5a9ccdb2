"""The tables a service keeps from its own events are the same, told event by event or all at once."""

from importlib import import_module
from typing import Any

from sqlalchemy import Connection, MetaData, Table, create_engine, select

from services.intake.domain.identity import keyed_hash
from services.intake.projections import projections
from shared.config.master_key import derived_key
from shared.event_store.transaction import Project
from tests.integration.walk.house import MASTER, House
from tests.integration.walk.ways import walk_every_way

OWN_TABLES = {
    "intake": ("submissions", "checklists", "identities"),
    "triage": ("protocols",),
    "matching": ("schemes", "places", "placements", "rankings", "requests"),
    "cases": ("cases",),
}


def projection(service: str) -> Project:
    """Return how a service keeps its tables."""
    if service == "intake":
        return projections(keyed_hash(derived_key(MASTER, "recognition")))
    project: Project = import_module(f"services.{service}.projections").project
    return project


def rows(connection: Connection, tables: list[Table]) -> dict[str, list[tuple[Any, ...]]]:
    return {table.name: sorted(tuple(row) for row in connection.execute(select(table))) for table in tables}


def test_all_events_told_in_one_batch_make_the_tables_that_were_kept_along_the_way(house: House) -> None:
    walk_every_way(house)
    for service, names in OWN_TABLES.items():
        metadata: MetaData = import_module(f"services.{service}.tables").METADATA
        tables = [metadata.tables[name] for name in names]
        store = house.rooms[service].store
        with store.reading() as connection:
            kept = rows(connection, tables)
        empty = create_engine("sqlite://")
        metadata.create_all(empty)
        with empty.begin() as connection:
            projection(service)(connection, [one for page in store.decoded_whole() for one in page.events])
            assert rows(connection, tables) == kept
        empty.dispose()
