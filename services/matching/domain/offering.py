"""The decision of matching: the best suitable scheme that can take the person is offered; else it is a gap."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from services.matching.domain.capacity import Capacity
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request
from services.matching.domain.waiting import about, fuller_schemes, lists_left, wait
from shared.contracts.event import Event
from shared.contracts.matching import (
    Considered,
    NoSchemeFound,
    OverlapFound,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
)

WAITS = ("wait_too_long",)
FULL = ("no_place_free",)


class Decision(NamedTuple):
    """What matching records for one referral, and the scheme that gets it, if any."""

    events: tuple[Event, ...]
    scheme_id: str | None


def decide(
    request: Request,
    considered: Sequence[Considered],
    schemes: Mapping[str, Listed],
    capacity: Capacity,
    ranking: Ranking,
    today: date,
) -> Decision:
    """Offer the best suitable scheme with room and give it the place, or park the referral and say why.

    A scheme that has room but lets people wait too long comes after those that can take them sooner.
    """
    weighed = tuple(_with_capacity(one, request, schemes, capacity, ranking) for one in considered)
    shortlisted = _shortlisted(request, weighed, ranking)
    best = next((one for reasons in ((), WAITS) for one in weighed if one.suitable and one.reasons == reasons), None)
    if best is None:
        return Decision((shortlisted, *_parked(request, weighed, schemes, capacity, ranking, today)), None)
    overlap = capacity.elsewhere(request.facts.person_id)
    capacity.reserve(best.scheme_id, request.facts.person_id, request.facts.reference)
    found = (OverlapFound(**about(request), scheme_ids=overlap),) if overlap else ()
    left = lists_left(request, "offered")
    offered = _offered(request, best, weighed, schemes, capacity)
    return Decision((shortlisted, *found, *left, offered), best.scheme_id)


def _with_capacity(
    one: Considered, request: Request, schemes: Mapping[str, Listed], capacity: Capacity, ranking: Ranking
) -> Considered:
    if not one.suitable:
        return one
    reason = capacity.why_not(one.scheme_id, request.facts.person_id)
    longest = getattr(ranking.wait_days_max, request.facts.urgency)
    usual = schemes[one.scheme_id].scheme.usual_wait_days
    if reason is None and longest is not None and usual is not None and usual > longest:
        reason = "wait_too_long"
    return msgspec.structs.replace(one, reasons=(reason,)) if reason else one


def _shortlisted(request: Request, weighed: tuple[Considered, ...], ranking: Ranking) -> Event:
    return SchemesShortlisted(
        **about(request),
        round=request.round,
        protocol_version=ranking.version,
        complexity=request.complexity,
        facts=request.facts if request.round == 1 else None,
        considered=weighed,
    )


def _offered(
    request: Request, best: Considered, weighed: Sequence[Considered], schemes: Mapping[str, Listed], capacity: Capacity
) -> Event:
    scheme = schemes[best.scheme_id].scheme
    before = [one for one in weighed if one.suitable and one.score > best.score]
    fuller = fuller_schemes([one for one in before if one.reasons in (FULL, WAITS)], schemes, capacity)
    full = any(one.reasons == FULL for one in before)
    return SchemeOffered(
        **about(request),
        round=request.round,
        scheme_id=scheme.id,
        scheme_name=scheme.name,
        scheme_kind=scheme.kind,
        score=best.score,
        reasons=("better_scheme_full",) if full else ("better_scheme_waits",) if fuller else ("best_suitable",),
        fuller=fuller,
    )


def _parked(
    request: Request,
    weighed: Sequence[Considered],
    schemes: Mapping[str, Listed],
    capacity: Capacity,
    ranking: Ranking,
    today: date,
) -> tuple[Event, ...]:
    facts = request.facts
    reasons = tuple(sorted({reason for one in weighed for reason in one.reasons})) or ("no_scheme_in_area",)
    gap = NoSchemeFound(**about(request), needs=facts.needs, cohorts=facts.cohorts, areas=facts.areas, reasons=reasons)
    review_on = today + timedelta(days=ranking.review_parked_after_days)
    full = next((schemes[one.scheme_id].scheme for one in weighed if one.suitable and one.reasons == FULL), None)
    return gap, ReferralParked(**about(request), review_on=review_on), *wait(request, full, capacity)
