"""The Ministry of Justice's contracts for probation support, as schemes: real ages, sexes, regions and providers."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.outside import outside_data

CONTRACTS = "services/moj_interventions_contracts"
UPPER_TIERS = "geo/lookup_ltla23_utla23.csv"
GREATER_MANCHESTER = "L"

PLACES = 60
"""Invented: the contracts do not say how many people they hold."""

NEEDS: dict[str, tuple[str, ...]] = {
    "ACC": ("housing_advice", "homelessness"),
    "DNR": ("substance_use",),
    "ETE": ("employment", "learning", "volunteering"),
    "FBD": ("benefits_advice", "debt"),
    "MTR": ("mental_wellbeing", "social_connection"),
    "PWB": ("mental_wellbeing", "relationships", "social_connection", "healthy_living"),
    "WOS": (),
    "WSM": (),
}
"""Invented: which needs of our vocabulary each type of contract meets; none named: any need.

ACC accommodation, DNR dependency and recovery, ETE education, training and employment, FBD finance, benefit and debt,
MTR mentoring, PWB personal wellbeing, WOS and WSM women's services, which offer all of it.
"""


def contract_schemes() -> list[dict[str, Any]]:
    """Return one scheme for each contract."""
    paths = sorted(outside_data(CONTRACTS).glob("*.json"))
    return [scheme_of(json.loads(path.read_text("utf-8"))) for path in paths]


def scheme_of(contract: dict[str, Any]) -> dict[str, Any]:
    """Return a contract as a scheme for people in contact with the justice system, in the authorities of its region."""
    eligibility = contract["eligibility"]
    sexes = [sex for sex in ("female", "male") if eligibility[f"allows_{sex}"]]
    return {
        "id": f"moj-{contract['contract_reference'].lower().replace('_', '-')}",
        "name": contract["intervention_title"].strip()[:100],
        "provider": contract["providers"]["prime_provider_code"].replace("_", " ").title(),
        "kind": "specialist",
        "cohorts": ["in_contact_with_justice"],
        "needs": list(NEEDS[contract["contract_type_id"].partition("-")[0]]),
        "age_min": eligibility["minimum_age"],
        "age_max": eligibility["maximum_age"],
        "sexes": sexes if len(sexes) == 1 else [],
        "complexity_max": "high",
        "catchment": {"areas": authorities(contract)},
        "places": PLACES,
        "approved": True,
    }


def authorities(contract: dict[str, Any]) -> list[str]:
    """Return the local authorities a contract serves: of its region, or those Manchester boroughs its title names."""
    region = contract["region"]["nps_region_code"] or contract["region"]["pcc_region_code"]
    upper = _upper_tiers_of_regions()[region]
    named = [name for name in upper if name in contract["intervention_title"]]
    if region == GREATER_MANCHESTER and named:
        upper = named
    return sorted(code for name in upper for code in _lower_tiers()[name])


@cache
def _upper_tiers_of_regions() -> dict[str, list[str]]:
    regions: dict[str, list[str]] = json.loads((Path(__file__).parent / "probation_areas.json").read_text("utf-8"))
    return regions


@cache
def _lower_tiers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with outside_data(UPPER_TIERS).open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["utla23_name"], []).append(row["ltla23_code"])
    return found
