"""Why the entries of one page were found, looked up for these alone."""

from collections.abc import Sequence

from sqlalchemy import Connection, literal, select

from services.matching.domain.finding import Answered, Hit, answered
from services.matching.domain.found_by import HELPS_WITH
from services.matching.domain.lexicon import ReadWord
from services.matching.queries.looking import Looking
from services.matching.tables import ENTRY_WORDS, OPEN_TERMS
from shared.event_store.rows import among


def best_answers(
    connection: Connection, looking: Looking, readings: Sequence[ReadWord], service_ids: Sequence[str]
) -> dict[str, dict[int, Answered]]:
    """Return for each entry what answers best, by the number of what was asked."""
    asked_terms = (*looking.needs, *looking.cohorts)
    words = {word for one in readings for word in one.words}
    term_ids = {term_id for one in readings for term_id in one.terms} | set(asked_terms)
    entry, term = ENTRY_WORDS.c, OPEN_TERMS.c
    named = select(entry.service_id, entry.word, entry.points).where(
        among(connection, entry.service_id, service_ids), among(connection, entry.word, words)
    )
    sorted_under = select(term.service_id, term.term_id, literal(HELPS_WITH)).where(
        among(connection, term.service_id, service_ids), among(connection, term.term_id, term_ids)
    )
    hits = [Hit._make(row) for statement in (named, sorted_under) for row in connection.execute(statement)]
    return answered(hits, readings, asked_terms)
