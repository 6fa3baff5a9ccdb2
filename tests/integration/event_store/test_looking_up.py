from collections.abc import Collection
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Connection, Engine, Index, MetaData, Table, Text, text

from shared.event_store.deleting import delete_rows_holding
from shared.event_store.looking_up import rows_holding
from shared.event_store.rows import insert_rows

SIGHTINGS = Table(
    "sightings",
    MetaData(),
    Column("place", Text, primary_key=True),
    Column("who", BigInteger, nullable=False),
    Column("rank", Text(collation="C").with_variant(Text(), "sqlite")),
    Index("sightings_by_who", "who"),
)
MANY = 2**62


@pytest.fixture
def sightings(store_engine: Engine) -> Engine:
    with store_engine.begin() as connection:
        SIGHTINGS.create(connection)
        rows = [{"place": f"p{number:04d}", "who": MANY + number // 3, "rank": 'a "b" \\ é'} for number in range(3_000)]
        insert_rows(connection, SIGHTINGS, rows)
    return store_engine


@pytest.mark.parametrize(
    ("column", "values", "places"),
    [
        ("who", [MANY + 1], ["p0003", "p0004", "p0005"]),
        ("who", [MANY + 1, MANY + 1], ["p0003", "p0004", "p0005"]),
        ("who", [-1, MANY + 999], ["p2997", "p2998", "p2999"]),
        ("place", {"p0007", "p0001", "nowhere"}, ["p0001", "p0007"]),
        ("who", [], []),
    ],
)
def test_every_row_that_holds_one_of_the_values_comes_once_and_whole(
    sightings: Engine, column: str, values: Collection[Any], places: list[str]
) -> None:
    with sightings.connect() as connection:
        rows = rows_holding(connection, SIGHTINGS.c[column], values)
    assert sorted(row[0] for row in rows) == places
    assert {row[2] for row in rows} <= {'a "b" \\ é'}


def test_a_text_is_looked_up_as_it_stands(sightings: Engine) -> None:
    with sightings.connect() as connection:
        assert len(rows_holding(connection, SIGHTINGS.c.rank, ['a "b" \\ é'])) == 3_000
        assert rows_holding(connection, SIGHTINGS.c.rank, ["a"]) == []


def test_a_table_the_planner_has_never_looked_at_is_asked_through_its_index(sightings: Engine) -> None:
    with sightings.connect() as connection:
        before = scans(connection)
        rows_holding(connection, SIGHTINGS.c.who, range(MANY, MANY + 200))
        assert scans(connection) == before


@pytest.mark.parametrize(
    ("column", "values", "left"),
    [("who", [MANY + 1, MANY + 1], 2_997), ("place", {"p0007", "nowhere"}, 2_999), ("who", [], 3_000)],
)
def test_exactly_the_rows_that_hold_one_of_the_values_are_deleted(
    sightings: Engine, column: str, values: Collection[Any], left: int
) -> None:
    with sightings.begin() as connection:
        delete_rows_holding(connection, SIGHTINGS.c[column], values)
        assert rows_holding(connection, SIGHTINGS.c[column], values) == []
        assert connection.execute(text("select count(*) from sightings")).scalar_one() == left


def test_rows_of_a_table_the_planner_has_never_looked_at_are_deleted_through_its_index(sightings: Engine) -> None:
    with sightings.begin() as connection:
        before = scans(connection)
        delete_rows_holding(connection, SIGHTINGS.c.who, range(MANY, MANY + 200))
        assert scans(connection) == before


def scans(connection: Connection) -> int:
    """How often this transaction has read the whole table; SQLite does not count."""
    if connection.dialect.name != "postgresql":
        return 0
    return int(connection.execute(text("select pg_stat_get_xact_numscans('sightings'::regclass)")).scalar_one())
