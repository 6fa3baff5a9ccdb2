"""Other people's categories, read as the needs and cohorts of our vocabulary by a table that anybody can edit."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shared.contracts.vocabulary import COHORTS, NEEDS, SUPPORT_KINDS

_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LEVELS = re.compile(r"\s*(?:>|»|::|\|)\s*")
_TABLE = {"needs": NEEDS, "cohorts": COHORTS, "support": SUPPORT_KINDS}


class Meaning(NamedTuple):
    """What a term stands for, as codes of our vocabulary."""

    needs: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


class TermsRefused(Exception):
    """The table of terms names a code that the vocabulary does not have; the message says which, and where."""


class TermTable:
    """The table: what each term means, however it is cased and spaced."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._meanings = meanings

    def meaning(self, terms: Iterable[str]) -> Meaning:
        """Return what several terms mean together, each code once."""
        found = [self._meanings[key] for term in terms for key in _keys(term) if key in self._meanings]
        return Meaning(*(tuple(dict.fromkeys(code for one in found for code in one[place])) for place in range(3)))

    def knows(self, term: str) -> bool:
        """Whether a term is in the table, be it only to say that it stands for nothing of ours."""
        return any(key in self._meanings for key in _keys(term))


def read_terms(text: str) -> TermTable:
    """Return the table from its CSV. Shape: `term,needs,cohorts,support`, several codes with semicolons between them.

    Raises: TermsRefused.
    """
    rows = csv.DictReader(text.splitlines())
    missing = [name for name in ("term", *_TABLE) if name not in (rows.fieldnames or ())]
    if missing:
        raise TermsRefused(f"The table of terms has no column {missing[0]}.")
    return TermTable({_key(row["term"]): _meaning(row) for row in rows})


def _meaning(row: Mapping[str, str]) -> Meaning:
    return Meaning(*(tuple(_codes(row, column, known)) for column, known in _TABLE.items()))


def _codes(row: Mapping[str, str], column: str, known: Mapping[str, str]) -> Iterator[str]:
    for code in filter(None, (row[column] or "").split(";")):
        if code not in known:
            raise TermsRefused(f"{row['term']}: {code} is none of our {column}")
        yield code


def _keys(term: str) -> Iterator[str]:
    """Give the forms a term is looked up by: whole, then each of its levels, such as `Creativity > Music > Singing`."""
    levels = _LEVELS.split(term)
    if len(levels) > 1:
        yield _key(term)
    yield from map(_key, levels)


def _key(term: str) -> str:
    """Return a term by its words alone. Why without `and`: some write a stroke or an ampersand instead."""
    return " ".join(word for word in _NO_LETTERS.sub(" ", term.lower()).split() if word != "and")
