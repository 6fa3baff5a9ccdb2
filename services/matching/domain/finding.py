"""Putting what was found in order: what has the most of what was asked for, best places first, then the nearest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from services.matching.domain.lexicon import EXACT, ReadWord


class Hit(NamedTuple):
    """One word or term of an entry that answers something asked. `points`: what the place it stands in is worth."""

    service_id: str
    kind: str
    name: str
    found: str
    points: int


_Best = dict[int, tuple[int, Hit]]
"""Shape: by the number of what was asked, the hit that counts and what it counts."""


class Finding(NamedTuple):
    """One entry that was found. `why`: the hit that counts, by the number of what was asked."""

    service_id: str
    kind: str
    name: str
    points: int = 0
    why: Mapping[int, Hit] = {}


def findings(hits: Iterable[Hit], readings: Sequence[ReadWord], asked_terms: Iterable[str] = ()) -> list[Finding]:
    """Return the entries that have the most of the words: all of them, where any entry has.

    `asked_terms`: terms that were asked for by themselves; each an entry is sorted under counts, but none is a word.
    Why not every entry with any word: who asks for a dementia café would be shown every café.
    """
    worth = _worth(readings, asked_terms)
    entries: dict[str, _Best] = {}
    for hit in hits:
        best = entries.setdefault(hit.service_id, {})
        for number, closeness in worth[hit.found]:
            points = hit.points * closeness // EXACT
            if number not in best or points > best[number][0]:
                best[number] = (points, hit)
    words = {service_id: sum(number < len(readings) for number in best) for service_id, best in entries.items()}
    most = max(words.values(), default=0)
    if readings and not most:
        return []
    return [_finding(best) for service_id, best in entries.items() if words[service_id] == most]


def in_order(found: Iterable[Finding], metres: Mapping[str, float]) -> list[Finding]:
    """Return findings, best first: by points, then the nearest, then by name and by id. Units: metres."""
    nowhere = float("inf")
    return sorted(
        found, key=lambda one: (-one.points, metres.get(one.service_id, nowhere), one.name.casefold(), one.service_id)
    )


def _worth(readings: Sequence[ReadWord], asked_terms: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return for each word and term which of what was asked it answers, and how closely."""
    worth: dict[str, list[tuple[int, int]]] = {}
    for number, reading in enumerate(readings):
        for word, closeness in reading.words.items():
            worth.setdefault(word, []).append((number, closeness))
        for term_id in reading.terms:
            worth.setdefault(term_id, []).append((number, reading.terms_closeness))
    for number, term_id in enumerate(asked_terms, len(readings)):
        worth.setdefault(term_id, []).append((number, EXACT))
    return worth


def _finding(best: _Best) -> Finding:
    why = {number: hit for number, (_, hit) in sorted(best.items())}
    one = next(iter(why.values()))
    return Finding(one.service_id, one.kind, one.name, sum(points for points, _ in best.values()), why)
