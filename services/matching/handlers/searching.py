"""What matching answers to somebody who looks for a scheme or an activity: the best first, each with why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from services.matching.domain.found_by import place_of
from services.matching.domain.lexicon import MISTYPED, ReadWord
from services.matching.handlers.changing import Answer
from services.matching.queries.lexicons import Lexicons
from services.matching.queries.looking import Looking
from services.matching.queries.open_data import read_services
from services.matching.queries.searching import Searched, search
from shared.contracts.codec import decode, encode
from shared.contracts.open_service import our_terms
from shared.event_store.store import Store

_TERM_NAMES = {term.id: term.name for term in our_terms()}


@dataclass(frozen=True)
class DirectorySearch:
    """Matching's question about what there is for a person. `lexicons`: what this process remembers of the words."""

    store: Store
    lexicons: Lexicons = field(default_factory=Lexicons)

    def search_directory(self, looking: Mapping[str, Any], page: int, per_page: int) -> Answer:
        """Return one page of what was found, how much there is, and how each word was read."""
        asked = msgspec.convert(looking, Looking)
        with self.store.reading() as connection:
            searched = search(connection, self.lexicons.current(connection), asked, page, per_page)
            services = read_services(connection, [one.service_id for one in searched.found])
        away = {one.service_id: one.metres for one in searched.found}
        return {
            "status": "found",
            "total": searched.total,
            "words": [_told_of_word(number, searched) for number in range(len(searched.readings))],
            "entries": [
                {"service": decode(encode(one)), "metres": away[one.id], "why": list(_why(one.id, searched))}
                for one in services
            ],
        }


def _told_of_word(number: int, searched: Searched) -> Answer:
    """Return how a word was read. Whether it was found, and as what, is judged by the entries of this page."""
    word = searched.readings[number]
    by = {best[number].found for best in searched.why.values() if number in best}
    return {
        "word": word.typed,
        "found": bool(by),
        "corrected": _corrected(word, by),
        "stands_for": [meant.name for meant in word.terms.values()],
    }


def _corrected(word: ReadWord, by: set[str]) -> str | None:
    """Return the word that was taken for a mistyped one; None where what was typed, or its term, was found itself."""
    closest = max((word.words.get(found) or word.terms[found].closeness for found in by), default=0)
    if not by or not word.corrected or closest > MISTYPED:
        return None
    return next((one for one in word.corrected if one in by), word.corrected[0])


def _why(service_id: str, searched: Searched) -> Iterator[Answer]:
    for number, best in searched.why.get(service_id, {}).items():
        typed = {"word": searched.readings[number].typed} if number < len(searched.readings) else {}
        yield {**typed, "matched": _TERM_NAMES.get(best.found, best.found), "found_in": place_of(best.worth)}
