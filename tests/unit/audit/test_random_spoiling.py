"""Whatever row of whatever table is changed or lost behind everybody's back, the auditor does not call it clean."""

from random import Random

import pytest

from deploy.rooms import projected
from shared.messaging.topology import SERVICES
from tests.unit.audit.spoiled import Spoiled

STORE = {
    "intake": ("events", "person_keys"),
    "journeys": ("journeys", "steps", "checklists", "inbox_cursors", "feed_positions"),
}
HEARING = ("events", "inbox_cursors", "feed_positions")
KEPT_OTHERWISE = {"cases": ("taken_back",)}
TABLES = {
    service: (
        *STORE.get(service, HEARING),
        *KEPT_OTHERWISE.get(service, ()),
        *(table.name for table in (projected(service).told if service != "journeys" else ())),
    )
    for service in SERVICES
}
"""All tables but those that say nothing of their own: the directory's revision, and what waits or lies dead."""

EACH = [(service, table) for service, tables in TABLES.items() for table in tables]


@pytest.mark.parametrize(("service", "table"), EACH)
def test_a_lost_row_is_noticed_whichever_it_is(spoiled: Spoiled, service: str, table: str) -> None:
    row = any_row(spoiled, service, table, Random(f"{service} {table}"))
    spoiled.do(service, f"delete from {table} where rowid = ?", row)
    assert not spoiled.audited().clean


@pytest.mark.parametrize(("service", "table"), EACH)
def test_a_changed_value_is_noticed_whichever_it_is(spoiled: Spoiled, service: str, table: str) -> None:
    random = Random(f"{table} of {service}")
    row = any_row(spoiled, service, table, random)
    kinds = {name: kind for _, name, kind, *_ in spoiled.ask(service, f"pragma table_info({table})")}
    column = random.choice([name for name in kinds if name not in ("position", "destroyed_at", "private")])
    ((value,),) = spoiled.ask(service, f"select {column} from {table} where rowid = ?", row)
    other = another(value, kinds[column], column)
    spoiled.do(service, f"update {table} set {column} = ? where rowid = ?", other, row)
    assert not spoiled.audited().clean, f"{column} was {value} and is {other}"


def another(value: object, kind: str, column: str) -> object:
    if kind == "BOOLEAN":
        return not value
    far = 1_000 if column == "version" else 1  # the next version may be another event's
    return value + far if isinstance(value, int) else f"{value or ''}x"


def any_row(spoiled: Spoiled, service: str, table: str, random: Random) -> int:
    rows = [row for (row,) in spoiled.ask(service, f"select rowid from {table}")]
    assert rows, f"{table} of {service} is empty after the walk"
    return int(random.choice(rows))
