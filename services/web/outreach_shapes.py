"""The shapes of what the API answers about people to be reached."""

from marshmallow import Schema, fields

from services.web.shapes import ERRORS, told


class ListedShape(Schema):
    """What came of one entry of a list: 202 listed, 409 the key was used, or they said no, 422 something is wrong."""

    status = fields.Integer(required=True)
    id = fields.String(metadata=told("Under which the person is followed until they say yes or no."))
    repeated = fields.Boolean(metadata=told("Whether the person was to be reached already."))
    reason = fields.String(metadata=told("The rule that refused, as a code."))
    errors = ERRORS
    detail = fields.String()


class ListedManyShape(Schema):
    """One answer for each entry, in the order they were sent."""

    answers = fields.List(fields.Nested(ListedShape), required=True)


class RowToReachShape(Schema):
    """How it stands with one person on a list; nothing in it says who they are."""

    id = fields.String(required=True)
    source = fields.String(required=True, metadata=told("The code of the list or round they are from."))
    state = fields.String(required=True)
    listed_at = fields.String(required=True, metadata=told("When, in UTC.", format="date-time"))
    tries = fields.Integer(required=True, metadata=told("How often somebody tried."))
    last_outcome = fields.String(required=True, allow_none=True, metadata=told("How the last try went, as a code."))
    again_on = fields.String(required=True, allow_none=True, metadata=told("The day to try again, where one was said."))
    reference = fields.String(required=True, allow_none=True, metadata=told("Once they agreed: of their referral."))


class ToReachListShape(Schema):
    """One page of who is on lists."""

    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata=told("How many are in each state, of the list that was asked for or of all."),
    )
    people = fields.List(fields.Nested(RowToReachShape), required=True)


class SafeWaysShape(Schema):
    """Which ways of reaching the person are safe; what is left out is not known, and never to be read as yes."""

    call = fields.Boolean()
    text = fields.Boolean()
    write = fields.Boolean()
    leave_message = fields.Boolean()
    notes = fields.String()


class DetailsShape(Schema):
    """What is held of a person so that somebody finds them."""

    given_name = fields.String()
    family_name = fields.String()
    address = fields.String()
    postcode = fields.String()
    phone = fields.String()
    safe_contact = fields.Nested(SafeWaysShape)
    limits = fields.String(metadata=told("What the details may be used for."))


class AttemptShape(Schema):
    """One try to reach a person."""

    at = fields.String(required=True, metadata=told("When, in UTC.", format="date-time"))
    by = fields.String(required=True, metadata=told("By which role."))
    outcome = fields.String(required=True)
    again_on = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class ToReachShape(Schema):
    """Somebody to be reached, for whoever goes to their door."""

    id = fields.String(required=True)
    state = fields.String(required=True)
    source = fields.String(required=True)
    lawful_basis = fields.String(required=True, metadata=told("On which the details are held."))
    held_since = fields.String(required=True, metadata=told("The day that basis was decided.", format="date"))
    hold_until = fields.String(
        required=True, allow_none=True, metadata=told("The last day the details may be held, where one was set.")
    )
    listed_at = fields.String(required=True, metadata=told("When, in UTC.", format="date-time"))
    reference = fields.String(required=True, allow_none=True, metadata=told("Once they agreed: of their referral."))
    contact = fields.Nested(
        DetailsShape, required=True, allow_none=True, metadata=told("While they are to be reached; then destroyed.")
    )
    tries = fields.List(fields.Nested(AttemptShape), required=True)
