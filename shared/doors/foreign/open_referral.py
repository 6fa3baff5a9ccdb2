"""Services as Open Referral UK 3.0 and its forerunners write them."""

import re

from marshmallow import ValidationError

from shared.config.limits import LISTING_CHARACTERS_MAX, NOTE_CHARACTERS_MAX
from shared.contracts.directory_codes import LISTING_STATUSES
from shared.contracts.listing import Category, Listing, Organisation, Origin
from shared.doors import identifiers
from shared.doors.foreign.draft import Draft, Setting, named, with_rising_ages
from shared.doors.foreign.naming import id_of, uuid_of
from shared.doors.foreign.open_referral_parts import (
    contacts_of,
    languages_of,
    openings_of_service,
    prices_of,
    venues_of,
)
from shared.doors.foreign.record import ForeignRecord, RecordRefused

_GSS = re.compile(r"\b[EWSN][0-9]{8}\b")
_LARGER = re.compile(r"\b(?:E92|E12|E10|E47|W92|S92|N92|K0[0-4])[0-9]{6}\b")


def read_service(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one service. Raises: RecordRefused."""
    name = named(record, "name")
    foreign_id = record.words("id")
    if foreign_id is None:
        raise RecordRefused("it has no id, so that the next import could not find it again")
    if uuid_of(foreign_id) is None:
        record.mend("id", "is no UUID, kept as it is")
    categories = _categories(record)
    return Draft(
        id=id_of(setting.source, foreign_id),
        listing=_listing(record, setting, name, foreign_id, categories),
        meaning=setting.terms.meaning(category.name for category in categories),
        areas=_areas(record),
        funder=next((one.words("source") for one in record.parts("funding", "fundings")), None),
        for_whom=record.words("eligibility_description", longest=NOTE_CHARACTERS_MAX, lines=True),
    )


def _listing(
    record: ForeignRecord, setting: Setting, name: str, foreign_id: str, categories: tuple[Category, ...]
) -> Listing:
    eligibility = next(iter(record.parts("eligibilitys", "eligibility")), record)
    return Listing(
        name=name,
        origin=Origin(directory=setting.directory, id=foreign_id),
        description=record.words("description", longest=LISTING_CHARACTERS_MAX, lines=True),
        url=record.web("url"),
        email=record.mail("email"),
        status=_status(record),
        organisation=_organisation(record.part("organization")),
        venues=venues_of(record),
        openings=openings_of_service(record),
        prices=prices_of(record),
        fees=record.words("fees_description", "fees", longest=LISTING_CHARACTERS_MAX, lines=True),
        contacts=contacts_of(record),
        categories=categories,
        languages=languages_of(record),
        accreditations=record.words("accreditations", longest=LISTING_CHARACTERS_MAX, lines=True),
        alert=record.words("alert", longest=LISTING_CHARACTERS_MAX, lines=True),
        assured_on=record.day("assured_date"),
        assured_by=record.mail("assurer_email"),
        modified_at=record.instant("last_modified"),
        **with_rising_ages(
            record if record.raw("minimum_age", "maximum_age") else eligibility, "minimum_age", "maximum_age"
        ),
    )


def _status(record: ForeignRecord) -> str:
    status = (record.words("status") or "").lower()
    if status in LISTING_STATUSES:
        return status
    record.mend(
        "status", "is none that Open Referral UK knows, read as inactive" if status else "is missing, read as active"
    )
    return "inactive" if status else "active"


def _organisation(record: ForeignRecord) -> Organisation | None:
    name = record.words("name")
    if name is None:
        return None
    return Organisation(
        name=name,
        id=record.words("id"),
        description=record.words("description", longest=NOTE_CHARACTERS_MAX, lines=True),
        website=record.web("website", "url", "uri"),
        email=record.mail("email"),
    )


def _categories(record: ForeignRecord) -> tuple[Category, ...]:
    """Return the terms of attributes (3.0), of service_taxonomys (1.0), and of what some feeds add of their own."""
    found = [
        _category(term, term.words("taxonomy", "vocabulary", "taxonomy_id"), "name", "term")
        for link, inside in (("attributes", "taxonomy_term"), ("service_taxonomys", "taxonomy"))
        for term in (one.part(inside) for one in record.parts(link))
    ]
    found += [_category(term, "target audience", "audienceType") for term in record.parts("pc_targetAudience")]
    return tuple(dict.fromkeys(one for one in found if one))


def _category(term: ForeignRecord, taxonomy: str | None, *names: str) -> Category | None:
    name = term.words(*names)
    return Category(taxonomy=taxonomy or "unnamed", name=name, code=term.words("id")) if name else None


def _areas(record: ForeignRecord) -> tuple[str, ...]:
    """Return the GSS codes of service areas, wherever in the entry they stand."""
    codes: dict[str, None] = {}
    for area in record.parts("service_areas"):
        said = " ".join(filter(None, (area.words("uri"), area.words("extent"), area.words("service_area", "name"))))
        for code in _GSS.findall(said):
            try:
                codes[identifiers.area(code)] = None
            except ValidationError:
                what = (
                    "names an area larger than a local authority, left out"
                    if _LARGER.match(code)
                    else "is no area we know, left out"
                )
                record.mend("service_areas", what)
        if said and not _GSS.search(said):
            record.mend("service_areas", "names an area without its code, left out")
    return tuple(codes)
