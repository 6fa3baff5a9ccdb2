"""Words as a search compares them: in small letters, without accents, and cut to their stem by a few plain rules."""

import re
import unicodedata

from shared.config.search_limits import WORD_CHARACTERS_MAX

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`\u00b4\u02bc"))
_ENDINGS = (
    ("sses", "ss", 2),
    ("ches", "ch", 2),
    ("shes", "sh", 2),
    ("xes", "x", 2),
    ("ies", "y", 3),
    ("ings", "", 4),
    ("ing", "", 4),
    ("ed", "", 4),
    ("s", "", 3),
)
"""Shape: an ending, what stands there instead, and how many letters must be left before it."""
_NO_PLURAL = ("ss", "us", "is")
_OF_THEIR_OWN = frozenset(("clothing", "evening", "housing", "parking"))
"""Words that mean something else than what they are made of: who needs housing is not helped by Elizabeth House."""
_STEM_LETTERS_MIN = 4

_LITTLE = """
    a about all an and another any are as at be been being but by can do for from get getting has have help helping
    helps her his how i if in into is it its like living local me my near need needs no not of on one or other our out
    people person some somebody someone somewhere something support that the their them they this to up us want we well
    what when where who whom with without you your
"""
SAY_LITTLE = frozenset(_LITTLE.split())
"""Words that nearly every entry has: they tell no entry from another, so they are looked for only in names."""


def words_in(text: str) -> list[str]:
    """Return the words of a text in their order. An apostrophe joins, as in `mens`; all other signs divide."""
    plain = text.translate(_APOSTROPHES)
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain.casefold())
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word[:WORD_CHARACTERS_MAX] for word in _WORD.findall(plain.casefold())]


def telling(words: list[str]) -> list[str]:
    """Return the words that tell something, each once; all of them where none does."""
    once = list(dict.fromkeys(words))
    return [word for word in once if word not in SAY_LITTLE] or once


def stem(word: str) -> str:
    """Return what a word has in common with its plural and its other forms: walk, walks, walking."""
    if not word.isascii() or len(word) < _STEM_LETTERS_MIN or word in _OF_THEIR_OWN:
        return word
    bare = _without_ending(word)
    if len(bare) > _STEM_LETTERS_MIN and bare.endswith("e"):
        return bare[:-1]
    doubled = len(bare) >= _STEM_LETTERS_MIN and bare[-1] == bare[-2] and bare[-1] not in "aeiou0123456789"
    return bare[:-1] if doubled else bare


def _without_ending(word: str) -> str:
    for ending, instead, letters_left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= letters_left:
            return word if ending == "s" and word.endswith(_NO_PLURAL) else word[: -len(ending)] + instead
    return word
