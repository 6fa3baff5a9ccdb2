"""Which area lies in which: worked out from all postcodes whenever a file of them has been loaded."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, select

from services.intake.areas.tables import AREAS
from shared.config.report_limits import AREA_ROWS_WRITTEN
from shared.event_store.engine import READING
from shared.event_store.rows import pages, upsert

_POSTCODES, _LOADS = AREAS.postcodes.c, AREAS.area_loads.c
_BY_AREAS = (_POSTCODES.lsoa, _POSTCODES.ward, _POSTCODES.local_authority)
_HOLD = "lock table nested_areas in share row exclusive mode"

Counted = tuple[str | None, str | None, str | None, int]
"""Codes of LSOA or data zone, ward and local authority, and how many postcodes have just these."""


class Nested(NamedTuple):
    """One area and those it lies in. `level`: lsoa (also for data zones), ward or local_authority."""

    code: str
    level: str
    ward: str | None = None
    local_authority: str | None = None


def nest(engine: Engine) -> None:
    """Bring the table up to date with the postcodes.

    An area that no postcode names any more keeps its row: referrals of earlier years name it. Where another load has
    moved on meanwhile, this one leaves the table to that, which comes here at its own end.
    Why in two steps: counting two million postcodes takes seconds, for which nobody should wait who wants to write.
    """
    with engine.connect().execution_options(**READING) as connection:
        seen = _standing(connection)
        found = list(best_fits(_counted(connection)))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(_HOLD)
        if _standing(connection) == seen:
            for page in pages(found, AREA_ROWS_WRITTEN):
                upsert(connection, AREAS.nested_areas, [one._asdict() for one in page])


def is_nested(engine: Engine) -> bool:
    """Whether the table was ever written; a store may have postcodes from before there was one."""
    with engine.connect().execution_options(**READING) as connection:
        return connection.execute(select(AREAS.nested_areas.c.code).limit(1)).first() is not None


def best_fits(counted: Iterable[Counted]) -> Iterator[Nested]:
    """Give every area with those it lies in by most of its postcodes; of equals, the last by code."""
    small: dict[str, tuple[int, str, str]] = {}
    wards: dict[str, Counter[str]] = {}
    authorities: set[str] = set()
    for lsoa, ward, authority, postcodes in counted:
        if lsoa:
            small[lsoa] = max(small.get(lsoa, (0, "", "")), (postcodes, ward or "", authority or ""))
        if ward:
            wards.setdefault(ward, Counter())[authority or ""] += postcodes
        if authority:
            authorities.add(authority)
    yield from (Nested(code, "lsoa", ward or None, authority or None) for code, (_, ward, authority) in small.items())
    yield from (Nested(code, "ward", None, _most(within)) for code, within in wards.items())
    yield from (Nested(code, "local_authority") for code in authorities)


def _most(within: Counter[str]) -> str | None:
    return max(within, key=lambda code: (within[code], code)) or None


def _counted(connection: Connection) -> Iterator[Any]:
    question = select(*_BY_AREAS, func.count()).group_by(*_BY_AREAS)
    return iter(connection.execute(question, execution_options={"yield_per": AREA_ROWS_WRITTEN}))


def _standing(connection: Connection) -> tuple[int, int]:
    """Return what moves whenever postcodes are written."""
    row = connection.execute(select(func.count(), func.coalesce(func.sum(_LOADS.rows_read), 0))).one()
    return int(row[0]), int(row[1])
