"""The shapes of what the API answers about overlaps, gaps and provision."""

from marshmallow import Schema, fields

from services.web.shapes import told
from shared.disclosure import FEWER_THAN

_ENDLESS = "Null for as many as come."


def _people(what: str) -> fields.Integer:
    return fields.Integer(
        required=True,
        allow_none=True,
        metadata=told(f"{what}, to the nearest 5; null for fewer than {FEWER_THAN}, see `hidden`."),
    )


class SharedRemitShape(Schema):
    """What two schemes both serve; an empty list stands for everybody or any need."""

    cohorts = fields.List(fields.String(), required=True)
    needs = fields.List(fields.String(), required=True)
    age_min = fields.Integer(required=True, allow_none=True)
    age_max = fields.Integer(required=True, allow_none=True)
    sexes = fields.List(fields.String(), required=True)
    everywhere = fields.Boolean(required=True, metadata=told("Whether the other scheme works everywhere."))
    areas = fields.List(fields.String(), required=True, metadata=told("The largest areas both reach."))
    areas_total = fields.Integer(required=True)
    practices = fields.List(fields.String(), required=True)
    practices_total = fields.Integer(required=True)


class OverlappingShape(Schema):
    """Another open scheme that serves some of the same people in some of the same places."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    provider = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    overlap_percent = fields.Float(
        required=True, metadata=told("How much of this scheme's remit and catchment is the other's as well.")
    )
    people_percent = fields.Float(
        required=True, metadata=told("Of all combinations of its cohorts, needs, ages and sexes, those both serve.")
    )
    place_percent = fields.Float(
        required=True, metadata=told("Of the small areas of its catchment (or its practices), those both reach.")
    )
    shared = fields.Nested(SharedRemitShape, required=True)
    places = fields.Integer(required=True, allow_none=True, metadata=told(_ENDLESS))
    free_places = fields.Integer(required=True, allow_none=True, metadata=told(_ENDLESS))
    usual_wait_days = fields.Integer(required=True, allow_none=True)


class ComparedShape(Schema):
    """The scheme that was asked about."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    approved = fields.Boolean(required=True)


class OverlapShape(Schema):
    """Who serves the same people in the same places as one scheme, the most alike first. Advice, never a bar."""

    scheme = fields.Nested(ComparedShape, required=True)
    small_areas = fields.Integer(required=True, metadata=told("LSOAs or data zones of its catchment."))
    overlapping = fields.Integer(required=True, metadata=told("How many schemes there are, also those not shown."))
    free_places = fields.Integer(required=True, allow_none=True, metadata=told("Of all of them. " + _ENDLESS))
    schemes = fields.List(fields.Nested(OverlappingShape), required=True)
    not_compared = fields.Integer(
        required=True,
        metadata=told("Schemes for the same people of which nobody knows where these live: they go by practice."),
    )


class LonelinessShape(Schema):
    """Modelled loneliness of an area: a figure of its people as a whole, never of those referred."""

    value = fields.Float(required=True, metadata=told("The mean of its small areas, each counted alike."))
    unit = fields.String(required=True)
    says = fields.String(required=True, metadata=told("What the figure means."))
    measure = fields.String(required=True, metadata=told("Which model; figures of two models cannot be compared."))
    small_areas = fields.Integer(required=True, metadata=told("How many small areas it is the mean of."))
    source = fields.String(required=True)
    year = fields.String(required=True)


class ReportedCountsShape(Schema):
    """Counts of people and referrals, kept from telling of anybody."""

    referrals = _people("Referrals matched")
    people = _people("People they are about, each counted once")
    offered = _people("Of the referrals, those ever offered to a scheme")
    placed = _people("Those with a place, or that had one until support came to its end")
    not_placed = _people("Those that no scheme could take")
    hidden = fields.List(
        fields.String(), required=True, metadata=told(f"The counts that are not told: 1 to {FEWER_THAN - 1}.")
    )
    schemes = fields.Integer(required=True, metadata=told("Open schemes that reach the area or a part of it."))


class ProvisionCellShape(ReportedCountsShape):
    """One need and cohort in an area. Referrals with several count under each of them."""

    need = fields.String(required=True, allow_none=True, metadata=told("Null where none was named."))
    cohort = fields.String(required=True, allow_none=True, metadata=told("Null where none was named."))
    reasons = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(allow_none=True),
        required=True,
        metadata=told("Why no scheme could take them: how many by the leading reason of each, as a code."),
    )
    specialists = fields.Integer(required=True, metadata=told("Of the schemes, those for this cohort by name."))
    overlapping = fields.Integer(required=True, metadata=told("How many serve the same; 0 where fewer than two do."))
    places = fields.Integer(required=True, allow_none=True, metadata=told(_ENDLESS))
    free_places = fields.Integer(required=True, allow_none=True, metadata=told("To the nearest 5. " + _ENDLESS))


class ProvisionAreaShape(ReportedCountsShape):
    """One area: what was asked for there as a whole, and by need and cohort."""

    area = fields.String(required=True, allow_none=True, metadata=told("Null for people whose area nobody knows."))
    within = fields.List(fields.String(), required=True, metadata=told("What holds it, the most local first."))
    loneliness = fields.Nested(LonelinessShape, required=True, allow_none=True)
    cells = fields.List(fields.Nested(ProvisionCellShape), required=True)


class ProvisionShape(Schema):
    """One page of areas, in the order of their codes: no table of who does best."""

    total = fields.Integer(required=True, metadata=told("How many areas there are on all pages."))
    page = fields.Integer(required=True)
    areas = fields.List(fields.Nested(ProvisionAreaShape), required=True)
