"""The demo area is data: every row of it must come through the front door's own checks."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.web.replies import ClosureDoor, DeclineDoor, ReviewDoor
from shared.contracts.vocabulary import NEEDS
from shared.doors.identifiers import NO_FIXED_ABODE
from shared.doors.referral import load_referral
from shared.doors.scheme import load_scheme

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "deploy" / "demo"
WRITTEN_ON = date(2026, 11, 22)

SCHEMES: list[dict[str, Any]] = [
    scheme for file in ("schemes.json", "systems.json") for scheme in json.loads((FOLDER / file).read_text("utf-8"))
]
REFERRALS: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "referrals.jsonl").read_text("utf-8").splitlines()
]
ANSWERS: list[dict[str, Any]] = json.loads((FOLDER / "answers.json").read_text("utf-8"))
PLACES = {
    code
    for file in ("area.csv", "systems.csv")
    for row in csv.DictReader((FOLDER / file).read_text("utf-8").splitlines())
    for name, code in row.items()
    if name not in ("lat", "long")
}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme["id"])
def test_every_scheme_of_the_demo_area_can_be_entered_and_reaches_somebody(scheme: dict[str, Any]) -> None:
    load_scheme(scheme)
    catchment = scheme["catchment"]
    assert catchment.get("practices") or not PLACES.isdisjoint(catchment["areas"])


@pytest.mark.parametrize("number", range(1, len(REFERRALS) + 1))
def test_every_referral_of_the_demo_area_can_be_taken_in(number: int) -> None:
    load_referral(REFERRALS[number - 1], WRITTEN_ON)


def test_the_document_of_systems_names_every_scheme_that_shows_one() -> None:
    told = (ROOT / "docs" / "systems.md").read_text("utf-8")
    shown = [scheme["id"] for scheme in json.loads((FOLDER / "systems.json").read_text("utf-8"))]
    assert [scheme_id for scheme_id in shown if f"`{scheme_id}`" not in told] == []


def test_every_person_of_the_demo_area_lives_in_it_or_nowhere() -> None:
    assert {referral["person"]["postcode"] for referral in REFERRALS} <= PLACES | {NO_FIXED_ABODE}


def test_the_demo_area_asks_for_at_least_three_quarters_of_all_needs() -> None:
    asked = {need for referral in REFERRALS for need in referral.get("needs", ())}
    assert len(asked) >= len(NEEDS) * 3 / 4


def test_every_answer_of_the_demo_area_fits_its_door_and_a_referral() -> None:
    doors = {"decline": DeclineDoor(), "review": ReviewDoor(), "closure": ClosureDoor()}
    for answer in ANSWERS:
        assert 1 <= answer["line"] <= len(REFERRALS)
        if "with" in answer:
            assert doors[answer["do"]].validate(answer["with"]) == {}
        else:
            assert answer["do"] == "acceptance"
