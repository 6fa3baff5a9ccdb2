"""The words that entries of the directory are found by, kept for every entry that an event of a batch is about."""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete

from services.matching.domain.found_by import found_by
from services.matching.projections.counting import move_on
from services.matching.tables import DIRECTORY_WORDS, ENTRY_WORDS
from shared.contracts.open_service import OpenService
from shared.event_store.deleting import delete_rows_holding
from shared.event_store.looking_up import rows_holding
from shared.event_store.rows import Row, among, insert_rows, upsert


def project_words(connection: Connection, service_ids: Collection[str], services: Sequence[OpenService]) -> None:
    """Write anew what these ids are found by: `services` are those of them that still stand in the directory."""
    before = Counter(word for word, *_ in rows_holding(connection, ENTRY_WORDS.c.service_id, service_ids))
    delete_rows_holding(connection, ENTRY_WORDS.c.service_id, service_ids)
    rows: list[Row] = [
        {"word": word, "service_id": one.id, "points": points}
        for one in services
        for word, points in found_by(one).items()
    ]
    insert_rows(connection, ENTRY_WORDS, rows)
    _count(connection, before, Counter(row["word"] for row in rows))


def _count(connection: Connection, before: Counter[str], after: Counter[str]) -> None:
    """Keep in how many entries each word stands; a word that stands in none is gone, so that none is suggested."""
    moved = {word: after[word] - before[word] for word in before.keys() | after.keys()}
    upsert(
        connection,
        DIRECTORY_WORDS,
        [{"word": word, "entries": more} for word, more in moved.items() if more],
        merge={"entries": "directory_words.entries + excluded.entries"},
    )
    gone = [word for word in before if not after[word]]
    if gone:
        none = among(connection, DIRECTORY_WORDS.c.word, gone) & (DIRECTORY_WORDS.c.entries <= 0)
        connection.execute(delete(DIRECTORY_WORDS).where(none))
    if any(moved.values()):
        move_on(connection, "words")
