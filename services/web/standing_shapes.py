"""What the front door answers about how schemes stand, as shapes for the OpenAPI document."""

from marshmallow import Schema, fields

from services.web.shapes import told
from shared.contracts.directory_codes import SCHEME_STATES


class PlannedShape(Schema):
    """A specification that will be in force from a day to come."""

    from_on = fields.String(required=True, metadata=told("The first day it is in force.", format="date"))
    specification = fields.Dict(required=True)


class SpecificationShape(Schema):
    """One of the specifications a scheme has had."""

    number = fields.Integer(required=True)
    from_on = fields.String(required=True, metadata=told("The day it came into force.", format="date"))
    changed = fields.List(fields.String(), required=True, metadata=told("The fields that were not as before."))


class SchemeInFullShape(Schema):
    """Everything that is known of one scheme."""

    status = fields.String(required=True)
    id = fields.String(required=True)
    state = fields.String(required=True, metadata=told("How its entry stands.", enum=list(SCHEME_STATES)))
    says = fields.String(required=True, metadata=told("The state as a sentence."))
    places = fields.Integer(required=True, allow_none=True)
    held = fields.Integer(required=True)
    waiting = fields.Integer(required=True, metadata=told("How many people wait for a place."))
    assured_until = fields.String(required=True, allow_none=True, metadata=told("", format="date"))
    due = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True,
        metadata=told("What falls due by itself, and on which day: review, lapse or resume."),
    )  # fmt: skip
    specification = fields.Dict(required=True, metadata=told("The one in force."))
    planned = fields.List(fields.Nested(PlannedShape), required=True)
    specifications = fields.List(fields.Nested(SpecificationShape), required=True, metadata=told("Newest first."))


class InLineShape(Schema):
    """One place in a waiting list."""

    position = fields.Integer(required=True)
    reference = fields.String(required=True)


class WaitingListShape(Schema):
    """Who waits for a scheme, the one who is next first."""

    status = fields.String(required=True)
    scheme_id = fields.String(required=True)
    waiting = fields.List(fields.Nested(InLineShape), required=True)


class MoveShape(Schema):
    """Where one referral would go."""

    reference = fields.String(required=True)
    state = fields.String(required=True, allow_none=True, metadata=told("Whether it is an open offer or a case."))
    scheme_id = fields.String(required=True, allow_none=True, metadata=told("Null where nobody could take it."))


class NeighbourShape(Schema):
    """What another scheme would hold."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    places = fields.Integer(required=True, allow_none=True)
    held = fields.Integer(required=True)
    would_hold = fields.Integer(required=True)


class WhatIfShape(Schema):
    """What would happen to the people of a scheme that closed or shrank."""

    status = fields.String(required=True)
    scheme_id = fields.String(required=True)
    held = fields.Integer(required=True)
    waiting = fields.Integer(
        required=True, metadata=told("How many wait for it, who would be looked at again at once.")
    )
    places = fields.Integer(required=True)
    moves = fields.List(fields.Nested(MoveShape), required=True)
    nowhere = fields.Integer(required=True, metadata=told("How many would find no other scheme."))
    reasons = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    neighbours = fields.List(fields.Nested(NeighbourShape), required=True)


class MovedShape(Schema):
    """What was asked is done."""

    status = fields.String(required=True)
    moved = fields.Integer(metadata=told("How many people were moved on at once; the rest follow in moments."))
