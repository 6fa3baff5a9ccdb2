"""What the front door answers about schemes, as shapes for the OpenAPI document."""

from marshmallow import Schema, fields

from services.web.shapes import ERRORS, told
from shared.contracts.directory_codes import SCHEME_STATES


class EntryShape(Schema):
    """A scheme of the directory and its places."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    provider = fields.String(required=True, allow_none=True)
    places = fields.Integer(
        required=True, allow_none=True, metadata=told("People held at once; null for as many as come.")
    )
    held = fields.Integer(required=True, metadata=told("Places taken or kept for an offer."))
    takes_referrals = fields.Boolean(metadata=told("False for one that people are only told of."))
    state = fields.String(
        required=True, metadata=told("draft, open, review_due, lapsed, paused or closed", enum=list(SCHEME_STATES))
    )
    approved = fields.Boolean(required=True, metadata=told("Whether referrals are routed to it."))
    assured_until = fields.String(
        required=True, allow_none=True, metadata=told("Until when its entry was checked.", format="date")
    )


class DirectoryShape(Schema):
    """The schemes of the directory."""

    schemes = fields.List(fields.Nested(EntryShape), required=True)
    total = fields.Integer(required=True, metadata=told("How many there are in all."))
    next = fields.String(required=True, allow_none=True, metadata=told("The address of what follows; null at the end."))


class RegisteredShape(Schema):
    """What came of one scheme of a list."""

    status = fields.String(required=True, metadata=told("registered, changed, unchanged, refused or malformed"))
    id = fields.String(metadata=told("The scheme's id, unless it was malformed."))
    changed = fields.List(fields.String(), metadata=told("The fields that are not as they were."))
    reason = fields.String(metadata=told("The rule that refused, as a code."))
    detail = fields.String(metadata=told("Why it was refused, as a sentence."))
    errors = ERRORS


class RegisteredListShape(Schema):
    """One answer for each scheme, in the order they were sent."""

    answers = fields.List(fields.Nested(RegisteredShape), required=True)
