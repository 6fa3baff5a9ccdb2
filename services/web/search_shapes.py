"""The shapes of what a search of the directory answers."""

from marshmallow import Schema, fields

from services.web.directory_shapes import FoundActivityShape
from services.web.shapes import told


class WhyShape(Schema):
    """One reason why an entry was found."""

    word = fields.String(metadata=told("The word that was typed; left out for a code that was asked for."))
    matched = fields.String(required=True, metadata=told("The word of the entry, or the term it is sorted under."))
    found_in = fields.String(required=True, metadata=told("name, helps_with, who_and_where or description."))


class FoundEntryShape(FoundActivityShape):
    """A scheme or an activity that was found, and why."""

    kind = fields.String(required=True, metadata=told("scheme, which receives referrals, or activity."))
    status = fields.String(required=True, metadata=told("active, inactive, defunct or temporarily closed."))
    alert = fields.String(metadata=told("What to know before going there."))
    support = fields.List(fields.String(), required=True, metadata=told("How it helps, as codes."))
    languages = fields.List(fields.String(), required=True)
    distance_km = fields.Float(metadata=told("From the postcode to its nearest venue, where that is within reach."))
    why = fields.List(fields.Nested(WhyShape), required=True)


class WordShape(Schema):
    """How a word that was typed was read."""

    word = fields.String(required=True, metadata=told("As it was compared: in small letters, without accents."))
    found = fields.Boolean(required=True, metadata=told("Whether an entry on this page has it."))
    corrected = fields.String(metadata=told("The word it was taken for, where it seems to be mistyped."))
    stands_for = fields.List(fields.String(), required=True, metadata=told("The terms it stands for."))


class FoundShape(Schema):
    """One page of what was found, the best first."""

    total = fields.Integer(required=True, metadata=told("How many there are on all pages."))
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True, metadata=told("Where the next page is; null at the end."))
    did_you_mean = fields.String(metadata=told("What was looked for instead, where a word seems to be mistyped."))
    words = fields.List(fields.Nested(WordShape), required=True)
    entries = fields.List(fields.Nested(FoundEntryShape), required=True)
