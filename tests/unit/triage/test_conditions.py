from typing import Any

import msgspec
import pytest
from hypothesis import given

from services.triage.domain.conditions import CONDITIONS, holds
from services.triage.domain.protocol import When
from shared.contracts.facts import Facts
from tests.unit.triage.given import any_facts, facts

Told = dict[str, Any]

EXAMPLES: list[tuple[Told, Told, bool]] = [
    ({"urgency": ("urgent", "soon")}, {"urgency": "soon"}, True),
    ({"urgency": ("urgent",)}, {"urgency": "soon"}, False),
    ({"channel": ("police",)}, {"channel": "police"}, True),
    ({"channel": ("police",)}, {"channel": "gp"}, False),
    ({"any_need": ("food", "debt")}, {"needs": ("debt",)}, True),
    ({"any_need": ("food", "debt")}, {"needs": ("learning",)}, False),
    ({"any_need": ("food",)}, {"needs": ()}, False),
    ({"only_needs": ("food", "debt")}, {"needs": ("debt",)}, True),
    ({"only_needs": ("food", "debt")}, {"needs": ("debt", "learning")}, False),
    ({"only_needs": ("food",)}, {"needs": ()}, False),
    ({"any_cohort": ("carer",)}, {"cohorts": ("carer", "rural")}, True),
    ({"any_cohort": ("carer",)}, {"cohorts": ()}, False),
    ({"no_cohort": ("carer",)}, {"cohorts": ("rural",)}, True),
    ({"no_cohort": ("carer",)}, {"cohorts": ("carer",)}, False),
    ({"needs_at_least": 2}, {"needs": ("food", "debt")}, True),
    ({"needs_at_least": 2}, {"needs": ("food",)}, False),
    ({"cohorts_at_least": 1}, {"cohorts": ("carer",)}, True),
    ({"cohorts_at_least": 1}, {"cohorts": ()}, False),
    ({"age_below": 16}, {"age": 15}, True),
    ({"age_below": 16}, {"age": 16}, False),
    ({"age_below": 16}, {"age": None}, False),
    ({"age_from": 16}, {"age": 16}, True),
    ({"age_from": 16}, {"age": 15}, False),
    ({"age_from": 16}, {"age": None}, False),
    ({"risks_known": True}, {"risks_known": True}, True),
    ({"risks_known": True}, {"risks_known": False}, False),
    ({"risks_known": False}, {"risks_known": False}, True),
    ({"safeguarding_concern": True}, {"safeguarding_concern": True}, True),
    ({"contacting_prohibited": True}, {"contacting_prohibited": True}, True),
    ({"interpreter_needed": True}, {"interpreter_needed": False}, False),
    ({"what_matters_told": False}, {"what_matters_told": False}, True),
    ({"urgency": ("urgent",), "risks_known": True}, {"urgency": "urgent", "risks_known": False}, False),
]


@pytest.mark.parametrize(("when", "told", "speaks"), EXAMPLES)
def test_a_rule_speaks_when_all_it_asks_for_is_true(when: Told, told: Told, speaks: bool) -> None:
    assert holds(When(**when), facts(**told)) is speaks


@given(any_facts)
def test_a_rule_that_asks_for_nothing_always_speaks(known: Facts) -> None:
    assert holds(When(), known)


def test_every_condition_a_protocol_may_name_is_known_and_has_an_example() -> None:
    named = {field.name for field in msgspec.structs.fields(When)}
    facts_of_the_same_name = {field.name for field in msgspec.structs.fields(Facts)}
    assert named - CONDITIONS.keys() <= facts_of_the_same_name
    assert CONDITIONS.keys() <= named
    assert {name for when, _, _ in EXAMPLES for name in when} == named


@pytest.mark.parametrize("text", [b'{"urgent": true}', b'{"age_below": "16"}', b'{"any_need": "food"}'])
def test_a_condition_nobody_knows_or_of_the_wrong_kind_is_refused_when_a_protocol_is_read(text: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=When)
