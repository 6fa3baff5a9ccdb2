"""The shapes of what the API answers. The same schemas write the answers and the OpenAPI document."""

from marshmallow import Schema, fields


def told(description: str, **more: object) -> dict[str, object]:
    """Return a field's metadata for the OpenAPI document."""
    return {"description": description, **more}


ERRORS = fields.Dict(
    keys=fields.String(),
    values=fields.List(fields.String()),
    metadata=told("Every wrong field by its dotted name, each with what to do about it."),
)


class ProblemShape(Schema):
    """Why a request was not done (RFC 9457)."""

    type = fields.String(required=True, metadata=told("Which kind of problem; leads to its description."))
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata=told("What to do, in plain words."))
    reason = fields.String(metadata=told("The rule that refused, as a code."))
    errors = ERRORS


class ReceivedShape(Schema):
    """A referral was taken in and can not be lost any more."""

    reference = fields.String(required=True, metadata=told("What to say on the phone.", examples=["K7MD-3QXP"]))
    status_url = fields.String(
        required=True, metadata=told("Where to ask what came of it.", examples=["/api/v1/referrals/K7MD-3QXP"])
    )


class BulkAnswerShape(Schema):
    """What came of one referral of many: 202 taken in, 409 the key was used for another, 422 something is wrong."""

    status = fields.Integer(required=True)
    reference = fields.String()
    status_url = fields.String()
    repeated = fields.Boolean(metadata=told("Whether the same had been sent under the same key before."))
    errors = ERRORS
    detail = fields.String()


class BulkShape(Schema):
    """One answer for each referral, in the order they were sent."""

    answers = fields.List(fields.Nested(BulkAnswerShape), required=True)


class SchemeNamedShape(Schema):
    """A scheme as a referral names it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)


class BetterSchemeShape(Schema):
    """A scheme that would have suited better and could not take the person in time."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    usual_wait_days = fields.Integer(required=True, allow_none=True, metadata=told("How long people usually wait."))
    waiting = fields.Integer(required=True, metadata=told("How many people waited for a place there then."))


class WaitingShape(Schema):
    """The waiting list a parked referral is on."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    position_when_joined = fields.Integer(required=True, metadata=told("1 was next; others may have left since."))


class StepShape(Schema):
    """One thing that happened to a referral."""

    what = fields.String(required=True, metadata=told("What happened, as a code."))
    at = fields.String(required=True, metadata=told("When, in UTC.", format="date-time"))
    by = fields.String(required=True, metadata=told("By which role or part of Onward."))
    reason = fields.String(metadata=told("Why, as a code."))
    says = fields.String(required=True, metadata=told("The step as a sentence."))


class JourneyShape(Schema):
    """What has happened to a referral so far."""

    reference = fields.String(required=True)
    state = fields.String(required=True, metadata=told("Where the referral stands, as a code."))
    says = fields.String(required=True, metadata=told("Where the referral stands, as a sentence."))
    scheme = fields.Nested(SchemeNamedShape, required=True, allow_none=True, metadata=told("Once offered: the scheme."))
    siblings = fields.List(
        fields.String(), required=True, metadata=told("The references of what came with it on one checklist.")
    )
    better_schemes = fields.List(
        fields.Nested(BetterSchemeShape), metadata=told("Once offered: the schemes that suit better and were full.")
    )
    waiting = fields.Nested(
        WaitingShape, allow_none=True, metadata=told("While parked: the scheme whose waiting list it is on.")
    )
    review_on = fields.String(allow_none=True, metadata=told("While parked: the day it is looked at again."))
    steps = fields.List(fields.Nested(StepShape), required=True)


class ChecklistReceivedShape(Schema):
    """A checklist was taken in: each of its items is a referral, in their order."""

    checklist = fields.String(required=True, metadata=told("The id under which they are followed together."))
    status_url = fields.String(required=True, metadata=told("Where to ask what came of all of them."))
    referrals = fields.List(fields.Nested(ReceivedShape), required=True)


class StandingShape(Schema):
    """Where one referral of several stands."""

    reference = fields.String(required=True)
    state = fields.String(required=True, metadata=told("Where the referral stands, as a code."))
    says = fields.String(required=True, metadata=told("Where the referral stands, as a sentence."))
    scheme = fields.Nested(SchemeNamedShape, required=True, allow_none=True, metadata=told("Once offered: the scheme."))
    status_url = fields.String(required=True, metadata=told("Where its whole story is told."))


class FollowedTogetherShape(Schema):
    """Every referral that came on one checklist."""

    checklist = fields.String(required=True)
    referrals = fields.List(fields.Nested(StandingShape), required=True)


class ConsideredShape(Schema):
    """One scheme looked at: in or out, why, and the points that make its score."""

    scheme_id = fields.String(required=True)
    suitable = fields.Boolean(required=True)
    reasons = fields.List(fields.String(), required=True)
    score = fields.Integer(required=True)
    factors = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    says = fields.List(fields.String(), required=True, metadata=told("The reasons as sentences."))


class ShortlistShape(Schema):
    """Every scheme that was considered for a referral, and the version of the ranking that decided."""

    reference = fields.String(required=True)
    round = fields.Integer(required=True)
    protocol_version = fields.Integer(required=True)
    schemes = fields.List(fields.Nested(ConsideredShape), required=True)


class DoneShape(Schema):
    """What was asked is done."""

    status = fields.String(required=True)
