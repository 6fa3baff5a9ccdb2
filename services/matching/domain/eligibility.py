"""Can they: the hard rules of a scheme, each one sentence that is true when all is well, else its reason code."""

from collections.abc import Callable

from services.matching.domain.listed import Listed
from shared.contracts.facts import Facts

COMPLEXITY_ORDER = {"low": 0, "some": 1, "high": 2}
SEX_OF_GENDER = {"female": "female", "male": "male"}

Rule = Callable[[Facts, str, Listed], str | None]
"""Given the facts, the person's complexity and a scheme: None when the rule is kept, else the reason code."""


def scheme_is_approved(_facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The hub has approved the scheme."""
    return "not_approved" if listed.state == "draft" else None


def scheme_is_not_paused(_facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme takes new people at the moment."""
    return "scheme_paused" if listed.state == "paused" else None


def entry_was_checked_in_time(_facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """Somebody has checked the scheme's entry, or its review fell due only lately."""
    return "entry_lapsed" if listed.state == "lapsed" else None


def scheme_takes_referrals(_facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme takes referrals; some are only told of, because they keep no records of anybody."""
    return None if listed.scheme.takes_referrals else "signposting_only"


def person_belongs_to_a_cohort_served(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme is for everyone, or for one of the person's cohorts."""
    return None if not listed.cohorts or not listed.cohorts.isdisjoint(facts.cohorts) else "cohort_not_served"


def a_need_is_served(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme meets any need, or one of those asked for, or what matters was told in words alone."""
    needs = listed.needs
    return None if not needs or not facts.needs or not needs.isdisjoint(facts.needs) else "need_not_served"


def person_is_old_enough(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The person is at least the scheme's lowest age."""
    lowest = listed.scheme.age_min
    if lowest is None:
        return None
    return "age_not_known" if facts.age is None else "too_young" if facts.age < lowest else None


def person_is_young_enough(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The person is at most the scheme's highest age."""
    highest = listed.scheme.age_max
    if highest is None:
        return None
    return "age_not_known" if facts.age is None else "too_old" if facts.age > highest else None


def sex_is_served(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme serves every sex, or the person's. Where none was told, the scheme is asked rather than ruled out."""
    sexes = listed.scheme.sexes
    sex = SEX_OF_GENDER.get(facts.gender or "")
    return None if not sexes or sex is None or sex in sexes else "sex_not_served"


def channel_is_accepted(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme takes referrals by this channel."""
    channels = listed.scheme.channels
    return None if not channels or facts.channel in channels else "channel_not_accepted"


def referrer_is_accepted(facts: Facts, _complexity: str, listed: Listed) -> str | None:
    """The scheme takes referrals from anybody, or from the organisation that refers."""
    accepted = listed.accepts_from
    return None if not accepted or facts.sender in accepted else "referrer_not_accepted"


def complexity_can_be_held(_facts: Facts, complexity: str, listed: Listed) -> str | None:
    """The scheme can hold as much as the person has to deal with."""
    most = COMPLEXITY_ORDER[listed.scheme.complexity_max]
    return None if COMPLEXITY_ORDER[complexity] <= most else "complexity_too_high"


RULES: tuple[Rule, ...] = (
    scheme_is_approved,
    scheme_takes_referrals,
    scheme_is_not_paused,
    entry_was_checked_in_time,
    person_belongs_to_a_cohort_served,
    a_need_is_served,
    person_is_old_enough,
    person_is_young_enough,
    sex_is_served,
    channel_is_accepted,
    referrer_is_accepted,
    complexity_can_be_held,
)


def reasons_against(facts: Facts, complexity: str, listed: Listed) -> tuple[str, ...]:
    """Return the reason code of every rule that is not kept; none means the person can go there."""
    reasons = [reason for rule in RULES if (reason := rule(facts, complexity, listed))]
    return tuple(dict.fromkeys(reasons))
