"""The story of a referral: which event is which step, and the state it leaves the referral in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from shared.contracts.cases import (
    CaseClosed,
    CaseOpened,
    CaseTransferred,
    OfferAccepted,
    OfferDeclined,
    OfferWithdrawn,
)
from shared.contracts.event import Event
from shared.contracts.intake import ReferralReceived, ReferralWithdrawn
from shared.contracts.matching import (
    MatchWithdrawn,
    NoSchemeFound,
    OverlapFound,
    ReferralMoved,
    ReferralParked,
    SchemeOffered,
    SchemesShortlisted,
    WaitingListJoined,
    WaitingListLeft,
)
from shared.contracts.triage import (
    ReferralHeldForReview,
    ReferralReturnedWithAdvice,
    ReferralTriaged,
    ReviewEnded,
    UrgentConcernRaised,
)

LAST_WORDS = 10
"""The rank from which on it counts for more than the instant."""


class Telling(NamedTuple):
    """How one kind of event is told. `state`: the state it leaves the referral in, None when it changes none.

    `rank`: its place in the walk, for events of the same instant. From LAST_WORDS on, a rank
    counts for more than the instant: a withdrawal in whatever phase stays the state, and so does the end of support.
    Why: triage or matching may still act on a referral in the moment after it was taken back.
    """

    what: str
    rank: int
    state: str | None = None
    reason: Callable[[Any], str | None] = lambda _event: None


def _reasons(event: Any) -> str | None:
    return ",".join(event.reasons) or None


def _reason(event: Any) -> str:
    return str(event.reason)


TELLINGS: dict[type[Event], Telling] = {
    ReferralReceived: Telling("referral_received", 0, "received"),
    UrgentConcernRaised: Telling("urgent_concern_raised", 1, None, _reasons),
    ReferralHeldForReview: Telling("referral_held_for_review", 2, "in_review", _reasons),
    ReferralReturnedWithAdvice: Telling("referral_returned_with_advice", 3, "returned", lambda event: event.advice),
    ReferralTriaged: Telling("referral_triaged", 3, "matching", _reasons),
    ReferralMoved: Telling("referral_moved", 3, "matching", _reason),
    SchemesShortlisted: Telling("schemes_shortlisted", 4),
    WaitingListLeft: Telling("waiting_list_left", 5, None, _reason),
    OverlapFound: Telling("overlap_found", 5),
    SchemeOffered: Telling("scheme_offered", 6, "offered", _reasons),
    NoSchemeFound: Telling("no_scheme_found", 6, None, _reasons),
    ReferralParked: Telling("referral_parked", 7, "parked", lambda event: event.review_on.isoformat()),
    WaitingListJoined: Telling("waiting_list_joined", 8),
    CaseOpened: Telling("case_opened", 8),
    OfferAccepted: Telling("offer_accepted", 9, "accepted"),
    OfferDeclined: Telling("offer_declined", 9, "matching", _reason),
    ReferralWithdrawn: Telling("referral_withdrawn", LAST_WORDS, "withdrawn", _reason),
    ReviewEnded: Telling("review_ended", 11, None, _reason),
    MatchWithdrawn: Telling("match_withdrawn", 11),
    OfferWithdrawn: Telling("offer_withdrawn", 11),
    CaseTransferred: Telling("case_transferred", 11, None, _reason),
    CaseClosed: Telling("case_closed", 12, "closed", _reason),
}
"""Every event that is part of a referral's story. A house test holds it against the topology."""


def reference_of(event: Event) -> str:
    """Return the reference of the referral an event is about."""
    facts = getattr(event, "facts", None)
    return str(facts.reference if facts is not None else event.reference)  # type: ignore[attr-defined]
