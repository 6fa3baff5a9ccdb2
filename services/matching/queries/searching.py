"""Searching the directory: the words of each entry are looked up by an index, and no text is read through."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Select, literal, select, union_all

from services.matching.domain.finding import Finding, Hit, findings, in_order
from services.matching.domain.found_by import HELPS_WITH
from services.matching.domain.lexicon import Lexicon, ReadWord
from services.matching.domain.plain_words import telling, words_in
from services.matching.queries.looking import Looking, may_be_found, within
from services.matching.queries.near import Near, metres_between
from services.matching.tables import ENTRY_WORDS, OPEN_PLACES, OPEN_SERVICES, OPEN_TERMS
from shared.config.limits import SEARCH_WORDS_MAX
from shared.event_store.rows import among

_SERVICE = OPEN_SERVICES.c
_ENTRY = (_SERVICE.service_id, _SERVICE.kind, _SERVICE.name)


class Searched(NamedTuple):
    """Everything that was found, best first. Units: `metres` from where the person lives, of what is near."""

    found: list[Finding]
    readings: list[ReadWord]
    metres: dict[str, float]


def search(connection: Connection, lexicon: Lexicon, looking: Looking) -> Searched:
    """Return what has the most of what is looked for.

    Where nothing has every word, each is looked for once more as if it had been mistyped, though it is known.
    """
    typed = telling(words_in(looking.words or ""))[:SEARCH_WORDS_MAX]
    if looking.words is not None and not typed:
        return Searched([], [], {})
    metres = _metres(connection, looking.near) if looking.near else {}
    readings = lexicon.read(typed)
    found = _found(connection, looking, readings, metres)
    if len(typed) > 1 and not any(_has_every_word(one, typed) for one in found):
        doubted = lexicon.read(typed, doubting=True)
        if doubted != readings:
            readings, found = doubted, _found(connection, looking, doubted, metres)
    near = {one: away for one, away in metres.items() if looking.near and away <= looking.near.metres}
    return Searched(in_order(found, near), readings, near)


def _has_every_word(one: Finding, typed: Sequence[str]) -> bool:
    return one.answered.issuperset(range(len(typed)))


def _found(
    connection: Connection, looking: Looking, readings: Sequence[ReadWord], metres: dict[str, float]
) -> list[Finding]:
    asked_terms = (*looking.needs, *looking.cohorts)
    if not readings and not asked_terms:
        rows = connection.execute(select(*_ENTRY).where(may_be_found(looking)))
        everything = (Finding._make((*row, {}, {})) for row in rows)
        return [one for one in everything if _is_near(one, looking.near, metres)]
    hits = _hits(connection, looking, readings, asked_terms)
    return findings((hit for hit in hits if _is_near(hit, looking.near, metres)), readings, asked_terms)


def _is_near(one: Finding | Hit, near: Near | None, metres: dict[str, float]) -> bool:
    """Whether an activity is in the circle itself; one that is nowhere on the map was judged by whom it reaches."""
    return near is None or one.kind == "scheme" or metres.get(one.service_id, 0) <= near.metres


def _hits(
    connection: Connection, looking: Looking, readings: Sequence[ReadWord], asked_terms: Sequence[str]
) -> list[Hit]:
    words = {word for reading in readings for word in reading.words}
    term_ids = {term_id for reading in readings for term_id in reading.terms} | set(asked_terms)
    parts: list[Select[tuple[str, str, int]]] = []
    if words:
        named = select(ENTRY_WORDS.c.service_id, ENTRY_WORDS.c.word.label("found"), ENTRY_WORDS.c.points)
        parts.append(named.where(among(connection, ENTRY_WORDS.c.word, words)))
    if term_ids:
        sorted_under = select(OPEN_TERMS.c.service_id, OPEN_TERMS.c.term_id, literal(HELPS_WITH))
        parts.append(sorted_under.where(among(connection, OPEN_TERMS.c.term_id, term_ids)))
    hit = union_all(*parts).subquery("hits").c
    rows = connection.execute(
        select(*_ENTRY, hit[1], hit[2])
        .join(OPEN_SERVICES, _SERVICE.service_id == hit.service_id)
        .where(may_be_found(looking))
    )
    return [Hit._make(row) for row in rows.all()]


def _metres(connection: Connection, near: Near) -> dict[str, float]:
    """Return how far each entry with a venue in the rectangle is, by its nearest venue."""
    rows = connection.execute(
        select(OPEN_PLACES.c.service_id, OPEN_PLACES.c.latitude, OPEN_PLACES.c.longitude).where(within(near))
    )
    nearest: dict[str, float] = {}
    for service_id, latitude, longitude in rows:
        metres = metres_between(near, latitude, longitude)
        nearest[service_id] = min(metres, nearest.get(service_id, metres))
    return nearest
