"""What is asked of somebody's yes: a referral, without what the list holds already. Intake reads it once completed."""

from shared.contracts.vocabulary import CHANNELS
from shared.doors.fields import Code
from shared.doors.groups import Part
from shared.doors.referral import ReferralSchema
from shared.doors.referral_parts import PersonSchema, ReferrerSchema
from shared.doors.words import Name


class AgreedPersonSchema(PersonSchema):
    """The person; their name may be on the list already."""

    given_name = Name()
    family_name = Name()


class AskedBySchema(ReferrerSchema):
    """Who was at the door; the channel is outreach, and the source that of the list."""

    channel = Code(CHANNELS, f"Choose one of: {', '.join(CHANNELS)}.")


class AgreementSchema(ReferralSchema):
    """A referral, completed from the list."""

    person = Part(AgreedPersonSchema, "Say at least when the person was born.", required=True)
    referrer = Part(AskedBySchema, "Say who was at the door.", required=True)
