"""What a typed word may stand for: a word of the directory, another form or beginning of it, a mistyped one, a term."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.matching.domain.everyday import EverydayWords, Meant
from services.matching.domain.plain_words import stem
from shared.config.search_limits import SEARCH_READINGS_MAX

EXACT, SAME_STEM, BEGINNING, MISTYPED, DOUBTED = 100, 90, 60, 50, 8
"""How close a reading is to what was typed, in per cent of the points of what it finds.

Why so little for what is doubted, the less likely corrections and those of a word that the directory has as it was
typed: wherever a likelier reading stands counts for more.
"""
_BEGINNING_LETTERS_MIN = 4
_LETTERS_MIN = {1: 4, 2: 8}
"""From how many letters on so many typing errors are looked past; one error is a letter missing, added, wrong, or
changed places with the next."""
_DOUBTED_LETTERS_MIN = 5
_TIMES_COMMONER = 50
"""A word is doubted when one a typing error away stands in so many times as many entries: directories mistype too."""
_EVERYDAY_ENTRIES = 20
"""What an everyday word counts for beside those of the directory when the likelier correction is chosen."""


class ReadWord(NamedTuple):
    """One typed word and all it may stand for. `words`: how close each word is; `terms`: each under its id.

    `corrected`: the words it is taken for where it was mistyped, the likeliest first.
    """

    typed: str
    words: Mapping[str, int]
    terms: Mapping[str, Meant]
    corrected: tuple[str, ...] = ()


class Lexicon:
    """Every word the directory has. `entries`: in how many entries each is found."""

    def __init__(self, entries: Mapping[str, int], everyday: EverydayWords) -> None:
        self._everyday = everyday
        self._entries = {**dict.fromkeys(everyday.words, _EVERYDAY_ENTRIES), **entries}
        self._most = max(self._entries.values(), default=0)
        self._written = list(self._entries)
        self._by_stem: dict[str, list[str]] = {}
        for word in self._written:
            self._by_stem.setdefault(stem(word), []).append(word)

    def read(self, typed: Sequence[str], *, doubting: bool = False) -> list[ReadWord]:
        """Return what each word may stand for. `doubting`: a word that is known may be mistyped all the same."""
        alone = [self._known(word, doubting) or self._unknown(word) for word in typed]
        for start, end, terms in self._phrases([stem(_likeliest(one)) for one in alone]):
            alone[start:end] = [one._replace(terms={**one.terms, **_less(one, terms)}) for one in alone[start:end]]
        return alone

    def _known(self, typed: str, doubting: bool) -> ReadWord | None:
        own, terms = self._by_stem.get(stem(typed), []), self._everyday.terms((stem(typed),))
        if not own and not terms:
            return None
        words = dict.fromkeys(own, SAME_STEM) | {typed: EXACT}
        corrected = self._corrected(typed) if doubting else () if terms else self._commoner(typed, own)
        if len(typed) < _DOUBTED_LETTERS_MIN or not corrected:
            return ReadWord(typed, words, terms)
        return ReadWord(typed, self._forms(corrected, DOUBTED) | words, terms, tuple(corrected))

    def _unknown(self, typed: str) -> ReadWord:
        begun, corrected = self._begun_with(typed), self._corrected(typed)
        words = self._forms(corrected[1:], DOUBTED) | self._forms(corrected[:1], MISTYPED)
        words |= dict.fromkeys(begun, BEGINNING) | {typed: EXACT}
        read = ReadWord(typed, words, {}, () if begun else tuple(corrected))
        terms = self._everyday.terms((stem(corrected[0]),)) if corrected else {}
        return read._replace(terms=_less(read, terms))

    def _forms(self, words: Iterable[str], closeness: int) -> dict[str, int]:
        return {form: closeness for word in words for form in (word, *self._by_stem[stem(word)])}

    def _begun_with(self, typed: str) -> list[str]:
        if len(typed) < _BEGINNING_LETTERS_MIN:
            return []
        found = [word for word in self._written if word.startswith(typed)]
        return sorted(found, key=lambda word: (-self._entries[word], word))[:SEARCH_READINGS_MAX]

    def _commoner(self, typed: str, own: Sequence[str]) -> list[str]:
        """Return the words a typing error away that are so much commoner that the typed one seems to be the error."""
        least = _TIMES_COMMONER * max(self._entries[word] for word in own)
        if least > self._most:
            return []
        return [word for word in self._corrected(typed) if word[0] == typed[0] and self._entries[word] >= least]

    def _corrected(self, typed: str) -> list[str]:
        """Return the words with the fewest typing errors between, the likeliest first."""
        errors = max((count for count, letters in _LETTERS_MIN.items() if len(typed) >= letters), default=0)
        if not errors or not typed.isalpha():
            return []
        near = process.extract(typed, self._written, scorer=OSA.distance, score_cutoff=errors, limit=None)
        found = [(distance, word) for word, distance, _ in near if stem(word) != stem(typed)]
        fewest = min((distance for distance, _ in found), default=0)
        likely = [word for distance, word in found if distance == fewest]
        return sorted(likely, key=lambda word: (word[0] != typed[0], -self._entries[word], word))[:SEARCH_READINGS_MAX]

    def _phrases(self, stems: Sequence[str]) -> Iterator[tuple[int, int, Mapping[str, Meant]]]:
        for start in range(len(stems)):
            for end in range(start + 2, min(start + self._everyday.longest, len(stems)) + 1):
                if terms := self._everyday.terms(tuple(stems[start:end])):
                    yield start, end, terms


def _likeliest(one: ReadWord) -> str:
    return one.corrected[0] if _is_mistyped(one) else one.typed


def _less(one: ReadWord, terms: Mapping[str, Meant]) -> Mapping[str, Meant]:
    """Return terms as close as the word is that they are read from: a mistyped one may mean something else."""
    share = MISTYPED if _is_mistyped(one) else EXACT
    return {term_id: meant._replace(closeness=meant.closeness * share // EXACT) for term_id, meant in terms.items()}


def _is_mistyped(one: ReadWord) -> bool:
    return bool(one.corrected) and one.words[one.corrected[0]] == MISTYPED
