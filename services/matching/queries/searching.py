"""Searching the directory: the words of each entry are looked up by an index, and no text is read through."""

from collections.abc import Mapping, Sequence
from math import sqrt
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from services.matching.domain.finding import Answered
from services.matching.domain.lexicon import Lexicon, ReadWord
from services.matching.domain.plain_words import telling, words_in
from services.matching.queries.explaining import best_answers
from services.matching.queries.looking import Looking, may_be_found
from services.matching.queries.near import nearest
from services.matching.queries.scoring import scored
from services.matching.tables import OPEN_SERVICES
from shared.config.search_limits import SEARCH_WORDS_MAX

_SERVICE = OPEN_SERVICES.c


class Found(NamedTuple):
    """One entry that was found. Units: `metres` from where the person lives, where it is near."""

    service_id: str
    metres: float | None
    matched: int


class Searched(NamedTuple):
    """One page of what was found, best first, and how many there are. `why`: what answers best, by entry."""

    total: int
    found: list[Found]
    readings: Sequence[ReadWord] = ()
    why: Mapping[str, dict[int, Answered]] = MappingProxyType({})


class _Page(NamedTuple):
    number: int
    entries: int


def search(connection: Connection, lexicon: Lexicon, looking: Looking, page: int, per_page: int) -> Searched:
    """Return a page of what has the most of the words: all of them, where anything has.

    Where nothing has every word, each is looked for once more as if it had been mistyped, though it is known.
    Why not everything with any word: who asks for a dementia café would be shown every café.
    """
    typed = telling(words_in(looking.words or ""))[:SEARCH_WORDS_MAX]
    if looking.words is not None and not typed:
        return Searched(0, [])
    readings, shown = lexicon.read(typed), _Page(page, per_page)
    total, found = _found(connection, looking, readings, shown)
    if len(typed) > 1 and not any(one.matched == len(typed) for one in found):
        doubted = lexicon.read(typed, doubting=True)
        if doubted != readings:
            readings = doubted
            total, found = _found(connection, looking, readings, shown)
    return Searched(
        total, found, readings, best_answers(connection, looking, readings, [one.service_id for one in found])
    )


def _found(
    connection: Connection, looking: Looking, readings: Sequence[ReadWord], page: _Page
) -> tuple[int, list[Found]]:
    fitting = _fitting(connection, looking, readings).subquery("fitting")
    fit = fitting.c
    best = select(fit.service_id, fit.square, fit.matched, func.count().over().label("total")).where(
        fit.matched == fit.most, fit.matched >= (1 if readings else 0)
    )
    order = (fit.points.desc(), fit.square.asc().nulls_last(), _bytewise(connection, fit.name), fit.service_id)
    rows = connection.execute(best.order_by(*order).limit(page.entries).offset((page.number - 1) * page.entries)).all()
    if not rows and page.number > 1:
        return _found(connection, looking, readings, _Page(1, page.entries))[0], []
    return (rows[0].total if rows else 0), [Found(one, _root(square), matched) for one, square, matched, _ in rows]


def _fitting(connection: Connection, looking: Looking, readings: Sequence[ReadWord]) -> Select[Any]:
    """Return every entry that may be found and has any of the words, with what it is put in order by."""
    near = nearest(looking.near) if looking.near else None
    score = scored(connection, readings, (*looking.needs, *looking.cohorts))
    points, matched = (score.c.points, score.c.matched) if score is not None else (literal(0), literal(0))
    statement = select(
        _SERVICE.service_id,
        func.lower(_SERVICE.name).label("name"),
        points.label("points"),
        matched.label("matched"),
        func.max(matched).over().label("most"),
        (near.c.square if near is not None else literal(None)).label("square"),
    ).select_from(OPEN_SERVICES)
    if score is not None:
        statement = statement.join(score, score.c.service_id == _SERVICE.service_id)
    if near is not None:
        statement = statement.outerjoin(near, near.c.service_id == _SERVICE.service_id)
    return statement.where(may_be_found(looking, near))


def _root(square: float | None) -> float | None:
    return None if square is None else sqrt(square)


def _bytewise(connection: Connection, column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a text to order by. Why bytes: databases order by different languages, and some have none."""
    return column.collate("C") if connection.dialect.name == "postgresql" else column
