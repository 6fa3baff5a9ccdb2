"""The words that entries of the directory are found by, kept for every entry that an event of a batch is about."""

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, func, select

from services.matching.domain.found_by import found_by
from services.matching.projections.counting import move_on
from services.matching.tables import DIRECTORY_WORDS, ENTRY_WORDS
from shared.contracts.open_service import OpenService
from shared.event_store.rows import Row, among, insert_rows, upsert


def project_words(connection: Connection, service_ids: Collection[str], services: Sequence[OpenService]) -> None:
    """Write anew what these ids are found by: `services` are those of them that still stand in the directory."""
    here = among(connection, ENTRY_WORDS.c.service_id, service_ids)
    counted = select(ENTRY_WORDS.c.word, func.count()).where(here).group_by(ENTRY_WORDS.c.word)
    before = {row[0]: row[1] for row in connection.execute(counted)}
    connection.execute(delete(ENTRY_WORDS).where(here))
    rows: list[Row] = [
        {"word": word, "service_id": one.id, "points": points}
        for one in services
        for word, points in found_by(one).items()
    ]
    insert_rows(connection, ENTRY_WORDS, rows)
    _count(connection, before, Counter(row["word"] for row in rows))


def _count(connection: Connection, before: dict[str, int], after: Counter[str]) -> None:
    """Keep in how many entries each word stands; a word that stands in none is gone, so that none is suggested."""
    moved = {word: after[word] - before.get(word, 0) for word in before.keys() | after.keys()}
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
