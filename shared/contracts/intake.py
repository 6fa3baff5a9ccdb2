"""The facts intake records: referrals as they arrive, and who the people are."""

from typing import Annotated

from shared.contracts.event import Event, Kept, Personal, recorded
from shared.contracts.facts import Facts
from shared.contracts.referral import PersonDetails, Referral


@recorded("intake.referral_received")
class ReferralReceived(Event):
    """A referral was taken in, whole and valid; from here on it can not be lost.

    `submission` and `content`: keyed hashes of the sender's idempotency key and of the body sent with it.
    """

    facts: Facts
    submission: Annotated[str | None, Kept] = None
    content: Annotated[str | None, Kept] = None
    referral: Annotated[Referral | None, Personal] = None


@recorded("intake.referral_withdrawn")
class ReferralWithdrawn(Event):
    """The referrer took a referral back before it was accepted."""

    reference: str
    person_id: str
    reason: str


@recorded("intake.person_registered")
class PersonRegistered(Event):
    """Somebody Onward had not met before."""

    person_id: str
    reference: str
    details: Annotated[PersonDetails | None, Personal] = None


@recorded("intake.person_recognised")
class PersonRecognised(Event):
    """A referral is about somebody already known. `on`: what agreed, for example `nhs_number`."""

    person_id: str
    reference: str
    on: str
