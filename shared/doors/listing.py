"""The doors of the public directory: an activity, and a scheme's draft with what its directory says of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from shared.config.limits import (
    AGE_YEARS_MAX,
    AREAS_OF_ACTIVITY_MAX,
    LINE_CHARACTERS_MAX,
    LISTING_CHARACTERS_MAX,
    LISTING_PARTS_MAX,
    LISTING_VENUES_MAX,
)
from shared.contracts.activities import Activity
from shared.contracts.directory_codes import LISTING_STATUSES
from shared.contracts.listing import Listing
from shared.contracts.scheme import Scheme
from shared.contracts.vocabulary import COHORTS, NEEDS
from shared.doors import identifiers
from shared.doors.door import Broken, Door, let_in
from shared.doors.fields import Code, Day, WholeNumber
from shared.doors.groups import ListOf, Part, Parts
from shared.doors.listing_fields import instant
from shared.doors.listing_parts import (
    CategorySchema,
    OpeningSchema,
    OrganisationSchema,
    OriginSchema,
    PriceSchema,
    PublicContactSchema,
    VenueSchema,
    line,
    mail,
    web,
)
from shared.doors.scheme import SchemeSchema, scheme_of, scheme_rules
from shared.doors.scheme_parts import LANGUAGES, codes_of
from shared.doors.words import Text, Written


class ListingSchema(Door):
    """One entry of a public directory; only its name and where it comes from must be there."""

    name = Text(LINE_CHARACTERS_MAX, "Enter the name.", required=True)
    origin = Part(OriginSchema, "Say which directory it comes from.", required=True)
    description = Text(LISTING_CHARACTERS_MAX, lines=True)
    url = web()
    email = mail()
    status = Code(LISTING_STATUSES, f"Choose one of: {', '.join(LISTING_STATUSES)}.")
    organisation = Part(OrganisationSchema)
    venues = Parts(VenueSchema, LISTING_VENUES_MAX)
    openings = Parts(OpeningSchema, LISTING_PARTS_MAX)
    prices = Parts(PriceSchema, LISTING_PARTS_MAX)
    fees = Text(LISTING_CHARACTERS_MAX, lines=True)
    contacts = Parts(PublicContactSchema, LISTING_PARTS_MAX)
    categories = Parts(CategorySchema, LISTING_PARTS_MAX)
    languages = LANGUAGES
    age_min = WholeNumber(0, AGE_YEARS_MAX)
    age_max = WholeNumber(0, AGE_YEARS_MAX)
    accreditations = Text(LISTING_CHARACTERS_MAX, lines=True)
    alert = Text(LISTING_CHARACTERS_MAX, lines=True)
    assured_on = Day()
    assured_by = line()
    modified_at = Written(instant, 40, "Write an instant such as 2026-11-22T09:05:00Z.")


class ActivitySchema(Door):
    """A place or a group people can be connected to."""

    id = Written(identifiers.scheme_id, 80, "Give the activity an id such as libraries-13.", required=True)
    listing = Part(ListingSchema, "Say what the directory says of it.", required=True)
    needs = codes_of(NEEDS, "needs")
    cohorts = codes_of(COHORTS, "cohorts")
    areas = ListOf(
        Written(identifiers.area, 40, "Write a GSS code such as E06000023.", required=True), AREAS_OF_ACTIVITY_MAX
    )


class ImportedSchemeSchema(Door):
    """A draft made of an entry of a public directory, and the entry."""

    scheme = Part(SchemeSchema, "Give the draft of the scheme.", required=True)
    listing = Part(ListingSchema, "Say what the directory says of it.", required=True)


_activity, _imported = ActivitySchema(), ImportedSchemeSchema()


class ImportedScheme(NamedTuple):
    """A draft and the entry it was made of."""

    scheme: Scheme
    listing: Listing


def load_activity(data: object) -> Activity:
    """Return the activity `data` tells. Raises: Malformed, and nothing else."""
    return msgspec.convert(let_in(_activity, data, _ages_rise), Activity)


def load_imported_scheme(data: object) -> ImportedScheme:
    """Return the draft and the entry `data` tells. Raises: Malformed, also for a draft that approves itself."""
    told = let_in(_imported, data, _no_draft_approves_itself)
    return ImportedScheme(scheme_of(told["scheme"]), msgspec.convert(told["listing"], Listing))


def _ages_rise(_sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    listing = told.get("listing") or {}
    if listing.get("age_min", 0) > listing.get("age_max", AGE_YEARS_MAX):
        yield "listing.age_max", "Give an oldest age that is not below the youngest."


def _no_draft_approves_itself(sent: Mapping[str, Any], told: dict[str, Any]) -> Broken:
    yield from _ages_rise(sent, told)
    scheme = sent.get("scheme")
    if isinstance(scheme, Mapping):
        for name, message in scheme_rules(scheme, told.get("scheme") or {}):
            yield f"scheme.{name}", message
        if scheme.get("approved") not in (None, False):
            yield "scheme.approved", "Leave this out: the hub approves what was imported."
