"""The lexicon of the directory as it is now, read again only when its words have moved on."""

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, select

from services.matching.domain.everyday import EverydayWords, read_everyday_words
from services.matching.domain.lexicon import Lexicon
from services.matching.tables import DIRECTORY_WORDS, REVISIONS

_REVISION = select(REVISIONS.c.revision).where(REVISIONS.c.name == "words")
_WORDS = select(DIRECTORY_WORDS.c.word, DIRECTORY_WORDS.c.entries).order_by(DIRECTORY_WORDS.c.word)


class Lexicons:
    """What one process remembers of the directory's words."""

    def __init__(self) -> None:
        self._kept: tuple[int, Lexicon] | None = None

    def current(self, connection: Connection) -> Lexicon:
        """Return the lexicon. Why the revision is read first: words that come in between are then read once more."""
        revision = connection.scalar(_REVISION) or 0
        kept = self._kept
        if kept is None or kept[0] != revision:
            words = {row[0]: row[1] for row in connection.execute(_WORDS)}
            kept = self._kept = (revision, Lexicon(words, everyday_words()))
        return kept[1]


@cache
def everyday_words() -> EverydayWords:
    """Return the table of everyday words Onward ships with."""
    return read_everyday_words((files("services.matching.domain") / "everyday_words.csv").read_text("utf-8"))
