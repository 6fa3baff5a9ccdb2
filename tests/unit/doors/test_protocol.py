from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.triage.domain.protocol import Complexity, Points, Protocol, Rule, When
from shared.config.limits import PROTOCOL_RULES_MAX
from shared.doors.malformed import WHOLE, Malformed
from shared.doors.protocol import (
    ComplexitySchema,
    PointsSchema,
    ProtocolSchema,
    RuleSchema,
    WhenSchema,
    load_protocol,
)
from tests.unit.doors.protocols import edited_protocol, with_rule
from tests.unit.doors.test_referral import junk


def rule(**told: Any) -> dict[str, Any]:
    """Return a rule that is right but for what is told; a name told as None is left out."""
    whole = {"code": "one_more", "when": {"risks_known": True}, "route": "review", **told}
    return {name: value for name, value in whole.items() if value is not None}


def errors(sent: Any) -> dict[str, list[str]]:
    try:
        load_protocol(sent)
    except Malformed as refused:
        return refused.errors
    return {}


def wrong_with(*rules: Any) -> set[str]:
    """Return the fields that are named when rules are added to the six of the shipped protocol."""
    return set(errors(with_rule(edited_protocol(), *rules)))


def test_the_shipped_protocol_is_let_in_whole_as_it_is_shown() -> None:
    sent = edited_protocol(based_on=3)
    edit = load_protocol(sent)
    assert edit.based_on == 3
    assert edit.protocol == sent["protocol"]


@pytest.mark.parametrize(
    ("added", "field"),
    [
        (rule(code="Urgent!"), "code"),
        (rule(code="a" * 61), "code"),
        (rule(code=None), "code"),
        (rule(code="urgent"), "code"),
        (rule(when=None), "when"),
        (rule(when={}), "when"),
        (rule(when={"urgency": None}), "when"),
        (rule(when=[]), "when"),
        (rule(when={"colour": ["red"]}), "when.colour"),
        (rule(when={"any_need": ["befriending", "gold"]}), "when.any_need.1"),
        (rule(when={"any_cohort": ["over_40"]}), "when.any_cohort.0"),
        (rule(when={"urgency": ["at once"]}), "when.urgency.0"),
        (rule(when={"channel": "gp"}), "when.channel"),
        (rule(when={"only_needs": []}), "when.only_needs"),
        (rule(when={"needs_at_least": -1}), "when.needs_at_least"),
        (rule(when={"cohorts_at_least": 0}), "when.cohorts_at_least"),
        (rule(when={"age_below": 131}), "when.age_below"),
        (rule(when={"age_from": 18, "age_below": 18}), "when.age_below"),
        (rule(when={"any_cohort": ["carer"], "no_cohort": ["carer", "women"]}), "when.no_cohort"),
        (rule(when={"any_need": ["debt"], "only_needs": ["food"]}), "when.any_need"),
        (rule(when={"risks_known": "yes"}), "when.risks_known"),
        (rule(route="nowhere"), "route"),
        (rule(route=None), "route"),
        (rule(advice="see_hub"), "advice"),
        (rule(route="return", advice="ask_the_oracle"), "advice"),
        (rule(urgent_concern="no"), "urgent_concern"),
        (rule(version=2), "version"),
    ],
)
def test_what_is_wrong_with_a_rule_is_named_by_its_dotted_path(added: Any, field: str) -> None:
    assert wrong_with(added) == {f"protocol.rules.6.{field}"}


@pytest.mark.parametrize("advice", [None, "see_hub", "housing_options"])
def test_a_rule_that_sends_back_may_give_advice_that_is_known(advice: str | None) -> None:
    assert wrong_with(rule(route="return", advice=advice)) == set()


def test_everything_that_is_wrong_is_named_at_once_each_with_what_to_do() -> None:
    found = errors(with_rule(edited_protocol(based_on=0), rule(route="nowhere"), rule(when={"colour": 1})))
    assert set(found) == {
        "based_on", "protocol.rules.6.route", "protocol.rules.7.when.colour", "protocol.rules.7.code",
    }  # fmt: skip
    assert all(message.endswith(".") for messages in found.values() for message in messages)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"some_from": 5, "high_from": 4}, "high_from"),
        ({"some_from": -2}, "some_from"),
        ({"high_from": 0}, "high_from"),
        ({"some_from": "two"}, "some_from"),
        ({"points": [{"code": "x", "when": {"risks_known": True}, "points": 0}]}, "points.0.points"),
        ({"points": [{"code": "x", "when": {}, "points": 1}]}, "points.0.when"),
        ({"points": [{"code": "x", "when": {"risks_known": True}, "points": 1}] * 2}, "points.1.code"),
        ({"points": 7}, "points"),
    ],
)
def test_what_is_wrong_with_the_complexity_is_named_by_its_dotted_path(told: Any, field: str) -> None:
    sent = edited_protocol()
    sent["protocol"]["complexity"] |= told
    assert set(errors(sent)) == {f"protocol.complexity.{field}"}


def test_marks_may_be_the_same_and_circumstances_none() -> None:
    sent = edited_protocol()
    sent["protocol"]["complexity"] = {"some_from": 2, "high_from": 2}
    assert load_protocol(sent).protocol["complexity"] == {"points": [], "some_from": 2, "high_from": 2}


@pytest.mark.parametrize("rules", [[], None, {}, "all"])
def test_a_protocol_without_a_rule_is_refused_by_name(rules: Any) -> None:
    sent = edited_protocol()
    sent["protocol"]["rules"] = rules
    assert set(errors(sent)) == {"protocol.rules"}


def test_more_rules_than_anybody_can_keep_in_mind_are_refused() -> None:
    many = [rule(code=f"rule_{number}") for number in range(PROTOCOL_RULES_MAX)]
    assert wrong_with(*many) == {"protocol.rules"}


@pytest.mark.parametrize("sent", [None, [], "protocol", 3])
def test_what_is_no_object_is_refused_whole(sent: Any) -> None:
    assert list(errors(sent)) == [WHOLE]


@given(junk, st.sampled_from(["protocol", "rules", "rule", "when", "complexity", "points"]))
def test_no_value_whatever_breaks_the_door_of_the_protocol(value: Any, place: str) -> None:
    sent: Any = {"based_on": 1, "protocol": {"rules": [rule()], "complexity": {"some_from": 1, "high_from": 2}}}
    inside = {
        "protocol": (sent, "protocol"),
        "rules": (sent["protocol"], "rules"),
        "rule": (sent["protocol"]["rules"], 0),
        "when": (sent["protocol"]["rules"][0], "when"),
        "complexity": (sent["protocol"], "complexity"),
        "points": (sent["protocol"]["complexity"], "points"),
    }
    holder, name = inside[place]
    holder[name] = value
    assert all(message for message in errors(sent).values())


@pytest.mark.parametrize(
    ("door", "struct"),
    [
        (WhenSchema, When),
        (RuleSchema, Rule),
        (PointsSchema, Points),
        (ComplexitySchema, Complexity),
        (ProtocolSchema, Protocol),
    ],
)
def test_the_door_asks_for_exactly_what_triage_decides_by(door: Any, struct: Any) -> None:
    assert set(door().fields) == set(struct.__struct_fields__) - {"version"}
