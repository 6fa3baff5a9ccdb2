"""Matching's tables, kept from its own events."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from services.matching.projections.activities import project_activities
from services.matching.projections.counting import move_on
from services.matching.projections.open_data import project_open_data
from services.matching.tables import (
    ACTIVITIES,
    DIRECTORY_WORDS,
    ENTRY_WORDS,
    IMPORTED,
    OPEN_AREAS,
    OPEN_PLACES,
    OPEN_SERVICES,
    OPEN_TERMS,
    OPEN_TIMES,
    PLACEMENTS,
    PLACES,
    RANKINGS,
    REVISIONS,
    SCHEMES,
    TERMS,
)
from shared.contracts.activities import ActivityListed, ActivityRelisted, ActivityTakenOff, SchemeImported
from shared.contracts.codec import encode
from shared.contracts.event import Event
from shared.contracts.matching import (
    PlaceReleased,
    PlaceReserved,
    PlacesSet,
    RankingPublished,
    SchemeApproved,
    SchemeRegistered,
)
from shared.event_store.projected import Projected
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_new, insert_rows, upsert

PUBLIC = (ACTIVITIES, IMPORTED, OPEN_SERVICES, OPEN_PLACES, OPEN_TERMS, OPEN_AREAS, OPEN_TIMES, TERMS)
WORDS = (DIRECTORY_WORDS, ENTRY_WORDS)
PROJECTED = Projected((REVISIONS, SCHEMES, RANKINGS, PLACES, PLACEMENTS, *WORDS, *PUBLIC), counter=REVISIONS.c.revision)
DIRECTORY = (SchemeRegistered, SchemeApproved)
PUBLISHED = (*DIRECTORY, SchemeImported, ActivityListed, ActivityRelisted, ActivityTakenOff)


def project(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the tables up to date with events just recorded."""
    events = [one.event for one in recorded]
    if any(isinstance(event, DIRECTORY) for event in events):
        for event in events:
            _list(connection, event)
        move_on(connection, "directory")
    _publish(connection, [event for event in events if isinstance(event, RankingPublished)])
    _hold(connection, recorded)
    _place(connection, events)
    if any(isinstance(event, PUBLISHED) for event in events):
        project_activities(connection, recorded)
        project_open_data(connection, recorded)


def _list(connection: Connection, event: Event) -> None:
    if isinstance(event, SchemeRegistered):
        scheme = event.scheme
        insert_new(connection, PLACES, [{"scheme_id": scheme.id, "places": None, "held": 0, "version": 0}])
        row = {"scheme_id": scheme.id, "specification": encode(scheme).decode()}
        insert_new(connection, SCHEMES, [{**row, "approved": False}])
        connection.execute(
            update(SCHEMES).where(SCHEMES.c.scheme_id == scheme.id).values(specification=row["specification"])
        )
    elif isinstance(event, SchemeApproved):
        connection.execute(update(SCHEMES).where(SCHEMES.c.scheme_id == event.scheme_id).values(approved=True))


def _publish(connection: Connection, published: Sequence[RankingPublished]) -> None:
    upsert(
        connection,
        RANKINGS,
        [{"version": one.version, "ranking": encode(one.ranking).decode()} for one in published],
    )


def _hold(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Keep each scheme's places, how many are held, and how far its stream is."""
    moved: dict[str, dict[str, Any]] = {}
    for one in recorded:
        if not one.stream.startswith("scheme-"):
            continue
        scheme_id = one.stream.removeprefix("scheme-")
        change = moved.setdefault(scheme_id, {"key": scheme_id, "more": 0, "to": 0})
        change["to"] = max(change["to"], one.version)
        change["more"] += _more_held(one.event)
        _set_places(connection, scheme_id, one.event)
    if moved:
        statement = update(PLACES).where(PLACES.c.scheme_id == bindparam("key"))
        values = {"held": PLACES.c.held + bindparam("more"), "version": bindparam("to")}
        connection.execute(statement.values(values), list(moved.values()))


def _more_held(event: Event) -> int:
    return 1 if isinstance(event, PlaceReserved) else -1 if isinstance(event, PlaceReleased) else 0


def _set_places(connection: Connection, scheme_id: str, event: Event) -> None:
    if isinstance(event, (PlacesSet, SchemeRegistered)):
        places = event.places if isinstance(event, PlacesSet) else event.scheme.places
        connection.execute(update(PLACES).where(PLACES.c.scheme_id == scheme_id).values(places=places))


def _place(connection: Connection, events: Sequence[Event]) -> None:
    """Keep who has a place where; a place given and freed several times in one batch ends as it was last."""
    moves = [event for event in events if isinstance(event, PlaceReserved | PlaceReleased)]
    freed = [
        {"person": event.person_id, "scheme": event.scheme_id} for event in moves if isinstance(event, PlaceReleased)
    ]
    if freed:
        here = (PLACEMENTS.c.person_id == bindparam("person")) & (PLACEMENTS.c.scheme_id == bindparam("scheme"))
        connection.execute(delete(PLACEMENTS).where(here), freed)
    last = {(event.person_id, event.scheme_id): event for event in moves}
    insert_rows(
        connection,
        PLACEMENTS,
        [
            {"person_id": event.person_id, "scheme_id": event.scheme_id, "reference": event.reference}
            for event in last.values()
            if isinstance(event, PlaceReserved)
        ],
    )
