"""What a protocol makes of a referral, in a form that two versions, or a record and its replay, are compared by."""

from collections.abc import Sequence
from typing import NamedTuple

from services.triage.domain.assessment import assess
from services.triage.domain.protocol import Protocol
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.triage import (
    ReferralHeldForReview,
    ReferralReturnedWithAdvice,
    ReferralTriaged,
    UrgentConcernRaised,
)

Routed = ReferralTriaged | ReferralHeldForReview | ReferralReturnedWithAdvice
_ROUTES = {ReferralTriaged: "matching", ReferralHeldForReview: "review", ReferralReturnedWithAdvice: "return"}


class Assessed(NamedTuple):
    """One assessment. `urgent_concern`: the codes of the rules that raised one. What goes back has no complexity."""

    route: str
    advice: str | None
    urgent_concern: tuple[str, ...]
    complexity: str | None
    reasons: tuple[str, ...]


def assessed(events: Sequence[Event]) -> tuple[Assessed, Routed] | None:
    """Return what the protocol decided first about a referral; what a person decided later is another matter."""
    routed = next((event for event in events if isinstance(event, Routed)), None)
    if routed is None:
        return None
    concern = next((event.reasons for event in events if isinstance(event, UrgentConcernRaised)), ())
    found = Assessed(
        route=_ROUTES[type(routed)],
        advice=getattr(routed, "advice", None),
        urgent_concern=concern,
        complexity=getattr(routed, "complexity", None),
        reasons=routed.reasons,
    )
    return found, routed


def assessed_by(protocol: Protocol, facts: Facts) -> Assessed:
    """Return what a protocol decides about a referral now."""
    found = assessed(assess(protocol, facts))
    assert found is not None, "assess always routes"
    return found[0]
