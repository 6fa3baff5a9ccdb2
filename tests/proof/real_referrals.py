"""Referrals of invented people who live at real postcodes."""

import json
from pathlib import Path
from random import Random

from tests.proof.postcodes import Postcodes
from tests.unit.doors.referrals import Referral, invented_referral

IN_CONTACT_WITH_JUSTICE = 0.3  # share of people for whom the justice contracts are meant
NEAR_A_WARM_SPACE = 0.6  # share of people who live in a ward with a warm space


def real_referrals(postcodes: Postcodes, wards: list[str], count: int, random: Random) -> list[Referral]:
    """Return referrals whose postcodes are drawn by chance, many of them from wards with a warm space."""
    return [_referral(postcodes, wards, random) for _ in range(count)]


def _referral(postcodes: Postcodes, wards: list[str], random: Random) -> Referral:
    near = random.random() < NEAR_A_WARM_SPACE
    referral = invented_referral(random, postcodes.any_of(random, wards if near else None))
    if random.random() < IN_CONTACT_WITH_JUSTICE and "in_contact_with_justice" not in referral["cohorts"]:
        referral["cohorts"].append("in_contact_with_justice")
    return referral


def write_lines(path: Path, referrals: list[Referral]) -> Path:
    """Write one referral on each line, each under a key of its own."""
    with path.open("w", encoding="utf-8") as file:
        for place, referral in enumerate(referrals):
            file.write(json.dumps({"idempotency_key": f"real-{place}", **referral}) + "\n")
    return path
