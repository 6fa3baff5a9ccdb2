"""Every table of a service is kept from its own events, or is named here with what keeps it."""

from importlib import import_module

import pytest

from deploy.rooms import projected
from shared.messaging.topology import SERVICES

OF_THE_STORE = {
    "events",
    "person_keys",
    "relay_checkpoints",
    "inbox_cursors",
    "inbox_waiting",
    "dead_events",
    "feed_positions",
}
KEPT_OTHERWISE = {
    "intake": {"postcodes", "area_loads", "nested_areas", "loneliness"},  # loaded from files
    "cases": {"taken_back"},  # from what intake tells; the auditor compares it with that
}


@pytest.mark.parametrize("service", [service for service in SERVICES if service != "journeys"])
def test_a_table_nobody_keeps_from_events_would_be_neither_audited_nor_rebuilt(service: str) -> None:
    tables = set(import_module(f"services.{service}.tables").METADATA.tables) - OF_THE_STORE
    kept = {table.name for table in projected(service).tables}
    assert tables - kept == KEPT_OTHERWISE.get(service, set())
