"""Every code that a service tells has plain words at the front door, and the words keep to the field's own rules."""

import ast
import inspect
import json
import re
from importlib.resources import files
from types import ModuleType

import pytest

from services.cases.domain.case import AFTER
from services.journeys.domain.story import TELLINGS
from services.matching.domain import capacity, eligibility, offering, shortlist
from services.web import reason_words, words
from services.web.presenters import by_whom, step_says
from shared.contracts.vocabulary import CLOSURE_REASONS, DECLINE_REASONS

NEVER_SAID = re.compile(r"reject|inappropriate|DNA|hard.to.reach|lonely person|suffer|client|patient\b", re.IGNORECASE)


def codes_in(module: ModuleType) -> set[str]:
    """Return what in a module's functions looks like a reason code: words joined by underscores."""
    tree = ast.parse(inspect.getsource(module))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch("[a-z]+(_[a-z]+)+|too_[a-z]+", text)}


def triage_codes() -> set[str]:
    protocol = json.loads((files("services.triage.domain") / "protocol-1.json").read_text("utf-8"))
    return {rule["code"] for rule in protocol["rules"]}


def test_every_step_and_state_of_a_journey_has_words() -> None:
    assert {telling.what for telling in TELLINGS.values()} - words.STEPS.keys() == set()
    states = {telling.state for telling in TELLINGS.values() if telling.state}
    assert states - words.STATES.keys() == states - words.STATES_SHORT.keys() == set()


@pytest.mark.parametrize("module", [eligibility, capacity, offering, shortlist], ids=lambda module: module.__name__)
def test_every_reason_code_of_matching_has_words(module: ModuleType) -> None:
    assert codes_in(module) - reason_words.REASONS.keys() == set()


def test_every_rule_of_triage_and_every_reason_people_give_has_words() -> None:
    assert (triage_codes() | DECLINE_REASONS.keys() | CLOSURE_REASONS.keys()) - reason_words.REASONS.keys() == set()


def test_every_refusal_of_a_case_has_words() -> None:
    assert {f"case_is_{state}" for state in AFTER.values()} - reason_words.REFUSALS.keys() == set()


def test_no_words_about_people_are_words_the_field_avoids() -> None:
    tables = (words.STATES, words.STATES_SHORT, words.STEPS, words.BY, reason_words.REASONS, reason_words.REFUSALS)
    assert [text for table in tables for text in table.values() if NEVER_SAID.search(text)] == []


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (None, "."),
        ("2027-03-01", ": 1 March 2027."),
        ("no_place_free,urgent", ": no place is free; urgent."),
        ("a_new_code", ": a new code."),
    ],
)
def test_a_step_is_one_sentence_with_its_reasons_in_words(reason: str | None, says: str) -> None:
    assert step_says({"what": "referral_parked", "reason": reason}) == f"The referral waits until we look again{says}"


@pytest.mark.parametrize(
    ("by", "says"), [("scheme:quay", "the scheme"), ("triage", "Onward"), ("someone:7", "Someone")]
)
def test_who_did_something_is_said_by_role_and_never_by_id(by: str, says: str) -> None:
    assert by_whom(by) == says
