"""The doors of the short answers: a scheme's reply to an offer, a case's close, a referral taken back, a review."""

from collections.abc import Mapping
from typing import Any

import msgspec

from shared.config.limits import NOTE_CHARACTERS_MAX
from shared.contracts.answers import AcceptOffer, CloseCase, DecideReview, DeclineOffer, WithdrawReferral
from shared.contracts.vocabulary import (
    ATTRIBUTIONS,
    CLOSURE_REASONS,
    DECLINE_REASONS,
    OUTCOMES,
    REVIEW_DECISIONS,
    WITHDRAWAL_REASONS,
)
from shared.doors.door import Broken, Door, let_in
from shared.doors.fields import Code
from shared.doors.words import Name, Text


class AcceptOfferSchema(Door):
    """Who accepts must be told: the referrer hears it."""

    by = Name("Enter the name of who accepts.", required=True)
    note = Text(NOTE_CHARACTERS_MAX, lines=True)


class DeclineOfferSchema(Door):
    """A reason and its attribution; the reason `other` needs its note."""

    reason = Code(DECLINE_REASONS, f"Choose one of: {', '.join(DECLINE_REASONS)}.", required=True)
    attributed_to = Code(ATTRIBUTIONS, f"Say who decided: {', '.join(ATTRIBUTIONS)}.", required=True)
    by = Name()
    note = Text(NOTE_CHARACTERS_MAX, lines=True)


class CloseCaseSchema(Door):
    """What came of it, and the reason."""

    outcome = Code(OUTCOMES, f"Choose one of: {', '.join(OUTCOMES)}.", required=True)
    reason = Code(CLOSURE_REASONS, f"Choose one of: {', '.join(CLOSURE_REASONS)}.", required=True)
    by = Name()
    note = Text(NOTE_CHARACTERS_MAX, lines=True)


class WithdrawReferralSchema(Door):
    """Why a referral is taken back; the reason `other` needs its note."""

    reason = Code(WITHDRAWAL_REASONS, f"Choose one of: {', '.join(WITHDRAWAL_REASONS)}.", required=True)
    by = Name()
    note = Text(NOTE_CHARACTERS_MAX, lines=True)


class DecideReviewSchema(Door):
    """The decision and its reason in words, kept beside the referral."""

    decision = Code(REVIEW_DECISIONS, f"Choose one of: {', '.join(REVIEW_DECISIONS)}.", required=True)
    reason = Text(NOTE_CHARACTERS_MAX, "Say why, in a sentence.", required=True, lines=True)
    by = Name()


_accept, _decline, _close = AcceptOfferSchema(), DeclineOfferSchema(), CloseCaseSchema()
_withdraw, _decide = WithdrawReferralSchema(), DecideReviewSchema()


def load_acceptance(data: object) -> AcceptOffer:
    """Return a scheme's yes. Raises: Malformed."""
    return msgspec.convert(let_in(_accept, data, _no_rules), AcceptOffer)


def load_decline(data: object) -> DeclineOffer:
    """Return a scheme's no. Raises: Malformed, also for the reason `other` without a note."""
    return msgspec.convert(let_in(_decline, data, _other_is_explained), DeclineOffer)


def load_closure(data: object) -> CloseCase:
    """Return a case's close. Raises: Malformed."""
    return msgspec.convert(let_in(_close, data, _no_rules), CloseCase)


def load_withdrawal(data: object) -> WithdrawReferral:
    """Return a referrer's taking back. Raises: Malformed, also for the reason `other` without a note."""
    return msgspec.convert(let_in(_withdraw, data, _other_is_explained), WithdrawReferral)


def load_review_decision(data: object) -> DecideReview:
    """Return a hub coordinator's decision. Raises: Malformed."""
    return msgspec.convert(let_in(_decide, data, _no_rules), DecideReview)


def _no_rules(_sent: Mapping[str, Any], _told: dict[str, Any]) -> Broken:
    return iter(())


def _other_is_explained(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    if told.get("reason") == "other" and sent.get("note") is None:
        yield "note", "Say in the note what the reason was."
