"""Referrals of people who do not exist, of the usual size, that triage sends on to matching.

Source: names made of syllables; NHS numbers from the 999 range, never issued; telephone numbers from Ofcom's range for
drama; example.org addresses (RFC 2606); postcodes of the demo area, which lies in the North Sea.
"""

import csv
from datetime import date, timedelta
from random import Random
from typing import Any

from stdnum.gb import nhs

from deploy.program.areas import demo_area_file

Referral = dict[str, Any]

_FIRST = ("Ama", "Bron", "Chi", "Dil", "Eo", "Fa", "Gra", "Har", "Is", "Jo", "Luc", "Olu", "Pri", "Ros", "Sa", "Ye")
_SECOND = ("ra", "wen", "di", "ys", "in", "rah", "ce", "preet", "la", "sé", "ja", "wen", "ya", "ie", "na", "mi")
_FAMILY = ("Acht", "Bev", "Çel", "Dhil", "Fair", "Ngu", "Quig", "Szab", "Thru", "Wend")
_ENDING = ("an", "berg", "ik", "lon", "ley", "mont", "ó", "weather", "yen", "by")
NEEDS = ("social_connection", "befriending", "benefits_advice", "physical_activity", "mental_wellbeing", "bereavement",
         "caring", "digital", "food", "transport", "learning", "housing_advice")  # fmt: skip
COHORTS = ("new_parent", "bereaved", "living_with_dementia", "living_with_cancer", "carer", "long_term_condition")
_LATEST_BIRTH, _DAYS_OF_BIRTHS = date(2004, 12, 31), 28_000
KNOWN_BEFORE = 20  # one referral in so many is about somebody met before
LONG_AGO = 500  # so many people are met between two referrals of one person: weeks, at a busy hub


class Inventor:
    """Invents referrals; the same seed invents the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing here is secret
        with demo_area_file().open(newline="") as file:
            self._postcodes = [row["postcode"] for row in csv.DictReader(file)]
        self._people: list[Referral] = []

    def referrals(self, count: int) -> list[Referral]:
        """Return so many referrals, one in twenty about a person of an earlier one."""
        return [self._referral() for _ in range(count)]

    def _referral(self) -> Referral:
        random = self._random
        return {
            "person": self._person(),
            "referrer": {
                "channel": "gp",
                "name": "Dr Robin Wetherby",
                "organisation": "Orchard Row Surgery",
                "ods_code": "L81001",
                "role": "GP",
                "email": "surgery@example.org",
                "phone": "0113 496 0123",
            },
            "needs": random.sample(NEEDS, random.randint(1, 2)),
            "cohorts": random.sample(COHORTS, random.randrange(2)),
            "what_matters": "To get back to the allotment, and to know the neighbours.",
            "no_known_risks": True,
            "urgency": "routine",
            "sharing": [
                {
                    "purpose": "direct_support",
                    "lawful_basis": "explicit_consent",
                    "agreed_on": "2025-06-01",
                    "agreed_by": "told Dr Wetherby",
                }
            ],
        }

    def _person(self) -> Referral:
        if len(self._people) > LONG_AGO and not self._random.randrange(KNOWN_BEFORE):
            return self._random.choice(self._people[:-LONG_AGO])
        self._people.append(self._stranger())
        return self._people[-1]

    def _stranger(self) -> Referral:
        random = self._random
        return {
            "given_name": random.choice(_FIRST) + random.choice(_SECOND),
            "family_name": random.choice(_FAMILY) + random.choice(_ENDING),
            "born_on": (_LATEST_BIRTH - timedelta(days=random.randrange(_DAYS_OF_BIRTHS))).isoformat(),
            "nhs_number": self._nhs_number(),
            "address": f"{random.randint(1, 200)} Orchard Row",
            "postcode": random.choice(self._postcodes),
            "phone": f"07700 900{random.randrange(1_000):03d}",
            "email": f"person{random.randrange(10**9)}@example.org",
            "gp_practice": f"L81{random.randrange(100):03d}",
            "gender": random.choice(("female", "male")),
            "preferred_language": random.choice(("en", "en", "en", "cy", "pl")),
        }

    def _nhs_number(self) -> str:
        while True:
            first = f"999{self._random.randrange(1_000_000):06d}"
            for check in "0123456789":
                if nhs.checksum(first + check) == 0:
                    return first + check
