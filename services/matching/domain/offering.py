"""The decision of matching: the best suitable scheme with a free place is offered; where there is none, a gap."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from services.matching.domain.capacity import Capacity
from services.matching.domain.listed import Listed
from services.matching.domain.ranking import Ranking
from services.matching.domain.shortlist import Request
from shared.contracts.event import Event
from shared.contracts.matching import (
    Considered,
    NoSchemeFound,
    OverlapFound,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
)
from shared.contracts.scheme import Scheme


class Decision(NamedTuple):
    """What matching records for one referral, and the scheme that gets it, if any."""

    events: tuple[Event, ...]
    scheme_id: str | None


def decide(
    request: Request,
    considered: Sequence[Considered],
    schemes: dict[str, Listed],
    capacity: Capacity,
    ranking: Ranking,
    today: date,
) -> Decision:
    """Offer the best suitable scheme with room and give it the place, or park the referral and say why."""
    person_id = request.facts.person_id
    weighed = tuple(_with_capacity(one, capacity, person_id) for one in considered)
    best = next((one for one in weighed if one.suitable and not one.reasons), None)
    shortlisted = _shortlisted(request, weighed, ranking)
    if best is None:
        return Decision((shortlisted, *_parked(request, weighed, ranking, today)), None)
    overlap = capacity.elsewhere(person_id)
    capacity.reserve(best.scheme_id, person_id, request.facts.reference)
    offered = _offered(request, best, weighed, schemes[best.scheme_id].scheme)
    found = (OverlapFound(reference=request.facts.reference, person_id=person_id, scheme_ids=overlap),)
    return Decision((shortlisted, *(found if overlap else ()), offered), best.scheme_id)


def _with_capacity(one: Considered, capacity: Capacity, person_id: str) -> Considered:
    reason = capacity.why_not(one.scheme_id, person_id) if one.suitable else None
    return msgspec.structs.replace(one, reasons=(reason,)) if reason else one


def _shortlisted(request: Request, weighed: tuple[Considered, ...], ranking: Ranking) -> Event:
    return SchemesShortlisted(
        reference=request.facts.reference,
        person_id=request.facts.person_id,
        round=request.round,
        protocol_version=ranking.version,
        complexity=request.complexity,
        facts=request.facts if request.round == 1 else None,
        considered=weighed,
    )


def _offered(request: Request, best: Considered, weighed: Sequence[Considered], scheme: Scheme) -> Event:
    fuller = [one for one in weighed if one.suitable and one.reasons == ("no_place_free",) and one.score > best.score]
    return SchemeOffered(
        reference=request.facts.reference,
        person_id=request.facts.person_id,
        round=request.round,
        scheme_id=scheme.id,
        scheme_name=scheme.name,
        scheme_kind=scheme.kind,
        score=best.score,
        reasons=("better_scheme_full",) if fuller else ("best_suitable",),
    )


def _parked(request: Request, weighed: Sequence[Considered], ranking: Ranking, today: date) -> tuple[Event, ...]:
    facts = request.facts
    reasons = tuple(sorted({reason for one in weighed for reason in one.reasons})) or ("no_scheme_in_area",)
    gap = NoSchemeFound(
        reference=facts.reference,
        person_id=facts.person_id,
        needs=facts.needs,
        cohorts=facts.cohorts,
        areas=facts.areas,
        reasons=reasons,
    )
    review_on = today + timedelta(days=ranking.review_parked_after_days)
    return gap, ReferralParked(reference=facts.reference, person_id=facts.person_id, review_on=review_on)
