"""Modelled loneliness: reading files of it, small area by small area, and asking for wards and authorities."""

import csv
import io
import zlib
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, select

from services.intake.areas.columns import PostcodeFileRefused
from services.intake.areas.measures import HEADERS, MEASURES
from services.intake.areas.opening import plain
from services.intake.areas.reading import Refusal
from services.intake.areas.row import area_code
from services.intake.areas.tables import AREAS
from shared.config.limits import AREA_REFUSALS_SHOWN_MAX
from shared.config.report_limits import AREA_ROWS_WRITTEN
from shared.event_store.rows import among, upsert

_TABLE, _NESTED = AREAS.loneliness.c, AREAS.nested_areas.c
_EXPECTED = "; ".join(f"{code},{figure}" for code, figure in HEADERS)


class LonelinessFileRefused(Exception):
    """A file that cannot be loaded at all; the message says why and what was expected."""


class LonelinessLoaded(NamedTuple):
    """What came of a file. `refusals`: the first rows that were left out."""

    measure: str
    areas: int
    refused: int
    refusals: tuple[Refusal, ...]


class LonelinessFigure(NamedTuple):
    """An area's figure: the mean of its small areas, each counted alike, whatever its population."""

    measure: str
    value: float
    small_areas: int


def load_loneliness(engine: Engine, path: Path) -> LonelinessLoaded:
    """Load a file, plain or gzipped; loading it again changes nothing.

    Raises: LonelinessFileRefused.
    """
    with path.open("rb") as raw:
        try:
            rows = csv.reader(io.TextIOWrapper(plain(raw), encoding="utf-8-sig", errors="replace", newline=""))
            told = _load(engine, rows)
        except PostcodeFileRefused:
            raise LonelinessFileRefused("This is a zip archive: unpack it first.") from None
        except (EOFError, OSError, zlib.error, csv.Error) as error:
            raise LonelinessFileRefused(f"The file breaks off or is damaged: {error}.") from error
    if not told.areas:
        raise LonelinessFileRefused(f"Not one of the {told.refused:,} rows under the header can be used.")
    return told


def means(connection: Connection, codes: Collection[str]) -> dict[str, LonelinessFigure]:
    """Return the figures of areas of any level, those that have one."""
    found: dict[str, LonelinessFigure] = {}
    for within in (_NESTED.code, _NESTED.ward, _NESTED.local_authority):
        question = (
            select(within, _TABLE.measure, func.avg(_TABLE.value), func.count())
            .join(AREAS.loneliness, _TABLE.code == _NESTED.code)
            .where(among(connection, within, codes))
            .group_by(within, _TABLE.measure)
            .order_by(func.count(), _TABLE.measure)
        )
        found |= {
            code: LonelinessFigure(measure, value, count)
            for code, measure, value, count in connection.execute(question)
        }
    return found


def _load(engine: Engine, rows: Iterator[list[str]]) -> LonelinessLoaded:
    header = [name.strip().lower() for name in next(rows, [])]
    columns = next((one for one in HEADERS if set(one) <= set(header)), None)
    if columns is None:
        raise LonelinessFileRefused(f"The first line of this file is not known. Expected columns: {_EXPECTED}.")
    measure, places = HEADERS[columns], [header.index(name) for name in columns]
    areas, refused, refusals = 0, 0, list[Refusal]()
    numbered = enumerate(rows, start=2)
    while chunk := list(islice(numbered, AREA_ROWS_WRITTEN)):
        good, bad = _sorted_out(chunk, places, measure)
        with engine.begin() as connection:
            upsert(connection, AREAS.loneliness, [{"code": c, "measure": measure, "value": v} for c, v in good.items()])
        areas, refused = areas + len(good), refused + len(bad)
        refusals += bad[: AREA_REFUSALS_SHOWN_MAX - len(refusals)]
    return LonelinessLoaded(measure, areas, refused, tuple(refusals))


def _sorted_out(
    chunk: Sequence[tuple[int, list[str]]], places: Sequence[int], measure: str
) -> tuple[dict[str, float], list[Refusal]]:
    good: dict[str, float] = {}
    bad: list[Refusal] = []
    for line, fields in chunk:
        if fields:
            try:
                code, value = _read(fields, places, measure)
                good[code] = value
            except ValueError as wrong:
                bad.append(Refusal(line, str(wrong)))
    return good, bad


def _read(fields: Sequence[str], places: Sequence[int], measure: str) -> tuple[str, float]:
    """Raises: ValueError, with the reason in words."""
    if len(fields) <= max(places):
        raise ValueError(f"it has only {len(fields)} columns")
    code, text = area_code(fields[places[0]]), fields[places[1]].strip()
    if code is None:
        raise ValueError("it names no area")
    if not text:
        raise ValueError("it has no figure")
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"‘{text[:20]}’ is not a number") from None
    if not isfinite(value) or not MEASURES[measure].least <= value <= MEASURES[measure].most:
        raise ValueError(f"{text[:20]} cannot be right")
    return code, value
