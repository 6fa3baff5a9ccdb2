"""The shapes of what the API answers about the protocols a hub edits, and about decisions decided again."""

from marshmallow import Schema, fields

from services.web.shapes import told
from shared.doors.protocol import ProtocolSchema
from shared.doors.ranking import RankingSchema


class VersionShape(Schema):
    """When a version was published, and by whom."""

    version = fields.Integer(required=True)
    published_at = fields.String(required=True, metadata=told("When, in UTC.", format="date-time"))
    published_by = fields.String(required=True, metadata=told("By which role or part of Onward."))


class ShownShape(VersionShape):
    """A version of what the hub edits."""

    in_force = fields.Integer(required=True, metadata=told("The version by which is decided now: base edits on it."))
    versions = fields.List(fields.Nested(VersionShape), required=True, metadata=told("All there are, oldest first."))


class ShownProtocolShape(ShownShape):
    """A version of the triage protocol, as it can be edited and sent back."""

    protocol = fields.Nested(ProtocolSchema, required=True)


class ShownRankingShape(ShownShape):
    """A version of the ranking, as it can be edited and sent back."""

    protocol = fields.Nested(RankingSchema, required=True)


class PublishedShape(Schema):
    """What came of publishing."""

    status = fields.String(required=True, metadata=told("published; or unchanged: it is what is in force already"))
    version = fields.Integer(required=True, metadata=told("The version in force now."))


class AssessmentShape(Schema):
    """What triage decides about a referral."""

    route = fields.String(required=True)
    advice = fields.String(required=True, allow_none=True)
    urgent_concern = fields.List(fields.String(), required=True, metadata=told("The rules that raise one, as codes."))
    complexity = fields.String(required=True, allow_none=True, metadata=told("Null for what goes back."))
    reasons = fields.List(fields.String(), required=True, metadata=told("Every rule that speaks, as a code."))


class ChoiceShape(Schema):
    """The scheme that stands first for a referral, whatever room it has."""

    first_choice = fields.String(required=True, allow_none=True, metadata=told("Null where no scheme is suitable."))
    score = fields.Integer(required=True)
    factors = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    review_after_days = fields.Integer(
        required=True, allow_none=True, metadata=told("Where no scheme is suitable: the days until the next look.")
    )


class ChangeShape(Schema):
    """A referral that would be decided otherwise. It says nothing of who the person is."""

    reference = fields.String(required=True)
    changed = fields.List(fields.String(), required=True, metadata=told("What is not the same before and after."))


class AssessmentChangeShape(ChangeShape):
    """A referral that triage would decide otherwise."""

    before = fields.Nested(AssessmentShape, required=True)
    after = fields.Nested(AssessmentShape, required=True)


class ChoiceChangeShape(ChangeShape):
    """A referral for which another scheme, or the same with other points, would stand first."""

    before = fields.Nested(ChoiceShape, required=True)
    after = fields.Nested(ChoiceShape, required=True)


class TriedShape(Schema):
    """What an edit would change for the newest referrals. Nothing of it is recorded."""

    version = fields.Integer(required=True, metadata=told("The version in force, with which the edit is compared."))
    looked_at = fields.Integer(required=True, metadata=told("How many referrals were decided both ways."))
    left_out = fields.Integer(required=True, metadata=told("How many hold too little to be decided again."))
    complete = fields.Boolean(required=True, metadata=told("Whether there was time for all of the newest."))
    leaves_out = fields.List(fields.String(), required=True, metadata=told("What was not looked at, such as capacity."))
    changed = fields.Integer(required=True, metadata=told("How many would be decided otherwise."))
    kinds = fields.Dict(
        keys=fields.String(), values=fields.Integer(), required=True, metadata=told("How many, by what would change.")
    )


class TriedProtocolShape(TriedShape):
    """What an edited triage protocol would change."""

    changes = fields.List(fields.Nested(AssessmentChangeShape), required=True)


class TriedRankingShape(TriedShape):
    """What an edited ranking would change."""

    changes = fields.List(fields.Nested(ChoiceChangeShape), required=True)


class DecidedAgainShape(Schema):
    """One decision of the past, decided again by its own version and facts."""

    decision = fields.String(required=True, metadata=told("triage or matching"))
    round = fields.Integer(metadata=told("Which offer it led to, from 1; of matching only."))
    decided_at = fields.String(required=True, metadata=told("When, in UTC.", format="date-time"))
    protocol_version = fields.Integer(required=True)
    same = fields.Boolean(
        required=True, allow_none=True, metadata=told("Null where too little was kept to decide it again.")
    )
    differences = fields.List(fields.String(), required=True, metadata=told("What does not come out as recorded."))
    scheme_ids = fields.List(fields.String(), metadata=told("The schemes about which the shortlists differ."))


class ReplayShape(Schema):
    """Every decision on a referral, decided again."""

    reference = fields.String(required=True)
    same = fields.Boolean(required=True, metadata=told("Whether all that can be decided again comes out as recorded."))
    decisions = fields.List(fields.Nested(DecidedAgainShape), required=True)
