"""What the tests of intake begin with: a referral as it comes through the door, and people already known."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from services.intake.domain.identity import NONE, Hash, Identity, keyed_hash
from services.intake.domain.recognition import Known
from shared.contracts.referral import Referral
from shared.doors.referral import load_referral

TODAY = date(2026, 11, 23)
HASHED: Hash = keyed_hash(b"a key of the tests, of 32 bytes!")
ANN = {"given_name": "Ann", "family_name": "Lee", "born_on": "1950-02-03"}


def sent(person: dict[str, Any] | None = None, **told: Any) -> dict[str, Any]:
    """Return a small valid referral of Ann Lee as a sender writes it."""
    return {
        "person": {**ANN, "postcode": "ZZ99 3VZ", **(person or {})},
        "needs": ["befriending"],
        "sharing": [{"purpose": "direct_support", "lawful_basis": "direct_care"}],
        "referrer": {"name": "Dr Okafor", "organisation": "Riverside", "channel": "gp", "email": "gp@example.org"},
        "no_known_risks": True,
        **told,
    }


def referral(person: dict[str, Any] | None = None, **told: Any) -> Referral:
    """Return the same referral as the door understood it."""
    return load_referral({name: value for name, value in sent(person, **told).items() if value is not False}, TODAY)


keys = st.sampled_from([NONE, 1, 2, 3])
people = st.sampled_from(["p", "q", "r"])
identities = st.builds(Identity, keys, keys)
known = st.lists(st.builds(Known, people, keys, keys), max_size=6)
