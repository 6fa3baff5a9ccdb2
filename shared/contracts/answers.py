"""The short answers people give: to an offer, at the end of a case, after a review.

`by` is who answers, and `note` free text: both stay with the service that takes the answer and are never published.
"""

import msgspec


class AcceptOffer(msgspec.Struct, frozen=True, kw_only=True):
    """A scheme takes the person on."""

    by: str
    note: str | None = None


class DeclineOffer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer is not taken up: why, and whether the person, the scheme or neither decided so."""

    reason: str
    attributed_to: str
    by: str | None = None
    note: str | None = None


class CloseCase(msgspec.Struct, frozen=True, kw_only=True):
    """Support ends: what came of it, and why it ends now."""

    outcome: str
    reason: str
    by: str | None = None
    note: str | None = None


class WithdrawReferral(msgspec.Struct, frozen=True, kw_only=True):
    """A referrer takes a referral back, and says why."""

    reason: str
    by: str | None = None
    note: str | None = None


class DecideReview(msgspec.Struct, frozen=True, kw_only=True):
    """A person at the hub sends a held referral on, or back with advice, and says why in words."""

    decision: str
    reason: str
    by: str | None = None
