"""Referrals of people who do not exist, for every test that needs one.

Source: NHS numbers from the 999 range, never issued; telephone numbers from Ofcom's ranges for drama; example.org
addresses (RFC 2606). All dates lie before 2026, so that a referral is valid on any later day.
"""

import copy
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from stdnum.gb import nhs

from shared.contracts.vocabulary import COHORTS, GENDERS, NEEDS

GIVEN_NAMES = (
    "Amara",
    "Bronwen",
    "Chidi",
    "Dilys",
    "Eoin",
    "Farah",
    "Grace",
    "Harpreet",
    "Isla",
    "José",
    "Łucja",
    "Oluwaseun",
)
FAMILY_NAMES = (
    "Achterberg",
    "Bevan-Jones",
    "Çelik",
    "Dhillon",
    "O'Donoghue",
    "Fairweather",
    "Nguyễn",
    "Quigley",
    "Szabó",
)
POSTCODES = ("BS1 4ND", "CF10 1EP", "EH1 1YZ", "M1 1AE", "ZZ99 3VZ", "SW1A 1AA", "B33 8TH", "GIR 0AA")
LATEST_BIRTH = date(2007, 12, 31)
DAYS_OF_BIRTHS = 32_000

Referral = dict[str, Any]


def invented_nhs_number(random: Random) -> str:
    """Return ten digits of the test range whose check digit is right; a remainder that has none is passed over."""
    while True:
        first = f"999{random.randrange(1_000_000):06d}"
        for check in "0123456789":
            if nhs.is_valid(first + check):
                return first + check


def invented_phone(random: Random) -> str:
    """Return a mobile number that will never ring."""
    return f"07700 900{random.randrange(1_000):03d}"


def invented_referral(random: Random, postcode: str | None = None, **replaced: Any) -> Referral:
    """Return a valid referral of the usual size, some 25 fields; `replaced` top-level fields stand as given."""
    person = invented_person(random, postcode or random.choice(POSTCODES))
    referral = {
        "person": person,
        "referrer": {
            "channel": "gp",
            "name": "Dr Robin Wetherby",
            "organisation": "Orchard Row Surgery",
            "ods_code": person["gp_practice"],
            "role": "GP",
            "email": "surgery@example.org",
            "phone": "0113 496 0123",
        },
        "needs": random.sample(list(NEEDS), random.randrange(1, 4)),
        "cohorts": random.sample(list(COHORTS), random.randrange(3)),
        "what_matters": "To get back to the allotment, and to know the neighbours.",
        "risks": "no known risks",
        "urgency": "routine",
        "sharing": [invented_sharing(random)],
    }
    return copy.deepcopy({**referral, **replaced})


def invented_person(random: Random, postcode: str) -> dict[str, Any]:
    """Return somebody who does not exist, living at a postcode."""
    return {
        "given_name": random.choice(GIVEN_NAMES),
        "family_name": random.choice(FAMILY_NAMES),
        "born_on": (LATEST_BIRTH - timedelta(days=random.randrange(DAYS_OF_BIRTHS))).isoformat(),
        "nhs_number": invented_nhs_number(random),
        "address": f"{random.randrange(1, 200)} Orchard Row",
        "postcode": postcode,
        "phone": invented_phone(random),
        "email": f"person{random.randrange(10**9)}@example.org",
        "gp_practice": f"L81{random.randrange(1_000):03d}",
        "gender": random.choice(list(GENDERS)),
        "preferred_language": random.choice(["en", "en", "en", "cy", "pl", "bfi"]),
        "interpreter_needed": random.random() < 0.1,
    }


def invented_sharing(random: Random, purpose: str = "direct_support") -> dict[str, Any]:
    """Return one basis for sharing, agreed in 2025."""
    agreed_on = date(2025, 1, 1) + timedelta(days=random.randrange(365))
    return {
        "purpose": purpose,
        "lawful_basis": "explicit_consent",
        "agreed_on": agreed_on.isoformat(),
        "agreed_by": "told Dr Wetherby",
    }


def smallest_referral() -> Referral:
    """Return the least a GP can send."""
    return {
        "person": {"given_name": "Amara", "family_name": "Bevan", "born_on": "1951-03-28", "postcode": "BS1 4ND"},
        "referrer": {"channel": "gp", "name": "Dr Robin Wetherby", "organisation": "Orchard Row Surgery"},
        "needs": ["befriending"],
        "sharing": [{"purpose": "direct_support", "lawful_basis": "direct_care"}],
    }


SAFE_CONTACT = {
    "call": True,
    "text": True,
    "write": False,
    "leave_message": False,
    "notes": "After six in the evening.",
    "contacting_prohibited": False,
}


def fullest_referral() -> Referral:
    """Return a referral with every field of it filled."""
    random = Random(1)
    person = {
        "ethnicity": "White and Asian",
        "interpreter_needed": True,
        "reasonable_adjustments": ["Large print", "Step-free rooms"],
        "carer": "Her sister, Ines",
    }
    full = invented_referral(
        random,
        "CF10 1EP",
        safe_contact=SAFE_CONTACT,
        cohorts=["bereaved", "living_alone"],
        risks="A dog that barks at strangers.",
        no_known_risks=False,
        safeguarding_concern=False,
        urgency="soon",
        urgency_reason="Alone since the funeral.",
        requested_scheme="riverside-befrienders",
        other_services=["Orchard Row lunch club"],
        sharing=[
            {**invented_sharing(random), "limits": "Not with the housing office."},
            invented_sharing(random, "feedback_to_referrer"),
        ],
    )
    full["person"].update(person)
    full["referrer"]["source"] = "Saturday market stall"
    return full


_words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)


@st.composite
def referrals(draw: st.DrawFn) -> Referral:
    """Draw a valid referral: any words in its texts, any of what may be left out left out."""
    referral = invented_referral(Random(draw(st.integers(0, 2**32))))
    full = fullest_referral()
    for name in ("safe_contact", "other_services", "requested_scheme"):
        if draw(st.booleans()):
            referral[name] = full[name]
    for name in draw(st.sets(st.sampled_from(["nhs_number", "address", "phone", "email", "gp_practice", "gender"]))):
        del referral["person"][name]
    for name in draw(st.sets(st.sampled_from(["cohorts", "risks", "urgency"]))):
        del referral[name]
    referral["what_matters"] = draw(_words)
    referral["person"]["address"] = f"{draw(_words)}\n{draw(_words)}"
    referral["person"]["family_name"] = "N" + draw(_words)
    return referral
