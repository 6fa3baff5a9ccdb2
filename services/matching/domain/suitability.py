"""Should they: what speaks for a scheme, factor by factor; the points sum to its score."""

from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from shared.contracts.facts import Facts
from shared.contracts.scheme import Scheme

DAYS_PER_WEEK = 7
_LEVELS = {
    "E01": "lsoa",
    "W01": "lsoa",
    "S01": "lsoa",
    "E05": "ward",
    "W05": "ward",
    "S13": "ward",
    "N20": "lsoa",
    "N08": "ward",
}
"""GSS prefixes by how local they are; any other code is a local authority's. Source: ONS coding and naming policy."""


def factors(facts: Facts, listed: Listed, ranking: Ranking) -> dict[str, int]:
    """Return the points of every factor that counts for or against this scheme; those that give none are left out."""
    scheme = listed.scheme
    points = {
        "specialist_for_cohort": ranking.specialist_for_cohort if _is_specialist_for(facts, listed) else 0,
        "narrow_cohort": ranking.narrow_cohort // len(scheme.cohorts) if scheme.cohorts else 0,
        "need_served": ranking.need_served * min(_needs_served(facts, listed), ranking.needs_counted_max),
        "local": _local(facts, listed, ranking),
        "priority_area": _priority_area(facts, listed, ranking),
        "language_spoken": ranking.language_spoken if facts.language in scheme.languages else 0,
        "interpreter_offered": _interpreter(facts, scheme, ranking),
        "wait": _wait(scheme, ranking),
        "wished_for": ranking.wished_for if facts.requested_scheme == scheme.id else 0,
    }
    return {name: value for name, value in points.items() if value}


def _is_specialist_for(facts: Facts, listed: Listed) -> bool:
    return listed.scheme.kind == "specialist" and not listed.cohorts.isdisjoint(facts.cohorts)


def _needs_served(facts: Facts, listed: Listed) -> int:
    return len(listed.needs.intersection(facts.needs))


def _local(facts: Facts, listed: Listed, ranking: Ranking) -> int:
    found = [getattr(ranking.local, level(code)) for code in facts.areas if code in listed.areas]
    if facts.practice and facts.practice in listed.scheme.catchment.practices:
        found.append(ranking.local.practice)
    return max(found, default=ranking.local.everywhere)


def _priority_area(facts: Facts, listed: Listed, ranking: Ranking) -> int:
    return 0 if listed.priority_areas.isdisjoint(facts.areas) else ranking.priority_area


def level(code: str) -> str:
    """Return how local a GSS code is: lsoa, ward or local_authority."""
    return _LEVELS.get(code[:3], "local_authority")


def _interpreter(facts: Facts, scheme: Scheme, ranking: Ranking) -> int:
    return ranking.interpreter_offered if facts.interpreter_needed and "interpreter" in scheme.support else 0


def _wait(scheme: Scheme, ranking: Ranking) -> int:
    weeks = (scheme.usual_wait_days or 0) // DAYS_PER_WEEK
    return max(ranking.wait_per_week * weeks, -ranking.wait_points_max)
