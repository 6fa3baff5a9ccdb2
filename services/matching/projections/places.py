"""The places of schemes: how many there are, how many are held, and by whom."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from services.matching.tables import PLACEMENTS, PLACES
from shared.contracts.directory import PlacesSet, SchemeRegistered
from shared.contracts.event import Event
from shared.contracts.matching import PlaceReleased, PlaceReserved
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_rows


def project_places(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Keep each scheme's places, and who has one where."""
    _hold(connection, recorded)
    _place(connection, [one.event for one in recorded])


def _hold(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Keep each scheme's places, how many are held, and how far its stream is."""
    moved: dict[str, dict[str, Any]] = {}
    for one in recorded:
        if one.stream.startswith("scheme-"):
            scheme_id = one.stream.removeprefix("scheme-")
            change = moved.setdefault(scheme_id, {"key": scheme_id, "more": 0, "to": 0})
            change["to"] = max(change["to"], one.version)
            change["more"] += _more_held(one.event)
    here = PLACES.c.scheme_id == bindparam("key")
    if moved:
        values = {"held": PLACES.c.held + bindparam("more"), "version": bindparam("to")}
        connection.execute(update(PLACES).where(here).values(values), list(moved.values()))
    if said := _places_said(recorded):
        rows = [{"key": scheme_id, "number": number} for scheme_id, number in said.items()]
        connection.execute(update(PLACES).where(here).values(places=bindparam("number")), rows)


def _more_held(event: Event) -> int:
    return 1 if isinstance(event, PlaceReserved) else -1 if isinstance(event, PlaceReleased) else 0


def _places_said(recorded: Sequence[Recorded]) -> dict[str, int | None]:
    """Return how many places each scheme was last said to have."""
    said: dict[str, int | None] = {}
    for one in recorded:
        if isinstance(one.event, PlacesSet):
            said[one.event.scheme_id] = one.event.places
        elif isinstance(one.event, SchemeRegistered):
            said[one.event.scheme.id] = one.event.scheme.places
    return said


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
