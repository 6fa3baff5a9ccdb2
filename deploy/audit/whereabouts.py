"""Where a referral is, as far as each service can tell."""

from deploy.audit.trail import OPEN, Trail
from shared.contracts.event import Event
from shared.contracts.matching import ReferralParked, SchemeOffered, WaitingListJoined, WaitingListLeft
from shared.contracts.triage import ReferralHeldForReview, ReferralReturnedWithAdvice

_WITH_TRIAGE: dict[type[Event], str] = {ReferralHeldForReview: "in_review", ReferralReturnedWithAdvice: "returned"}

_PARKED = (ReferralParked, WaitingListJoined, WaitingListLeft)
"""The last words of a round that found nothing. Whoever leaves a waiting list for an offer has that said afterwards."""


def places_of(trail: Trail) -> list[str]:
    """Return every place where one service or another thinks a referral is."""
    if trail.withdrawn:
        return ["withdrawn"]
    if not trail.assessment:
        return ["received"] if trail.received else []
    with_triage = _WITH_TRIAGE.get(type(trail.assessment[-1].event))
    open_cases = [case.state for case in trail.case_states.values() if case and case.state in OPEN]
    later = _later(trail) if trail.routed and not open_cases else None
    return [place for place in (with_triage, *open_cases, later) if place]


def _later(trail: Trail) -> str | None:
    """Return the place of a referral that triage has let go and no case holds open."""
    last = type(trail.match[-1].event) if trail.match else None
    case = trail.case_states.get(max(trail.rounds, default=0))
    if case and case.state == "closed":
        return "closed"
    if last in _PARKED:
        return "parked"
    on_its_way = last in (None, SchemeOffered) and (case is None or case.state == "declined")
    return "matching" if on_its_way else None
