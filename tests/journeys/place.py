"""An invented place for a hub under test: the demo area's postcodes, few places, and people who come more than once."""

import csv
import itertools
from random import Random
from typing import Any

from deploy.program.areas import demo_area_file
from tests.unit.doors.referrals import Referral, invented_referral

AREAS = ("E06999001", "E06999002")
KNOWN_AGAIN = 0.15  # share of referrals about somebody sent before
SPECIALISTS = (
    ("bereaved", "bereavement", 12),
    ("carer", "caring", 9),
    ("long_term_condition", "long_term_condition", 25),
    ("new_parent", "parenting", 6),
)


def schemes() -> list[dict[str, Any]]:
    """Return schemes with so few places that most are full before long, and one that takes everybody."""
    special = [
        _scheme(f"{cohort.replace('_', '-')}-{area[-1]}", area, places, cohorts=[cohort], kind="specialist")
        for area, (cohort, _, places) in itertools.product(AREAS, SPECIALISTS)
    ]
    general = [_scheme(f"general-{area[-1]}-{places}", area, places) for area in AREAS for places in (3, 40, 150)]
    everywhere = _scheme("everywhere", AREAS[0], None, complexity_max="some")
    everywhere["catchment"] = {"everywhere": True}
    return [*special, *general, everywhere]


def _scheme(scheme_id: str, area: str, places: int | None, **more: Any) -> dict[str, Any]:
    return {
        "id": scheme_id,
        "name": f"Scheme {scheme_id}",
        "provider": "An invented provider",
        "kind": "generalist",
        "catchment": {"areas": [area]},
        "complexity_max": "high",
        "places": places,
        "approved": True,
        **more,
    }


class People:
    """Referrals of people who live in the place; some of them are sent again, under another key."""

    def __init__(self, random: Random) -> None:
        self._random = random
        with demo_area_file().open(newline="") as file:
            self._postcodes = [row["postcode"] for row in csv.DictReader(file)]
        self._met: list[dict[str, Any]] = []

    def referral(self) -> Referral:
        """Return the next referral."""
        referral = invented_referral(self._random, self._random.choice(self._postcodes))
        if self._met and self._random.random() < KNOWN_AGAIN:
            referral["person"] = self._random.choice(self._met)
        self._met.append(referral["person"])
        return referral
