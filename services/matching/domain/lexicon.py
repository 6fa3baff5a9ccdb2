"""What a typed word may stand for: a word of the directory, another form or beginning of it, a mistyped one, a term."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.matching.domain.everyday import EverydayWords
from services.matching.domain.plain_words import stem
from shared.config.limits import SEARCH_READINGS_MAX
from shared.contracts.open_service import OpenTerm

EXACT, SAME_STEM, BEGINNING, MISTYPED = 100, 90, 60, 50
"""How close a reading is to what was typed, in per cent of the points of what it finds."""

_BEGINNING_LETTERS_MIN = 4
_LETTERS_MIN = {1: 4, 2: 8}
"""From how many letters on so many typing errors are looked past; one error is a letter missing, added, wrong, or
changed places with the next."""
_DOUBTED_LETTERS_MIN = 5
_EVERYDAY_ENTRIES = 20
"""What an everyday word counts for beside those of the directory when the likelier correction is chosen."""


class ReadWord(NamedTuple):
    """One typed word and all it may stand for. `words`: how close each word is; `terms`: each under its id.

    `corrected`: the words it is taken for where it was mistyped, the likeliest first.
    """

    typed: str
    words: Mapping[str, int]
    terms: Mapping[str, OpenTerm]
    terms_closeness: int = EXACT
    corrected: tuple[str, ...] = ()


class Lexicon:
    """Every word the directory has. `entries`: in how many entries each is found."""

    def __init__(self, entries: Mapping[str, int], everyday: EverydayWords) -> None:
        self._everyday = everyday
        self._entries = {**dict.fromkeys(everyday.words, _EVERYDAY_ENTRIES), **entries}
        self._written = list(self._entries)
        self._by_stem: dict[str, list[str]] = {}
        for word in self._written:
            self._by_stem.setdefault(stem(word), []).append(word)

    def read(self, typed: Sequence[str], *, doubting: bool = False) -> list[ReadWord]:
        """Return what each word may stand for. `doubting`: a word that is known may be mistyped all the same."""
        alone = [self._read_one(word, doubting) for word in typed]
        for start, end, terms in self._phrases([stem(_likeliest(one)) for one in alone]):
            alone[start:end] = [one._replace(terms={**one.terms, **terms}) for one in alone[start:end]]
        return alone

    def _read_one(self, typed: str, doubting: bool) -> ReadWord:
        own = self._by_stem.get(stem(typed), [])
        words = dict.fromkeys(own, SAME_STEM) | {typed: EXACT}
        terms = self._everyday.terms((stem(typed),))
        known = bool(own or terms)
        if known and not (doubting and len(typed) >= _DOUBTED_LETTERS_MIN):
            return ReadWord(typed, words, terms)
        begun = {} if known else dict.fromkeys(self._begun_with(typed), BEGINNING)
        corrected = self._corrected(typed)
        if not terms and corrected:
            terms = self._everyday.terms((stem(corrected[0]),))
        readings = {word: MISTYPED for one in corrected for word in (one, *self._by_stem[stem(one)])}
        closeness = EXACT if known else MISTYPED
        return ReadWord(typed, readings | begun | words, terms, closeness, () if begun else tuple(corrected))

    def _begun_with(self, typed: str) -> list[str]:
        if len(typed) < _BEGINNING_LETTERS_MIN:
            return []
        found = [word for word in self._written if word.startswith(typed)]
        return sorted(found, key=lambda word: (-self._entries[word], word))[:SEARCH_READINGS_MAX]

    def _corrected(self, typed: str) -> list[str]:
        """Return the words with the fewest typing errors between, the likeliest first."""
        errors = max((count for count, letters in _LETTERS_MIN.items() if len(typed) >= letters), default=0)
        if not errors or not typed.isalpha():
            return []
        near = process.extract(typed, self._written, scorer=OSA.distance, score_cutoff=errors, limit=None)
        found = [(distance, word) for word, distance, _ in near if word != typed]
        fewest = min((distance for distance, _ in found), default=0)
        likely = [word for distance, word in found if distance == fewest]
        return sorted(likely, key=lambda word: (word[0] != typed[0], -self._entries[word], word))[:SEARCH_READINGS_MAX]

    def _phrases(self, stems: Sequence[str]) -> Iterator[tuple[int, int, Mapping[str, OpenTerm]]]:
        for start in range(len(stems)):
            for end in range(start + 2, min(start + self._everyday.longest, len(stems)) + 1):
                if terms := self._everyday.terms(tuple(stems[start:end])):
                    yield start, end, terms


def _likeliest(reading: ReadWord) -> str:
    return reading.corrected[0] if reading.corrected else reading.typed
