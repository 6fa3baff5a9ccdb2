"""The facts triage records: what is needed, how soon, and by which route."""

from typing import Annotated, Any

from shared.contracts.event import Event, Kept, recorded
from shared.contracts.facts import Facts


@recorded("triage.referral_triaged")
class ReferralTriaged(Event):
    """A referral goes on to matching. `facts` now holds the age cohorts worked out; `complexity`: low, some, high."""

    facts: Facts
    complexity: str
    protocol_version: int
    reasons: tuple[str, ...] = ()


@recorded("triage.referral_held_for_review")
class ReferralHeldForReview(Event):
    """A person at the hub must look before the referral goes anywhere."""

    facts: Facts
    complexity: str
    protocol_version: int
    reasons: tuple[str, ...]


@recorded("triage.referral_returned_with_advice")
class ReferralReturnedWithAdvice(Event):
    """The referral goes back to its sender. `advice`: a code whose words the front door knows.

    `facts`: what was decided on, for deciding it again; those of referrals returned before it was kept are None.
    """

    reference: str
    person_id: str
    advice: str
    protocol_version: int
    reasons: tuple[str, ...]
    facts: Annotated[Facts | None, Kept] = None


@recorded("triage.urgent_concern_raised")
class UrgentConcernRaised(Event):
    """The referral tells of something that can not wait for a connector scheme."""

    reference: str
    person_id: str
    reasons: tuple[str, ...]


@recorded("triage.review_ended")
class ReviewEnded(Event):
    """Nobody needs to look any more: the referral was taken back while it waited."""

    reference: str
    person_id: str
    reason: str


@recorded("triage.protocol_published")
class ProtocolPublished(Event):
    """The hub's triage rules, as data, under a version that decisions name."""

    version: int
    protocol: Annotated[dict[str, Any] | None, Kept] = None
