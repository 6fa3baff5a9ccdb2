from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.domain.eligibility import COMPLEXITY_ORDER, RULES, reasons_against
from shared.contracts.vocabulary import COMPLEXITIES, SEXES
from tests.unit.matching.given import any_complexity, any_facts, any_listed, facts, listed

Told = dict[str, Any]

LIMITS = ("age_min", "age_max", "sexes", "channels", "accepts_from")


@pytest.mark.parametrize(
    ("person", "of_the_scheme", "reasons"),
    [
        ({}, {"state": "draft"}, ("not_approved",)),
        ({}, {"state": "paused"}, ("scheme_paused",)),
        ({}, {"state": "lapsed"}, ("entry_lapsed",)),
        ({}, {"state": "review_due"}, ()),
        ({"cohorts": ("carer",)}, {"cohorts": ("bereaved",)}, ("cohort_not_served",)),
        ({"cohorts": ()}, {"cohorts": ("bereaved",)}, ("cohort_not_served",)),
        ({"cohorts": ("carer", "bereaved")}, {"cohorts": ("bereaved", "new_parent")}, ()),
        ({"needs": ("food",)}, {"needs": ("debt",)}, ("need_not_served",)),
        ({"needs": ("food", "debt")}, {"needs": ("debt",)}, ()),
        ({"needs": ()}, {"needs": ("debt",)}, ()),
        ({"needs": ("food",)}, {"needs": ()}, ()),
        ({"age": 17}, {"age_min": 18}, ("too_young",)),
        ({"age": 18}, {"age_min": 18}, ()),
        ({"age": 25}, {"age_max": 25}, ()),
        ({"age": 26}, {"age_max": 25}, ("too_old",)),
        ({"age": None}, {"age_min": 18, "age_max": 25}, ("age_not_known",)),
        ({"age": None}, {}, ()),
        ({"gender": "male"}, {"sexes": ("female",)}, ("sex_not_served",)),
        ({"gender": "female"}, {"sexes": ("female",)}, ()),
        ({"gender": "non_binary"}, {"sexes": ("female",)}, ()),
        ({"gender": None}, {"sexes": ("female",)}, ()),
        ({"channel": "police"}, {"channels": ("gp",)}, ("channel_not_accepted",)),
        ({"channel": "gp"}, {"channels": ("gp",)}, ()),
        ({"sender": "RX1"}, {"accepts_from": ("RX1", "RX2")}, ()),
        ({"sender": "RX3"}, {"accepts_from": ("RX1", "RX2")}, ("referrer_not_accepted",)),
        ({"sender": None}, {"accepts_from": ("RX1",)}, ("referrer_not_accepted",)),
        ({"sender": None}, {"accepts_from": ()}, ()),
        ({}, {"takes_referrals": False}, ("signposting_only",)),
    ],
)
def test_a_hard_rule_of_a_scheme_gives_its_reason_code_at_its_very_edge(
    person: Told, of_the_scheme: Told, reasons: tuple[str, ...]
) -> None:
    assert reasons_against(facts(**person), "low", listed(**of_the_scheme)) == reasons


@pytest.mark.parametrize("complexity", COMPLEXITIES)
@pytest.mark.parametrize("most", COMPLEXITIES)
def test_a_scheme_holds_complexity_up_to_its_most_and_no_further(complexity: str, most: str) -> None:
    within = COMPLEXITY_ORDER[complexity] <= COMPLEXITY_ORDER[most]
    against = reasons_against(facts(), complexity, listed(complexity_max=most))
    assert against == (() if within else ("complexity_too_high",))


def test_the_rules_know_every_complexity_and_sex_of_the_vocabulary_in_its_order() -> None:
    assert list(COMPLEXITY_ORDER) == list(COMPLEXITIES)
    assert set(SEXES) == {"female", "male"}


def test_every_broken_rule_is_named_once_and_not_only_the_first() -> None:
    against = reasons_against(
        facts(age=None, needs=("food",), channel="police"),
        "high",
        listed(state="draft", needs=("debt",), age_min=5, age_max=9, channels=("gp",), complexity_max="low"),
    )
    assert against == (
        "not_approved",
        "need_not_served",
        "age_not_known",
        "channel_not_accepted",
        "complexity_too_high",
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_kept_by_a_scheme_that_is_open_to_everybody(rule: Any) -> None:
    assert rule(facts(), "high", listed()) is None


@given(any_facts, any_complexity, any_listed("scheme"), st.sampled_from(LIMITS))
def test_lifting_a_limit_never_adds_a_reason_against_a_scheme(
    person: Any, complexity: str, entry: Any, limit: str
) -> None:
    lifted = listed(
        state=entry.state,
        **{
            name: getattr(entry.scheme, name)
            for name in ("cohorts", "needs", *LIMITS, "complexity_max", "takes_referrals")
            if name != limit
        },
    )
    assert set(reasons_against(person, complexity, lifted)) <= set(reasons_against(person, complexity, entry))
