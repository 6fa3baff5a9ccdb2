"""Everyday words and the terms they stand for: what people type when they do not know our lists of codes."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from services.matching.domain.plain_words import SAY_LITTLE, stem, telling, words_in
from shared.contracts.open_service import OpenTerm, our_terms

Phrase = tuple[str, ...]
"""Shape: the stems of one word or of several in their order."""

_COLUMNS = {"needs": "Onward needs", "cohorts": "Onward cohorts", "support": "Onward kinds of support"}
_CLOSENESS = {"same": 100, "part": 30}
"""How close a word is to its terms, in per cent. Why so little for a part: who types `choir` looks for a choir, so one
that is only told of in a description comes before everything else that is sorted under music."""


class Meant(NamedTuple):
    """A term that words stand for, by its name, and how close they are to it, in per cent."""

    name: str
    closeness: int


class EverydayWords:
    """What each word or phrase stands for. `words`: each word that stands for something alone, as it is written."""

    def __init__(self, meanings: Mapping[Phrase, Mapping[str, Meant]], words: Sequence[str]) -> None:
        self._meanings = meanings
        self.words = words
        self.longest = max(map(len, meanings), default=1)

    @property
    def phrases(self) -> Collection[Phrase]:
        """Return everything that stands for something."""
        return self._meanings.keys()

    def terms(self, phrase: Phrase) -> Mapping[str, Meant]:
        """Return the terms that a phrase stands for, by their ids; none where it is nothing everyday."""
        return self._meanings.get(phrase, {})


def read_everyday_words(text: str) -> EverydayWords:
    """Return the table from its CSV, and beside it every telling word of our terms' own names.

    Shape: `is,words,needs,cohorts,support`, several words or codes with semicolons between them; `is` says whether the
    words are the same as the terms or a part of what they cover.
    Raises: KeyError for a code that the vocabulary does not have, and for anything else in `is`.
    """
    meanings: dict[Phrase, dict[str, Meant]] = {}
    written: dict[str, None] = {}
    for words, terms, closeness in (*_rows(text), *_own_names()):
        told = telling(words)
        known = meanings.setdefault(tuple(map(stem, told)), {})
        for term in terms:
            known[term.id] = max(known.get(term.id, Meant(term.name, 0)), Meant(term.name, closeness))
        written.update(dict.fromkeys(told if len(told) == 1 else ()))
    return EverydayWords(meanings, list(written))


def _rows(text: str) -> Iterator[tuple[list[str], list[OpenTerm], int]]:
    terms = {(term.taxonomy, term.code): term for term in our_terms()}
    for row in csv.DictReader(text.splitlines()):
        meant = [
            terms[taxonomy, code]
            for column, taxonomy in _COLUMNS.items()
            for code in filter(None, row[column].split(";"))
        ]
        for words in row["words"].split(";"):
            yield words_in(words), meant, _CLOSENESS[row["is"]]


def _own_names() -> Iterator[tuple[list[str], list[OpenTerm], int]]:
    for term in our_terms():
        for word in words_in(term.name):
            if word not in SAY_LITTLE:
                yield [word], [term], _CLOSENESS["same"]
