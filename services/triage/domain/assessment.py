"""The decision of triage, and of the person who reviews what triage held."""

from collections.abc import Sequence

import msgspec

from services.triage.domain.cohorts import all_cohorts
from services.triage.domain.conditions import holds
from services.triage.domain.protocol import Protocol, Rule
from shared.contracts.event import Event
from shared.contracts.facts import Facts
from shared.contracts.triage import (
    ReferralHeldForReview,
    ReferralReturnedWithAdvice,
    ReferralTriaged,
    ReviewEnded,
    UrgentConcernRaised,
)

GENERAL_ADVICE = "see_hub"


def assess(protocol: Protocol, told: Facts) -> list[Event]:
    """Return what triage decides about a referral: the strictest route of all rules that speak.

    Return comes before review, review before matching; every rule that speaks is named among the reasons.
    """
    facts = msgspec.structs.replace(told, cohorts=all_cohorts(told))
    speaking = [rule for rule in protocol.rules if holds(rule.when, facts)]
    concern = tuple(rule.code for rule in speaking if rule.urgent_concern)
    raised: list[Event] = (
        [UrgentConcernRaised(reference=facts.reference, person_id=facts.person_id, reasons=concern)] if concern else []
    )
    return [*raised, _routed(protocol, facts, speaking)]


def _routed(protocol: Protocol, facts: Facts, speaking: Sequence[Rule]) -> Event:
    reasons = tuple(rule.code for rule in speaking)
    routes = {rule.route for rule in speaking}
    if "return" in routes:
        advice = next(rule.advice for rule in speaking if rule.route == "return")
        return _returned(facts, advice or GENERAL_ADVICE, protocol.version, reasons)
    kind = ReferralHeldForReview if "review" in routes else ReferralTriaged
    return kind(facts=facts, complexity=complexity(protocol, facts), protocol_version=protocol.version, reasons=reasons)


def complexity(protocol: Protocol, facts: Facts) -> str:
    """Return low, some or high: the points of every circumstance that holds, held against the protocol's marks."""
    points = sum(one.points for one in protocol.complexity.points if holds(one.when, facts))
    if points >= protocol.complexity.high_from:
        return "high"
    return "some" if points >= protocol.complexity.some_from else "low"


def review(history: Sequence[Event], decision: str, reason: str) -> list[Event] | None:
    """Return what follows from a person's decision on a held referral; nothing when just that was decided before.

    None when nobody has to decide, or somebody decided otherwise.
    """
    held = waiting(history)
    if held is not None:
        return [_decided(held, decision, reason)]
    before = waiting(history[:-1])
    return [] if before is not None and history[-1] == _decided(before, decision, reason) else None


def _decided(held: ReferralHeldForReview, decision: str, reason: str) -> Event:
    reasons = (*held.reasons, reason)
    if decision == "return":
        return _returned(held.facts, GENERAL_ADVICE, held.protocol_version, reasons)
    return ReferralTriaged(
        facts=held.facts, complexity=held.complexity, protocol_version=held.protocol_version, reasons=reasons
    )


def end_review(history: Sequence[Event], reason: str) -> list[Event]:
    """Return the end of a review that nobody needs any more; nothing when none was open."""
    held = waiting(history)
    if held is None:
        return []
    return [ReviewEnded(reference=held.facts.reference, person_id=held.facts.person_id, reason=reason)]


def waiting(history: Sequence[Event]) -> ReferralHeldForReview | None:
    """Return the hold that waits for a person, if the last word on the referral is one."""
    last = history[-1] if history else None
    return last if isinstance(last, ReferralHeldForReview) else None


def _returned(facts: Facts, advice: str, version: int, reasons: tuple[str, ...]) -> Event:
    return ReferralReturnedWithAdvice(
        reference=facts.reference,
        person_id=facts.person_id,
        advice=advice,
        protocol_version=version,
        reasons=reasons,
        facts=facts,
    )
