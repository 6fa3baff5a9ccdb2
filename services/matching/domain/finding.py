"""Why an entry was found: the word or term of it that answers best each thing that was asked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from services.matching.domain.lexicon import EXACT, ReadWord


class Hit(NamedTuple):
    """One word or term of an entry that answers something asked. `worth`: points of the place it stands in."""

    service_id: str
    found: str
    worth: int


class Answered(NamedTuple):
    """What answers one thing that was asked. `points`: its worth, less where it is not quite what was asked."""

    points: int
    found: str
    worth: int


def answered(
    hits: Iterable[Hit], readings: Sequence[ReadWord], asked_terms: Sequence[str] = ()
) -> dict[str, dict[int, Answered]]:
    """Return for each entry what answers best, by the number of what was asked: the words first, then the terms."""
    closeness = _closeness(readings, asked_terms)
    entries: dict[str, dict[int, Answered]] = {}
    for service_id, found, worth in hits:
        best = entries.setdefault(service_id, {})
        for number, close in closeness[found]:
            best[number] = max(best.get(number, _NOTHING), Answered(worth * close // EXACT, found, worth))
    return {service_id: dict(sorted(best.items())) for service_id, best in entries.items()}


_NOTHING = Answered(0, "", 0)


def _closeness(readings: Sequence[ReadWord], asked_terms: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return for each word and term which of what was asked it answers, and how closely."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(readings):
        for word, close in one.words.items():
            found.setdefault(word, []).append((number, close))
        for term_id, meant in one.terms.items():
            found.setdefault(term_id, []).append((number, meant.closeness))
    for number, term_id in enumerate(asked_terms, len(readings)):
        found.setdefault(term_id, []).append((number, EXACT))
    return found
