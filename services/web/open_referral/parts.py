"""What hangs on a service, as Open Referral UK 3.0 writes it; every part under a UUID that stays."""

from datetime import date
from typing import Any

from shared.contracts.listing import Organisation
from shared.contracts.open_service import OpenService, OpenTerm, organisation_id
from shared.contracts.published_ids import published_id

Told = dict[str, Any]
_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"
_RHYTHMS = {"weekly": "WEEKLY", "monthly": "MONTHLY"}


def told(**members: Any) -> Told:
    """Return what there is to tell: nothing that is None, empty, or an empty list."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", [], ())}


def organization(one: Organisation) -> Told:
    """Return an organisation. Its description must be there; where there is none, its name stands for it."""
    return told(
        id=organisation_id(one.name),
        name=one.name,
        description=one.description or one.name,
        email=one.email,
        website=one.website,
    )


def schedules(one: OpenService) -> list[Told]:
    """Return when a service takes place."""
    return [
        told(
            id=published_id("schedule", one.id, number),
            service_id=one.id,
            valid_from=_day(opening.from_on),
            valid_to=_day(opening.until_on),
            freq=_RHYTHMS.get(opening.every or ""),
            interval=opening.interval if opening.every else None,
            byday=",".join(opening.days),
            bymonthday=",".join(map(str, opening.days_of_month)),
            description=opening.words,
            opens_at=opening.opens_at,
            closes_at=opening.closes_at,
        )
        for number, opening in enumerate(one.listing.openings)
    ]


def service_areas(one: OpenService) -> list[Told]:
    """Return whom a service reaches: areas by their codes, the patients of practices, or everybody."""
    found = [told(name=area, uri=f"{_GEOGRAPHY}{area}") for area in one.areas]
    found += [told(name=f"Patients of the GP practice {practice}") for practice in one.practices]
    if one.everywhere:
        found.append(told(name="Everywhere"))
    return [told(id=published_id("service_area", one.id, area["name"]), service_id=one.id, **area) for area in found]


def languages(one: OpenService) -> list[Told]:
    """Return the languages a service speaks."""
    return [
        told(id=published_id("language", one.id, code), service_id=one.id, code=code) for code in one.listing.languages
    ]


def cost_options(one: OpenService) -> list[Told]:
    """Return what taking part costs."""
    return [
        told(
            id=published_id("cost", one.id, number),
            service_id=one.id,
            valid_from=_day(price.from_on),
            valid_to=_day(price.until_on),
            option=price.for_whom,
            amount=price.amount,
            amount_description=price.words,
        )
        for number, price in enumerate(one.listing.prices)
    ]


def contacts(one: OpenService) -> list[Told]:
    """Return whom to ask, by role. Email address and telephone are HSDS 3.0's, which the profile lets stand."""
    found = []
    for number, contact in enumerate(one.listing.contacts):
        contact_id = published_id("contact", one.id, number)
        phones = [{"id": published_id("phone", contact_id), "number": contact.phone}] if contact.phone else []
        found.append(told(id=contact_id, service_id=one.id, title=contact.role, email=contact.email, phones=phones))
    return found


def attributes(one: OpenService) -> list[Told]:
    """Return the terms a service is sorted under."""
    return [
        told(
            id=published_id("attribute", one.id, term.id),
            link_id=one.id,
            taxonomy_term_id=term.id,
            link_type="service",
            taxonomy_term=taxonomy_term(term),
        )
        for term in one.terms
    ]


def taxonomy_term(term: OpenTerm) -> Told:
    """Return a term."""
    return told(id=term.id, name=term.name, description=term.name, taxonomy=term.taxonomy, taxonomy_id=term.taxonomy_id)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
