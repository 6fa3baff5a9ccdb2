"""Schemes and activities that do not exist, with as many words, and as unevenly spread ones, as real directories have.

Source: of 8,700 real entries each has 23 different words in the middle, and the commonest stand in every second one.
"""

from itertools import accumulate
from random import Random
from typing import Any

from deploy.bench.inventing import COHORTS, NEEDS
from deploy.bench.town import AUTHORITIES, WARDS

Entry = dict[str, Any]

WORDS = 12_000
NAME_WORDS, DESCRIPTION_WORDS = 3, 24
CENTRE, DEGREES_WIDE = (52.5, -1.5), 1.0
_HEADS = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "jo",
    "ki",
    "la",
    "me",
    "no",
    "pe",
    "qui",
    "ro",
    "sa",
    "te",
    "vu",
    "wa",
    "yo",
    "zi",
    "bra",
    "cle",
    "dri",
    "flo",
    "gre",
    "sta",
    "tri",
]
_TAILS = [
    "ban",
    "cer",
    "dle",
    "fen",
    "gor",
    "hil",
    "kin",
    "lor",
    "mer",
    "nut",
    "pen",
    "ral",
    "sen",
    "tor",
    "vel",
    "wick",
    "ler",
    "man",
    "by",
    "ford",
]


class InventedDirectory:
    """Invents entries; the same seed invents the same ones. `words`: the commonest first."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing here is secret
        self.words = self._invented(WORDS)
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def scheme(self, number: int) -> Entry:
        """Return an approved scheme, as it is entered."""
        areas = [self._random.choice(AUTHORITIES), self._random.choice(WARDS)]
        return {
            "id": f"bench-scheme-{number:06d}",
            "name": self._text(NAME_WORDS).title(),
            "provider": self._text(2).title(),
            "remit": {"for": self._text(DESCRIPTION_WORDS)},
            "needs": self._random.sample(NEEDS, 2),
            "cohorts": self._random.sample(COHORTS, 1),
            "catchment": {"areas": areas},
            "approved": True,
        }

    def activity(self, number: int) -> Entry:
        """Return an activity at a place on the map."""
        north, east = self.place()
        return {
            "id": f"bench-activity-{number:06d}",
            "needs": self._random.sample(NEEDS, 2),
            "cohorts": self._random.sample(COHORTS, 1),
            "listing": {
                "name": self._text(NAME_WORDS).title(),
                "origin": {"directory": "Bench"},
                "description": self._text(DESCRIPTION_WORDS),
                "venues": [{"name": self._text(2).title(), "latitude": north, "longitude": east}],
                "openings": [{"days": ["TU"], "every": "weekly", "opens_at": "10:00", "closes_at": "12:00"}],
            },
        }

    def place(self) -> tuple[float, float]:
        """Return somewhere on the map."""
        north, east = (round(middle + DEGREES_WIDE * (self._random.random() - 0.5), 5) for middle in CENTRE)
        return north, east

    def word(self) -> str:
        """Return a word, a common one more often than a rare one."""
        return self._random.choices(self.words, cum_weights=self._weights)[0]

    def mistyped(self) -> str:
        """Return a word with two letters changed places."""
        word = next(word for word in iter(self.word, "") if len(word) >= 5)
        place = self._random.randrange(1, len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    def _text(self, words: int) -> str:
        return " ".join(self._random.choices(self.words, cum_weights=self._weights, k=words))

    def _invented(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            middle = self._random.choice((*_HEADS, ""))
            found[self._random.choice(_HEADS) + middle + self._random.choice(_TAILS)] = None
        return list(found)
