"""A directory of any size in which a set number of schemes reach one neighbourhood, and the people who live there."""

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from deploy.bench.inventing import COHORTS, NEEDS
from services.matching.domain.shortlist import Request
from shared.contracts.facts import Facts

HOME = ("E01999001", "E05999001", "E06999001")
PRACTICE = "L81001"
_REACHING_IN_TEN: Sequence[dict[str, Any]] = (
    *({"areas": [HOME[2]]} for _ in range(5)),
    *({"areas": [HOME[1], "E05999002"]} for _ in range(2)),
    {"areas": [HOME[0]]},
    {"practices": [PRACTICE, "L81002"]},
    {"everywhere": True},
)
"""Catchments that hold the neighbourhood, as they are shared out among ten schemes that reach it."""

_SCHEMES_OF_AN_AUTHORITY = 100
_COMPLEXITIES = ("low", "some", "high")


class County(NamedTuple):
    """How large a directory is, and how many of its schemes reach the neighbourhood."""

    schemes: int
    reaching: int

    @property
    def words(self) -> str:
        """Return both as a figure names them."""
        return f"{self.reaching:,} in reach of {self.schemes:,}"


def schemes(county: County) -> list[dict[str, Any]]:
    """Return the schemes as they are entered. Half of them are specialists, none is ever full."""
    return [scheme(number, county) for number in range(county.schemes)]


def scheme(number: int, county: County) -> dict[str, Any]:
    """Return one of a county's schemes. Those in reach are spread evenly and differ in all that routing looks at."""
    every = county.schemes // county.reaching
    turn, rest = divmod(number, every)
    reaches = rest == 0 and turn < county.reaching
    variety = turn if reaches else number
    return {
        **_remit(variety),
        **_doors(variety),
        "id": f"match-scheme-{number:06d}",
        "name": f"Scheme {number} of the bench",
        "provider": f"Provider {number % 700}",
        "complexity_max": _COMPLEXITIES[variety % 3],
        "catchment": _REACHING_IN_TEN[variety % 10] if reaches else _elsewhere(number),
        "usual_wait_days": variety % 30,
        "approved": variety % 20 != 0,
    }


def requests(count: int) -> list[Request]:
    """Return the requests of so many people of the neighbourhood; the same ones every time."""
    random = Random(11)  # noqa: S311 - nothing here is secret
    return [_request(random, number) for number in range(count)]


def _remit(number: int) -> dict[str, Any]:
    specialist = number % 2 == 0
    needs = [NEEDS[(number + step) % len(NEEDS)] for step in range(4)]
    return {
        "kind": "specialist" if specialist else "generalist",
        "cohorts": [COHORTS[(number + step) % len(COHORTS)] for step in (0, 2)] if specialist else [],
        "needs": needs if specialist or number % 3 else [],
    }


def _doors(number: int) -> dict[str, Any]:
    return {
        "age_min": 18 if number % 5 else None,
        "age_max": 65 if number % 11 == 0 else None,
        "channels": ["gp", "self", "social_care"] if number % 7 == 0 else [],
        "languages": ["en", "cy"] if number % 4 == 0 else ["en"],
        "support": ["interpreter"] if number % 9 == 0 else [],
    }


def _elsewhere(number: int) -> dict[str, Any]:
    authority = number // _SCHEMES_OF_AN_AUTHORITY
    wards = [f"E05{(authority * 20 + step) % 900_000:06d}" for step in range(number % 8)]
    return {"areas": [f"E07{authority:06d}", *wards], "practices": [f"A{number % 90_000:05d}"]}


def _request(random: Random, number: int) -> Request:
    facts = Facts(
        reference=f"{number:08d}",
        person_id=f"person-{number}",
        needs=tuple(random.sample(NEEDS, random.randint(1, 3))),
        cohorts=tuple(random.sample(COHORTS, random.randrange(3))),
        age=random.randint(16, 95),
        gender=random.choice(("female", "male")),
        areas=HOME,
        practice=PRACTICE,
        language=random.choice(("en", "cy", "pl")),
        interpreter_needed=random.randrange(10) == 0,
    )
    return Request(facts, random.choice(_COMPLEXITIES), 1, frozenset())
