"""What the tests of triage begin with: facts, rules and protocols."""

from typing import Any

from hypothesis import strategies as st

from services.triage.domain.protocol import Complexity, Points, Protocol, Rule, When
from services.triage.wiring import shipped_protocol
from shared.contracts.facts import Facts
from shared.contracts.vocabulary import CHANNELS, COHORTS, NEEDS, URGENCIES

SHIPPED = shipped_protocol()
REFERENCE = "K7MD3QXP"


def facts(**told: Any) -> Facts:
    """Return the facts of a routine referral from a GP for somebody of 40."""
    return Facts(**{"reference": REFERENCE, "person_id": "p1", "needs": ("food",), "age": 40, **told})


def rule(code: str, route: str, when: When | None = None, **more: Any) -> Rule:
    """Return a rule that always speaks, or when it is told to."""
    return Rule(code=code, when=when or When(), route=route, **more)


def protocol(*rules: Rule, points: tuple[Points, ...] = ()) -> Protocol:
    """Return a protocol of these rules; two points are some complexity, four are high."""
    return Protocol(version=7, rules=rules, complexity=Complexity(points=points, some_from=2, high_from=4))


def several(codes: Any) -> st.SearchStrategy[tuple[str, ...]]:
    """Give up to six of these codes, each once."""
    return st.lists(st.sampled_from(list(codes)), unique=True, max_size=6).map(tuple)


any_facts = st.builds(
    facts,
    needs=several(NEEDS),
    cohorts=several(COHORTS),
    age=st.none() | st.integers(0, 110),
    channel=st.sampled_from(list(CHANNELS)),
    urgency=st.sampled_from(list(URGENCIES)),
    interpreter_needed=st.booleans(),
    safeguarding_concern=st.booleans(),
    risks_known=st.booleans(),
    contacting_prohibited=st.booleans(),
    what_matters_told=st.booleans(),
)
