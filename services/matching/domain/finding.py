"""Putting what was found in order: what has the most of what was asked for, best places first, then the nearest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from services.matching.domain.found_by import IN_NAME
from services.matching.domain.lexicon import EXACT, MISTYPED, ReadWord

_NAMED = IN_NAME * MISTYPED // EXACT
"""From so many points on a word stands in the name. Below it a word and the term it stands for count together: what is
sorted under loneliness, and says so, comes before what is only sorted under it."""


class Hit(NamedTuple):
    """One word or term of an entry that answers something asked. `worth`: points of the place it stands in."""

    service_id: str
    kind: str
    name: str
    found: str
    worth: int


class Counted(NamedTuple):
    """What one hit counts for: its worth, less where it is not quite what was asked."""

    points: int
    found: str
    worth: int


_NOTHING = Counted(0, "", 0)


class Finding(NamedTuple):
    """One entry that was found. `words`, `terms`: by the number of what was asked, the hit that counts most."""

    service_id: str
    kind: str
    name: str
    words: dict[int, Counted]
    terms: dict[int, Counted]

    @property
    def points(self) -> int:
        """How well it answers everything together."""
        total = 0
        for number in self.answered:
            word, term = self.words.get(number, _NOTHING), self.terms.get(number, _NOTHING)
            total += word.points if word.points >= _NAMED else word.points + term.points
        return total

    @property
    def answered(self) -> frozenset[int]:
        """The numbers of what it answers."""
        return frozenset((*self.words, *self.terms))

    def why(self, number: int) -> Counted:
        """Return the hit that says best why it answers this."""
        return max(self.words.get(number, _NOTHING), self.terms.get(number, _NOTHING))


def findings(hits: Iterable[Hit], readings: Sequence[ReadWord], asked_terms: Iterable[str] = ()) -> list[Finding]:
    """Return the entries that have the most of the words: all of them, where any entry has.

    `asked_terms`: terms that were asked for by themselves; each an entry is sorted under counts, but none is a word.
    Why not every entry with any word: who asks for a dementia café would be shown every café.
    """
    words, terms = _closeness_of_words(readings), _closeness_of_terms(readings, asked_terms)
    entries: dict[str, Finding] = {}
    for service_id, kind, name, found, worth in hits:
        entry = entries.get(service_id)
        if entry is None:
            entry = entries[service_id] = Finding(service_id, kind, name, {}, {})
        _count(entry.words, words.get(found, ()), found, worth)
        _count(entry.terms, terms.get(found, ()), found, worth)
    asked = frozenset(range(len(readings)))
    matched = {one.service_id: len(asked & one.answered) for one in entries.values()}
    most = max(matched.values(), default=0)
    if readings and not most:
        return []
    return [one for one in entries.values() if matched[one.service_id] == most]


def in_order(found: Iterable[Finding], metres: Mapping[str, float]) -> list[Finding]:
    """Return findings, best first: by points, then the nearest, then by name and by id. Units: metres."""
    nowhere = float("inf")
    return sorted(
        found, key=lambda one: (-one.points, metres.get(one.service_id, nowhere), one.name.casefold(), one.service_id)
    )


def _count(best: dict[int, Counted], answers: Iterable[tuple[int, int]], found: str, worth: int) -> None:
    for number, closeness in answers:
        points = worth * closeness // EXACT
        if number not in best or points > best[number].points:
            best[number] = Counted(points, found, worth)


def _closeness_of_words(readings: Sequence[ReadWord]) -> dict[str, list[tuple[int, int]]]:
    """Return for each word which of what was asked it answers, and how closely."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(readings):
        for word, closeness in one.words.items():
            found.setdefault(word, []).append((number, closeness))
    return found


def _closeness_of_terms(readings: Sequence[ReadWord], asked: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(readings):
        for term_id, meant in one.terms.items():
            found.setdefault(term_id, []).append((number, meant.closeness))
    for number, term_id in enumerate(asked, len(readings)):
        found.setdefault(term_id, []).append((number, EXACT))
    return found
