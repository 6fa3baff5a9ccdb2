"""The door of the triage protocol: `load_protocol` lets in what a hub would have triage decide by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import ValidationError

from shared.config.limits import (
    AGE_YEARS_MAX,
    CODES_MAX,
    COMPLEXITY_POINTS_MAX,
    PROTOCOL_RULES_MAX,
    RULE_CODE_CHARACTERS_MAX,
)
from shared.contracts.protocol_codes import ADVICE, ROUTES
from shared.contracts.vocabulary import CHANNELS, COHORTS, NEEDS, URGENCIES
from shared.doors.door import Broken, Door
from shared.doors.edited import Edit, based_on, load_edit, sent_at
from shared.doors.fields import Code, Flag, WholeNumber
from shared.doors.groups import Part, Parts
from shared.doors.scheme_parts import codes_of
from shared.doors.words import Written

_CODE = re.compile("[a-z][a-z0-9_]*")
_ASK_CODE = "Write a code such as child_under_16: small letters, digits and underscores."
_COMPLEXITY_MAX = PROTOCOL_RULES_MAX * COMPLEXITY_POINTS_MAX
_Found = Mapping[str, Any]


def rule_code(text: str) -> str:
    """Return the code of a rule. Raises: ValidationError."""
    if not _CODE.fullmatch(text):
        raise ValidationError(_ASK_CODE)
    return text


class WhenSchema(Door):
    """When a rule speaks: everything given must be true of the referral."""

    urgency = codes_of(URGENCIES, "urgencies")
    channel = codes_of(CHANNELS, "channels")
    any_need = codes_of(NEEDS, "needs")
    only_needs = codes_of(NEEDS, "needs")
    any_cohort = codes_of(COHORTS, "cohorts")
    no_cohort = codes_of(COHORTS, "cohorts")
    needs_at_least = WholeNumber(1, CODES_MAX)
    cohorts_at_least = WholeNumber(1, CODES_MAX)
    age_below = WholeNumber(1, AGE_YEARS_MAX)
    age_from = WholeNumber(0, AGE_YEARS_MAX)
    risks_known = Flag()
    safeguarding_concern = Flag()
    contacting_prohibited = Flag()
    interpreter_needed = Flag()
    what_matters_told = Flag()


class RuleSchema(Door):
    """One rule: its code, when it speaks, and where it sends the referral."""

    code = Written(rule_code, RULE_CODE_CHARACTERS_MAX, _ASK_CODE, required=True)
    when = Part(WhenSchema, "Say when the rule speaks.", required=True)
    route = Code(ROUTES, f"Choose one of: {', '.join(ROUTES)}.", required=True)
    advice = Code(ADVICE, f"Choose one of: {', '.join(ADVICE)}.")
    urgent_concern = Flag()


class PointsSchema(Door):
    """What one circumstance adds to the complexity."""

    code = Written(rule_code, RULE_CODE_CHARACTERS_MAX, _ASK_CODE, required=True)
    when = Part(WhenSchema, "Say when the points count.", required=True)
    points = WholeNumber(1, COMPLEXITY_POINTS_MAX, required=True)


class ComplexitySchema(Door):
    """How circumstances add up, and from how many points on complexity is some, and high."""

    points = Parts(PointsSchema, PROTOCOL_RULES_MAX)
    some_from = WholeNumber(1, _COMPLEXITY_MAX, required=True)
    high_from = WholeNumber(1, _COMPLEXITY_MAX, required=True)


class ProtocolSchema(Door):
    """The hub's triage rules."""

    rules = Parts(RuleSchema, PROTOCOL_RULES_MAX, "Give at least one rule.", required=True)
    complexity = Part(ComplexitySchema, "Say how circumstances add up to complexity.", required=True)


class EditedProtocolSchema(Door):
    """The triage protocol as the hub would have it."""

    based_on = based_on()
    protocol = Part(ProtocolSchema, "Give the whole protocol, as it is shown.", required=True)


_edited = EditedProtocolSchema()


def load_protocol(data: object) -> Edit:
    """Return an edited triage protocol. Raises: Malformed, and nothing else, whatever JSON value came in."""
    edit = load_edit(_edited, data, _protocol_rules)
    edit.protocol["complexity"].setdefault("points", [])
    return edit


def _protocol_rules(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    protocol = told.get("protocol") or {}
    complexity = protocol.get("complexity") or {}
    for path, found in (
        (("protocol", "rules"), protocol.get("rules") or []),
        (("protocol", "complexity", "points"), complexity.get("points") or []),
    ):
        name = ".".join(path)
        yield from _every_code_once(name, found)
        for place, one in enumerate(found):
            yield from _can_speak(f"{name}.{place}.when", sent_at(sent, *path, place, "when"), one.get("when") or {})
    yield from _advice_only_with_return(protocol.get("rules") or [])
    if complexity.get("some_from", 0) > complexity.get("high_from", _COMPLEXITY_MAX):
        yield "protocol.complexity.high_from", "Give a mark that is not below that of some complexity."


def _every_code_once(name: str, found: Sequence[_Found]) -> Broken:
    seen: set[str] = set()
    for place, one in enumerate(found):
        code = one.get("code")
        if code in seen:
            yield f"{name}.{place}.code", "Give each a code of its own: one before it has this code."
        if code is not None:
            seen.add(code)


def _advice_only_with_return(rules: Sequence[_Found]) -> Broken:
    for place, one in enumerate(rules):
        if "advice" in one and one.get("route") in ("matching", "review"):
            yield f"protocol.rules.{place}.advice", "Leave this out: only a referral that goes back is given advice."


def _can_speak(name: str, sent: Any, when: _Found) -> Broken:
    """Find conditions that are not there, or that nobody could ever meet."""
    if isinstance(sent, Mapping) and all(wanted is None for wanted in sent.values()):
        yield name, "Give at least one condition: a rule without any would speak of every referral."
    for condition, wanted in when.items():
        if wanted == []:
            yield f"{name}.{condition}", "Name at least one code, or leave this out."
    yield from _never(name, when)


def _never(name: str, when: _Found) -> Iterator[tuple[str, str]]:
    if when.get("age_from", 0) >= when.get("age_below", AGE_YEARS_MAX + 1):
        yield f"{name}.age_below", "Give an age above the one it begins from: nobody could be both."
    if when.get("any_cohort") and set(when["any_cohort"]) <= set(when.get("no_cohort") or ()):
        yield f"{name}.no_cohort", "Leave out at least one cohort that is asked for: nobody could be both."
    if when.get("only_needs") and when.get("any_need") and set(when["any_need"]).isdisjoint(when["only_needs"]):
        yield f"{name}.any_need", "Name a need that may be asked for: the rule allows none of these."
