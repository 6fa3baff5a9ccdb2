"""Everyday words and the terms they stand for: what people type when they do not know our lists of codes."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence

from services.matching.domain.plain_words import SAY_LITTLE, stem, telling, words_in
from shared.contracts.open_service import OpenTerm, our_terms

Phrase = tuple[str, ...]
"""Shape: the stems of one word or of several in their order."""

_COLUMNS = {"needs": "Onward needs", "cohorts": "Onward cohorts", "support": "Onward kinds of support"}


class EverydayWords:
    """What each word or phrase stands for. `words`: each word that stands for something alone, as it is written."""

    def __init__(self, meanings: Mapping[Phrase, Mapping[str, OpenTerm]], words: Sequence[str]) -> None:
        self._meanings = meanings
        self.words = words
        self.longest = max(map(len, meanings), default=1)

    @property
    def phrases(self) -> Collection[Phrase]:
        """Return everything that stands for something."""
        return self._meanings.keys()

    def terms(self, phrase: Phrase) -> Mapping[str, OpenTerm]:
        """Return the terms that a phrase stands for, by their ids; none where it is nothing everyday."""
        return self._meanings.get(phrase, {})


def read_everyday_words(text: str) -> EverydayWords:
    """Return the table from its CSV, and beside it every telling word of our terms' own names.

    Shape: `words,needs,cohorts,support`, several words or codes with semicolons between them.
    Raises: KeyError for a code that the vocabulary does not have.
    """
    meanings: dict[Phrase, dict[str, OpenTerm]] = {}
    written: dict[str, None] = {}
    for words, terms in (*_rows(text), *_own_names()):
        told = telling(words)
        meanings.setdefault(tuple(map(stem, told)), {}).update({term.id: term for term in terms})
        written.update(dict.fromkeys(told if len(told) == 1 else ()))
    return EverydayWords(meanings, list(written))


def _rows(text: str) -> Iterator[tuple[list[str], list[OpenTerm]]]:
    terms = {(term.taxonomy, term.code): term for term in our_terms()}
    for row in csv.DictReader(text.splitlines()):
        meant = [
            terms[taxonomy, code]
            for column, taxonomy in _COLUMNS.items()
            for code in filter(None, row[column].split(";"))
        ]
        for words in row["words"].split(";"):
            yield words_in(words), meant


def _own_names() -> Iterator[tuple[list[str], list[OpenTerm]]]:
    for term in our_terms():
        yield from (([word], [term]) for word in words_in(term.name) if word not in SAY_LITTLE)
