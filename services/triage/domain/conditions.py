"""When a rule speaks: each condition a sentence about the facts."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from services.triage.domain.protocol import When
from shared.contracts.facts import Facts


def urgency(facts: Facts, wanted: Any) -> bool:
    """The urgency is one of these."""
    return facts.urgency in wanted


def channel(facts: Facts, wanted: Any) -> bool:
    """The referral came by one of these channels."""
    return facts.channel in wanted


def any_need(facts: Facts, wanted: Any) -> bool:
    """At least one of these needs is asked for."""
    return not set(wanted).isdisjoint(facts.needs)


def only_needs(facts: Facts, wanted: Any) -> bool:
    """Something is asked for, and nothing but these needs."""
    return bool(facts.needs) and set(facts.needs) <= set(wanted)


def any_cohort(facts: Facts, wanted: Any) -> bool:
    """The person belongs to at least one of these cohorts."""
    return not set(wanted).isdisjoint(facts.cohorts)


def no_cohort(facts: Facts, wanted: Any) -> bool:
    """The person belongs to none of these cohorts."""
    return set(wanted).isdisjoint(facts.cohorts)


def needs_at_least(facts: Facts, wanted: Any) -> bool:
    """At least so many needs are asked for."""
    return len(facts.needs) >= int(wanted)


def cohorts_at_least(facts: Facts, wanted: Any) -> bool:
    """The person belongs to at least so many cohorts."""
    return len(facts.cohorts) >= int(wanted)


def age_below(facts: Facts, wanted: Any) -> bool:
    """The person's age is known and below this."""
    return facts.age is not None and facts.age < int(wanted)


def age_from(facts: Facts, wanted: Any) -> bool:
    """The person's age is known and at least this."""
    return facts.age is not None and facts.age >= int(wanted)


CONDITIONS: Mapping[str, Callable[[Facts, Any], bool]] = {
    condition.__name__: condition
    for condition in (
        urgency,
        channel,
        any_need,
        only_needs,
        any_cohort,
        no_cohort,
        needs_at_least,
        cohorts_at_least,
        age_below,
        age_from,
    )
}
"""The conditions that compare; the yes-or-no ones are facts of the same name."""


def holds(when: When, facts: Facts) -> bool:
    """Whether everything a rule asks for is true of the facts."""
    return all(
        CONDITIONS[name](facts, wanted) if name in CONDITIONS else getattr(facts, name) is wanted
        for name, wanted in msgspec.structs.asdict(when).items()
        if wanted is not None
    )
