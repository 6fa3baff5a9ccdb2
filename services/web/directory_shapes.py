"""The shapes of what the API answers about activities, imports and the directory as a whole."""

from marshmallow import Schema, fields

from services.web.shapes import told

_ERRORS = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class ImportedShape(Schema):
    """What came of one entry of a list."""

    status = fields.String(
        required=True,
        metadata=told("registered, listed, changed, relisted, unchanged, refused or malformed"),
    )
    id = fields.String(metadata=told("The entry's id, unless it was malformed."))
    changed = fields.List(fields.String(), metadata=told("The fields that are not as they were."))
    reason = fields.String(metadata=told("The rule that refused, as a code."))
    detail = fields.String(metadata=told("Why it was refused, as a sentence."))
    errors = _ERRORS


class ImportedListShape(Schema):
    """One answer for each entry, in the order they were sent."""

    answers = fields.List(fields.Nested(ImportedShape), required=True)


class FoundVenueShape(Schema):
    """Where an activity takes place."""

    kind = fields.String()
    name = fields.String()
    address = fields.String()
    town = fields.String()
    county = fields.String()
    postcode = fields.String()
    latitude = fields.Float()
    longitude = fields.Float()
    access = fields.List(fields.String())


class FoundOpeningShape(Schema):
    """When an activity takes place."""

    days = fields.List(fields.String())
    days_of_month = fields.List(fields.Integer())
    every = fields.String()
    interval = fields.Integer()
    opens_at = fields.String()
    closes_at = fields.String()
    from_on = fields.String()
    until_on = fields.String()
    words = fields.String()


class FoundContactShape(Schema):
    """How to reach whoever runs an activity, by role."""

    role = fields.String()
    phone = fields.String()
    email = fields.String()


class FoundActivityShape(Schema):
    """A place or a group people can be connected to."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String()
    organisation = fields.String()
    url = fields.String()
    email = fields.String()
    needs = fields.List(fields.String(), required=True, metadata=told("What it helps with, as codes."))
    cohorts = fields.List(fields.String(), required=True, metadata=told("Whom it is for, as codes."))
    age_min = fields.Integer()
    age_max = fields.Integer()
    fees = fields.String()
    venues = fields.List(fields.Nested(FoundVenueShape), required=True)
    openings = fields.List(fields.Nested(FoundOpeningShape), required=True)
    contacts = fields.List(fields.Nested(FoundContactShape), required=True)
    directory = fields.String(required=True, metadata=told("The directory it comes from."))


class ActivitiesShape(Schema):
    """One page of activities: by name, or around a postcode the nearest first."""

    total = fields.Integer(required=True, metadata=told("How many there are on all pages."))
    page = fields.Integer(required=True)
    activities = fields.List(fields.Nested(FoundActivityShape), required=True)


class PieceShape(Schema):
    """Part of the directory, as an import takes it."""

    entries = fields.List(fields.Dict(), required=True)
    after = fields.String(
        required=True, allow_none=True, metadata=told("Ask for what comes after this; null at the end.")
    )
