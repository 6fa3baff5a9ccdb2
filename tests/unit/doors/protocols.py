"""Protocols and rankings as a hub sends them: the shipped ones, and any that a door lets in."""

import copy
from typing import Any

from hypothesis import strategies as st

from services.matching.wiring import shipped_ranking
from services.triage.wiring import shipped_protocol
from shared.config.limits import AGE_YEARS_MAX, COMPLEXITY_POINTS_MAX, RANKING_POINTS_MAX, WAIT_DAYS_MAX
from shared.contracts.protocol_codes import ADVICE, ROUTES
from shared.contracts.vocabulary import CHANNELS, COHORTS, NEEDS, URGENCIES
from shared.event_store.editions import content_of

Sent = dict[str, Any]


def edited_protocol(based_on: int = 1) -> Sent:
    """Return the shipped triage protocol as it is shown, ready to be edited."""
    return {"based_on": based_on, "protocol": content_of(shipped_protocol())}


def edited_ranking(based_on: int = 1, **changed: Any) -> Sent:
    """Return the shipped ranking as it is shown, but for what is changed."""
    return {"based_on": based_on, "protocol": {**content_of(shipped_ranking()), **changed}}


def with_rule(sent: Sent, *rules: Sent) -> Sent:
    """Return a protocol with more rules."""
    more = copy.deepcopy(sent)
    more["protocol"]["rules"] += rules
    return more


def _several(codes: Any) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(codes)), unique=True, min_size=1, max_size=4)


_flags = ("risks_known", "safeguarding_concern", "contacting_prohibited", "interpreter_needed", "what_matters_told")
_whens = st.fixed_dictionaries(
    {},
    optional={
        "urgency": _several(URGENCIES),
        "channel": _several(CHANNELS),
        "any_need": _several(NEEDS),
        "any_cohort": _several(COHORTS),
        "needs_at_least": st.integers(1, 6),
        "cohorts_at_least": st.integers(1, 6),
        "age_from": st.integers(0, AGE_YEARS_MAX),
        **{flag: st.booleans() for flag in _flags},
    },
).filter(bool)
_codes = st.from_regex("[a-z][a-z0-9_]{0,20}", fullmatch=True)


def _rule(when: Sent, route: str, advice: str, concern: bool) -> Sent:
    told = {"when": when, "route": route, "urgent_concern": concern}
    return {**told, "advice": advice} if route == "return" else told


_rules = st.builds(_rule, _whens, st.sampled_from(list(ROUTES)), st.sampled_from(list(ADVICE)), st.booleans())
_points = st.fixed_dictionaries({"when": _whens, "points": st.integers(1, COMPLEXITY_POINTS_MAX)})


def _coded(parts: st.SearchStrategy[Sent], least: int) -> st.SearchStrategy[list[Sent]]:
    """Give some of these, each under a code of its own."""
    named = st.dictionaries(_codes, parts, min_size=least, max_size=6)
    return named.map(lambda found: [{"code": code, **part} for code, part in found.items()])


def _marks(points: list[Sent], marks: list[int]) -> Sent:
    return {"points": points, "some_from": min(marks), "high_from": max(marks)}


_complexities = st.builds(_marks, _coded(_points, 0), st.lists(st.integers(1, 300), min_size=2, max_size=2))

any_protocol = st.fixed_dictionaries({"rules": _coded(_rules, 1), "complexity": _complexities})
"""Any triage protocol that the door lets in, as a hub would send it."""

_counted = st.integers(0, RANKING_POINTS_MAX)


def _local(levels: list[int], practice: int) -> Sent:
    everywhere, local_authority, ward, lsoa = sorted(levels)
    near = {"lsoa": lsoa, "ward": ward, "local_authority": local_authority, "everywhere": everywhere}
    return {**near, "practice": max(practice, everywhere)}


any_ranking = st.fixed_dictionaries(
    {
        **dict.fromkeys(("specialist_for_cohort", "narrow_cohort", "need_served", "language_spoken"), _counted),
        **dict.fromkeys(("interpreter_offered", "wait_points_max", "wished_for", "priority_area"), _counted),
        "needs_counted_max": st.integers(0, 10),
        "local": st.builds(_local, st.lists(_counted, min_size=4, max_size=4), _counted),
        "wait_per_week": st.integers(-RANKING_POINTS_MAX, 0),
        "review_parked_after_days": st.integers(1, 366),
        "wait_days_max": st.fixed_dictionaries(
            dict.fromkeys(("routine", "soon", "urgent"), st.none() | st.integers(0, WAIT_DAYS_MAX))
        ),
    }
)
"""Any ranking that the door lets in, as a hub would send it."""
