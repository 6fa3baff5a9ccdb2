"""Contracts of the probation service for rehabilitative support: schemes with real limits of age and sex."""

from collections.abc import Iterator

from shared.config.limits import LISTING_CHARACTERS_MAX
from shared.contracts.listing import Category, Listing, Organisation, Origin
from shared.doors.foreign.draft import Draft, Setting, named, with_rising_ages
from shared.doors.foreign.naming import id_of
from shared.doors.foreign.record import ForeignRecord, RecordRefused
from shared.doors.foreign.terms import Meaning

_KINDS = {
    "ACC": "Accommodation",
    "ETE": "Education, training and employment",
    "PWB": "Personal wellbeing",
    "WOS": "Women's services",
    "WSM": "Women's services",
    "DNR": "Dependency and recovery",
    "FBD": "Finance, benefit and debt",
    "MTR": "Mentoring",
}
"""Source: the service's own list of contract types; what follows a hyphen is a region."""


def read_contract(record: ForeignRecord, setting: Setting) -> Draft:
    """Return the draft of one contract. Raises: RecordRefused."""
    name = named(record, "intervention_title")
    foreign_id = record.words("contract_reference")
    if foreign_id is None:
        raise RecordRefused("it has no id, so that the next import could not find it again")
    eligible = record.part("eligibility")
    sexes = tuple(_sexes(eligible))
    if not sexes:
        raise RecordRefused("it allows neither women nor men")
    categories = tuple(dict.fromkeys(_categories(record)))
    provider = record.part("providers").words("prime_provider_code")
    listing = Listing(
        name=name,
        origin=Origin(directory=setting.directory, id=foreign_id),
        description=record.words("short_description", longest=LISTING_CHARACTERS_MAX, lines=True),
        email=record.mail("incoming_distribution_email"),
        organisation=Organisation(name=_in_words(provider), id=provider) if provider else None,
        categories=categories,
        **with_rising_ages(eligible, "minimum_age", "maximum_age"),
    )
    meaning = setting.terms.meaning(category.name for category in categories)
    cohorts = ("in_contact_with_justice",)
    return Draft(
        id=id_of(setting.source, foreign_id),
        listing=listing,
        meaning=Meaning(meaning.needs, cohorts, meaning.support),
        sexes=sexes if len(sexes) == 1 else (),
    )


def _sexes(eligible: ForeignRecord) -> Iterator[str]:
    for sex in ("female", "male"):
        if eligible.raw(f"allows_{sex}") is True:
            yield sex


def _categories(record: ForeignRecord) -> Iterator[Category]:
    kind = (record.words("contract_type_id") or "").partition("-")[0]
    if kind in _KINDS:
        yield Category(taxonomy="contract type", name=_KINDS[kind], code=kind)
    for activity in record.parts("activities"):
        area = activity.words("need_area")
        if area:
            yield Category(taxonomy="need area", name=area)


def _in_words(code: str) -> str:
    return code.replace("_", " ").title()
