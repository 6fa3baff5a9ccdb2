"""The doors of the short bodies, as far as the services behind them keep what is told today.

Why: an answer's free note and the name of who answers have no room behind the door yet; taken in here and dropped
they would be lost without a word, so their names are refused.
"""

from services.web.reason_words import REVIEW_REASONS
from shared.contracts.directory_codes import TAKEN_OFF_REASONS
from shared.contracts.outreach_codes import OUTREACH_DECLINE_REASONS, OUTREACH_END_REASONS
from shared.contracts.vocabulary import REVIEW_DECISIONS
from shared.doors.answers import CloseCaseSchema, DeclineOfferSchema, WithdrawReferralSchema
from shared.doors.door import Door
from shared.doors.fields import Code


class DeclineDoor(DeclineOfferSchema):
    """Why an offer is not taken up, and who decided so."""

    class Meta(DeclineOfferSchema.Meta):
        exclude = ("by", "note")


class ClosureDoor(CloseCaseSchema):
    """What came of a case, and why it ends now."""

    class Meta(CloseCaseSchema.Meta):
        exclude = ("by", "note")


class WithdrawalDoor(WithdrawReferralSchema):
    """Why a referral is taken back."""

    class Meta(WithdrawReferralSchema.Meta):
        exclude = ("by", "note")


class ReviewDoor(Door):
    """What the hub decides on a held referral, and why.

    Why a code: the reason travels with the referral over the message broker, which may carry no free text.
    """

    decision = Code(REVIEW_DECISIONS, f"Choose one of: {', '.join(REVIEW_DECISIONS)}.", required=True)
    reason = Code(REVIEW_REASONS, f"Choose one of: {', '.join(REVIEW_REASONS)}.", required=True)


class TakingOffDoor(Door):
    """Why an activity is taken off the directory."""

    reason = Code(TAKEN_OFF_REASONS, f"Choose one of: {', '.join(TAKEN_OFF_REASONS)}.", required=True)


class NoDoor(Door):
    """Why somebody on a list said no."""

    reason = Code(OUTREACH_DECLINE_REASONS, f"Choose one of: {', '.join(OUTREACH_DECLINE_REASONS)}.", required=True)


class OutreachEndDoor(Door):
    """Why nobody tries to reach a person any more."""

    reason = Code(OUTREACH_END_REASONS, f"Choose one of: {', '.join(OUTREACH_END_REASONS)}.", required=True)
