"""The cohorts a person's age puts them in; nobody is asked for them."""

from shared.contracts.facts import Facts
from shared.contracts.vocabulary import AGE_COHORTS


def age_cohorts(age: int | None) -> tuple[str, ...]:
    """Return the cohorts of an age in whole years; none when it is not known."""
    if age is None:
        return ()
    return tuple(
        cohort
        for cohort, (youngest, oldest) in AGE_COHORTS.items()
        if youngest <= age and (oldest is None or age <= oldest)
    )


def all_cohorts(facts: Facts) -> tuple[str, ...]:
    """Return what the referrer told and what the age tells, each once."""
    return tuple(dict.fromkeys((*facts.cohorts, *age_cohorts(facts.age))))
