"""What each entry is worth to a search, reckoned by the database: only one page of what it finds leaves it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, case, func, literal, select, union_all

from services.matching.domain.found_by import HELPS_WITH, IN_NAME
from services.matching.domain.lexicon import EXACT, MISTYPED, ReadWord
from services.matching.tables import ENTRY_WORDS, OPEN_TERMS
from shared.event_store.rows import among

_NAMED = IN_NAME * MISTYPED // EXACT
"""From so many points on a word stands in the name. Below it a word and the term it stands for count together: what is
sorted under loneliness, and says so, comes before what is only sorted under it."""


def scored(connection: Connection, readings: Sequence[ReadWord], asked_terms: Sequence[str]) -> Subquery | None:
    """Return every entry with any word or term, its points, and how many of the words it has; None if none is asked.

    `asked_terms`: terms that were asked for by themselves; each an entry is sorted under counts, but none is a word.
    """
    parts = [part for number, one in enumerate(readings) for part in _parts_of(connection, number, one)]
    for number, term_id in enumerate(asked_terms, len(readings)):
        parts.append(_sorted_under(connection, number, {term_id: EXACT}))
    if not parts:
        return None
    hit = union_all(*parts).subquery("hits").c
    best = (
        select(hit.service_id, hit.number, func.max(hit.word).label("word"), func.max(hit.term).label("term"))
        .group_by(hit.service_id, hit.number)
        .subquery("best")
    )
    points = case((best.c.word >= _NAMED, best.c.word), else_=best.c.word + best.c.term)
    is_word = case((best.c.number < len(readings), 1), else_=0)
    return (
        select(best.c.service_id, func.sum(points).label("points"), func.sum(is_word).label("matched"))
        .group_by(best.c.service_id)
        .subquery("scored")
    )


def _parts_of(connection: Connection, number: int, one: ReadWord) -> Iterable[Select[Any]]:
    word = ENTRY_WORDS.c.word
    worth = ENTRY_WORDS.c.points * _closeness(connection, word, one.words) // EXACT
    columns = (ENTRY_WORDS.c.service_id, literal(number).label("number"), worth.label("word"), literal(0).label("term"))
    yield select(*columns).where(among(connection, word, list(one.words)))
    if one.terms:
        yield _sorted_under(connection, number, {term_id: meant.closeness for term_id, meant in one.terms.items()})


def _sorted_under(connection: Connection, number: int, closeness: Mapping[str, int]) -> Select[Any]:
    term = OPEN_TERMS.c.term_id
    worth = HELPS_WITH * _closeness(connection, term, closeness) // EXACT
    columns = (OPEN_TERMS.c.service_id, literal(number).label("number"), literal(0).label("word"), worth.label("term"))
    return select(*columns).where(among(connection, term, list(closeness)))


def _closeness(connection: Connection, column: Any, found: Mapping[str, int]) -> ColumnElement[int]:
    """Return the column's closeness: one comparison for each degree of it, whatever the number of words."""
    by_degree: dict[int, list[str]] = {}
    for name, degree in found.items():
        by_degree.setdefault(degree, []).append(name)
    (least, _), *closer = sorted(by_degree.items())
    if not closer:
        return literal(least)
    return case(*((among(connection, column, names), degree) for degree, names in closer), else_=least)
