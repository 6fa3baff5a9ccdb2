"""What matching answers to somebody who looks for a scheme or an activity: the best first, each with why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from services.matching.domain.finding import Finding
from services.matching.domain.found_by import place_of
from services.matching.domain.lexicon import MISTYPED, SAME_STEM, ReadWord
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
            searched = search(connection, self.lexicons.current(connection), asked)
            shown = searched.found[(page - 1) * per_page : page * per_page]
            services = read_services(connection, [one.service_id for one in shown])
        found = {one.id: one for one in services}
        return {
            "status": "found",
            "total": len(searched.found),
            "words": [_told_of_word(number, searched) for number in range(len(searched.readings))],
            "entries": [
                {
                    "service": decode(encode(found[one.service_id])),
                    "metres": searched.metres.get(one.service_id),
                    "why": list(_why(one, searched.readings)),
                }
                for one in shown
                if one.service_id in found
            ],
        }


def _told_of_word(number: int, searched: Searched) -> Answer:
    """Return how a word was read; `corrected` and `stands_for` only where something was found by it."""
    word = searched.readings[number]
    by = {one.words[number].found for one in searched.found if number in one.words}
    terms = {one.terms[number].found for one in searched.found if number in one.terms}
    return {
        "word": word.typed,
        "found": bool(by or terms),
        "corrected": _corrected(word, by, terms),
        "stands_for": [meant.name for term_id, meant in word.terms.items() if term_id in terms],
    }


def _corrected(word: ReadWord, by: set[str], terms: set[str]) -> str | None:
    """Return the word that was taken for a mistyped one; None where what was typed, or its term, was found itself."""
    as_typed = any(word.words[found] >= SAME_STEM for found in by)
    if as_typed or any(word.terms[found].closeness > MISTYPED for found in terms) or not (by or terms):
        return None
    return next((one for one in word.corrected if one in by), next(iter(word.corrected), None))


def _why(one: Finding, readings: Sequence[ReadWord]) -> Iterator[Answer]:
    for number in sorted(one.answered):
        typed = {"word": readings[number].typed} if number < len(readings) else {}
        best = one.why(number)
        yield {**typed, "matched": _TERM_NAMES.get(best.found, best.found), "found_in": place_of(best.worth)}
