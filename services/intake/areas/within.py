"""Asking which areas lie in which."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from services.intake.areas.nesting import Nested
from services.intake.areas.tables import AREAS
from shared.config.report_limits import AREA_CODES_HELD_MAX
from shared.event_store.rows import among

_TABLE = AREAS.nested_areas.c
_COLUMNS = (_TABLE.code, _TABLE.level, _TABLE.ward, _TABLE.local_authority)


class Surroundings(NamedTuple):
    """One area among the others. `within`: what holds it, the most local first; `holds`: what it holds, by code."""

    code: str
    level: str
    within: tuple[str, ...]
    holds: tuple[str, ...]


class Level(NamedTuple):
    """One page of the areas of a level, and how many there are on all pages together."""

    total: int
    areas: list[Surroundings]


def surroundings(connection: Connection, codes: Collection[str]) -> list[Surroundings]:
    """Return these areas with all that hold them and all they hold, in the order of their codes.

    A code no postcode was ever loaded with is not in the answer.
    """
    found = _found(connection, _is_one_of(connection, _TABLE.code, codes))
    return [_among(one, held) for one, held in _with_held(connection, found)]


def of_level(connection: Connection, level: str, within: str | None, page: int, per_page: int) -> Level:
    """Return a page of the areas of a level, those of one local authority together.

    `within`: only that area, or those in it.
    """
    wanted = _TABLE.level == level
    if within is not None:
        wanted &= or_(_TABLE.code == within, _TABLE.ward == within, _TABLE.local_authority == within)
    total = connection.scalar(select(func.count()).where(wanted)) or 0
    question = select(*_COLUMNS).where(wanted).order_by(func.coalesce(_TABLE.local_authority, _TABLE.code), _TABLE.code)
    rows = connection.execute(question.limit(per_page).offset((page - 1) * per_page))
    found = [Nested(*row) for row in rows]
    return Level(total, [_among(one, held) for one, held in _with_held(connection, found)])


def small_areas(connection: Connection, codes: Collection[str]) -> dict[str, frozenset[str]]:
    """Return for each code the LSOAs or data zones it stands for; one that holds none stands for itself."""
    held: dict[str, set[str]] = {code: set() for code in codes}
    for one in _found(
        connection,
        (_TABLE.level == "lsoa") & or_(_is_one_of(connection, _TABLE.code, codes), _lies_in(connection, codes)),
    ):
        for code in (one.code, one.ward, one.local_authority):
            if code in held:
                held[code].add(one.code)
    return {code: frozenset(found or {code}) for code, found in held.items()}


def small_areas_everywhere(connection: Connection) -> frozenset[str]:
    """Return every LSOA and data zone there is."""
    return frozenset(connection.scalars(select(_TABLE.code).where(_TABLE.level == "lsoa")))


def _with_held(connection: Connection, areas: list[Nested]) -> Iterator[tuple[Nested, Mapping[str, list[str]]]]:
    """Give each area together with what all of them hold."""
    held: dict[str, list[str]] = {one.code: [] for one in areas if one.level != "lsoa"}
    for one in _found(connection, _lies_in(connection, held)) if held else ():
        for code in (one.ward, one.local_authority):
            if code in held and len(held[code]) < AREA_CODES_HELD_MAX:
                held[code].append(one.code)
    return ((one, held) for one in areas)


def _among(one: Nested, held: Mapping[str, list[str]]) -> Surroundings:
    within = tuple(code for code in (one.ward, one.local_authority) if code)
    return Surroundings(one.code, one.level, within, tuple(held.get(one.code, ())))


def _found(connection: Connection, wanted: ColumnElement[bool]) -> list[Nested]:
    return [Nested(*row) for row in connection.execute(select(*_COLUMNS).where(wanted).order_by(_TABLE.code))]


def _lies_in(connection: Connection, codes: Collection[str]) -> Any:
    return or_(_is_one_of(connection, _TABLE.ward, codes), _is_one_of(connection, _TABLE.local_authority, codes))


def _is_one_of(connection: Connection, column: Any, codes: Collection[str]) -> Any:
    """Why not `among` alone: on SQLite that is one parameter per code, and catchments have many thousands of them."""
    if connection.dialect.name == "postgresql":
        return among(connection, column, codes)
    return column.in_(select(func.json_each(json.dumps(list(codes))).table_valued("value").c.value))
