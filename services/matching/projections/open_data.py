"""What open data is found by, kept for every scheme and activity that an event of a batch is about."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from services.matching.domain.publishing import open_activity, open_scheme, times_of, words_of
from services.matching.projections.directory import STANDING
from services.matching.projections.entries import activities_listed, schemes_with_listings
from services.matching.projections.words import project_words
from services.matching.tables import OPEN_AREAS, OPEN_PLACES, OPEN_SERVICES, OPEN_TERMS, OPEN_TIMES
from shared.contracts.activities import ActivityListed, ActivityRelisted, ActivityTakenOff, SchemeImported
from shared.contracts.codec import encode
from shared.contracts.directory import SchemeRegistered
from shared.contracts.event import Event
from shared.contracts.open_service import OpenService, open_id, organisation_id, venue_ids
from shared.event_store.deleting import delete_rows_holding
from shared.event_store.recorded import Recorded
from shared.event_store.rows import Row, insert_rows

_TABLES = (OPEN_SERVICES, OPEN_PLACES, OPEN_TERMS, OPEN_AREAS, OPEN_TIMES)


def project_open_data(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Tell anew what has changed. The tables of schemes and activities are up to date already."""
    schemes = {scheme_id: one.meta.at for one in recorded if (scheme_id := _scheme_of(one.event))}
    activities = {activity_id: one.meta.at for one in recorded if (activity_id := _activity_of(one.event))}
    if not schemes and not activities:
        return
    ids = [open_id("scheme", one) for one in schemes] + [open_id("activity", one) for one in activities]
    services = [
        *(
            open_scheme(scheme, listing, schemes[scheme.id])
            for scheme, listing in schemes_with_listings(connection, schemes)
        ),
        *(open_activity(activity, activities[activity.id]) for activity in activities_listed(connection, activities)),
    ]
    _forget(connection, ids)
    _tell(connection, services)
    project_words(connection, ids, services)


def _scheme_of(event: Event) -> str | None:
    if isinstance(event, SchemeRegistered):
        return event.scheme.id
    return getattr(event, "scheme_id", None) if isinstance(event, (SchemeImported, *STANDING)) else None


def _activity_of(event: Event) -> str | None:
    return event.activity_id if isinstance(event, ActivityListed | ActivityRelisted | ActivityTakenOff) else None


def _forget(connection: Connection, service_ids: Collection[str]) -> None:
    for table in _TABLES:
        delete_rows_holding(connection, table.c.service_id, service_ids)


def _tell(connection: Connection, services: Sequence[OpenService]) -> None:
    insert_rows(connection, OPEN_SERVICES, [_service(one) for one in services])
    insert_rows(connection, OPEN_PLACES, [row for one in services for row in _places(one)])
    insert_rows(
        connection, OPEN_TERMS, [{"service_id": one.id, "term_id": term.id} for one in services for term in one.terms]
    )
    insert_rows(
        connection,
        OPEN_AREAS,
        [{"service_id": one.id, "area": area} for one in services for area in dict.fromkeys(one.areas)],
    )
    insert_rows(connection, OPEN_TIMES, [row for one in services for row in _times(one)])


def _service(one: OpenService) -> Row:
    listing = one.listing
    return {
        "service_id": one.id,
        "kind": one.kind,
        "entry_id": one.entry_id,
        "name": listing.name,
        "words": words_of(one),
        "age_min": listing.age_min,
        "age_max": listing.age_max,
        "everywhere": one.everywhere,
        "organisation_id": organisation_id(listing.organisation.name) if listing.organisation else None,
        "modified_at": one.modified_at.isoformat(),
        "content": encode(one).decode(),
    }


def _places(one: OpenService) -> list[Row]:
    venues = one.listing.venues
    return [
        {"place_id": place_id, "service_id": one.id, "latitude": venue.latitude, "longitude": venue.longitude}
        for place_id, venue in zip(venue_ids(one.id, venues), venues, strict=True)
    ]


def _times(one: OpenService) -> list[Row]:
    return [
        {"service_id": one.id, "number": number, "day": day, "opens_at": opens_at, "closes_at": closes_at}
        for number, day, opens_at, closes_at in times_of(one.listing.openings)
    ]
