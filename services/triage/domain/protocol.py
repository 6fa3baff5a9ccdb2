"""The triage protocol: rules that are data, each a named sentence with its route."""

import msgspec


class When(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must be true of a referral for a rule to speak; everything given must hold.

    Units: ages in whole years; `needs_at_least` and `cohorts_at_least` are counts of codes.
    """

    urgency: tuple[str, ...] | None = None
    channel: tuple[str, ...] | None = None
    any_need: tuple[str, ...] | None = None
    only_needs: tuple[str, ...] | None = None
    any_cohort: tuple[str, ...] | None = None
    no_cohort: tuple[str, ...] | None = None
    needs_at_least: int | None = None
    cohorts_at_least: int | None = None
    age_below: int | None = None
    age_from: int | None = None
    risks_known: bool | None = None
    safeguarding_concern: bool | None = None
    contacting_prohibited: bool | None = None
    interpreter_needed: bool | None = None
    what_matters_told: bool | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule. `code`: its sentence; `route`: matching, review or return; `advice`: a code, when it returns."""

    code: str
    when: When
    route: str
    advice: str | None = None
    urgent_concern: bool = False


class Points(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one circumstance adds to the complexity."""

    code: str
    when: When
    points: int


class Complexity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How circumstances add up. Units: points; from `some_from` complexity is some, from `high_from` high."""

    points: tuple[Points, ...]
    some_from: int
    high_from: int


class Protocol(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the hub's triage rules."""

    version: int
    rules: tuple[Rule, ...]
    complexity: Complexity
