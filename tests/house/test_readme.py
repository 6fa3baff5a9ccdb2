"""The README keeps its word: the referral it tells a newcomer to send is one that the door takes."""

import json
import re
from datetime import date

from shared.doors.referral import load_referral
from tests.house.project import text

EXAMPLE = re.compile(r"-d '\n(\{.*?\n\})'", re.DOTALL)


def test_the_first_referral_of_the_readme_passes_the_door() -> None:
    sent = EXAMPLE.findall(text("README.md"))
    assert len(sent) == 1
    assert load_referral(json.loads(sent[0]), today=date(2026, 11, 22)).needs == ("social_connection", "parenting")


def test_the_readme_names_the_postcode_of_somebody_who_lives_in_the_demo_area() -> None:
    postcode = json.loads(EXAMPLE.findall(text("README.md"))[0])["person"]["postcode"]
    assert f"\n{postcode}," in text("deploy/demo/area.csv")
