"""The cohorts a person's age puts them in; nobody is asked for them."""

from shared.contracts.facts import Facts

YOUNG_FROM_YEARS, YOUNG_UP_TO_YEARS = 16, 25  # Source: learning report, figure 2: schemes for people aged 16 to 25
OVER_50_FROM_YEARS = 50  # Source: learning report: Reconnections, Wales 50+
OVER_65_FROM_YEARS = 65  # Source: learning report, figure 2


def age_cohorts(age: int | None) -> tuple[str, ...]:
    """Return the cohorts of an age in whole years; none when it is not known."""
    if age is None:
        return ()
    found = []
    if YOUNG_FROM_YEARS <= age <= YOUNG_UP_TO_YEARS:
        found.append("young_person")
    if age >= OVER_50_FROM_YEARS:
        found.append("over_50")
    if age >= OVER_65_FROM_YEARS:
        found.append("over_65")
    return tuple(found)


def all_cohorts(facts: Facts) -> tuple[str, ...]:
    """Return what the referrer told and what the age tells, each once."""
    return tuple(dict.fromkeys((*facts.cohorts, *age_cohorts(facts.age))))
