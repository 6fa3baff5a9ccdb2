"""The tables of activities and of what public directories said of schemes, kept from their events."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, update

from services.matching.tables import ACTIVITIES, IMPORTED, TERMS
from shared.contracts.activities import ActivityListed, ActivityRelisted, ActivityTakenOff, SchemeImported
from shared.contracts.codec import encode
from shared.contracts.event import Event
from shared.contracts.listing import Category
from shared.contracts.open_service import foreign_term
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_new, upsert

LISTED = ActivityListed | ActivityRelisted


def project_activities(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the tables up to date; of several events of one stream the last counts."""
    listed = {one.stream: _activity(one) for one in recorded if isinstance(one.event, LISTED)}
    imported = {one.stream: _imported(one) for one in recorded if isinstance(one.event, SchemeImported)}
    upsert(connection, ACTIVITIES, list(listed.values()))
    upsert(connection, IMPORTED, list(imported.values()))
    _take_off(connection, [one for one in recorded if _is_last_word(one, listed)])
    _name_terms(connection, (category for one in recorded for category in _categories(one.event)))


def _is_last_word(one: Recorded, listed: dict[str, dict[str, Any]]) -> bool:
    """Whether an activity was taken off and not listed again in the same batch."""
    return isinstance(one.event, ActivityTakenOff) and listed.get(one.stream, {"version": 0})["version"] < one.version


def _activity(one: Recorded) -> dict[str, Any]:
    assert isinstance(one.event, LISTED)
    row = {"activity_id": one.event.activity_id, "version": one.version, "taken_off": None}
    return {**row, "specification": encode(one.event.activity).decode()}


def _imported(one: Recorded) -> dict[str, Any]:
    assert isinstance(one.event, SchemeImported)
    row = {"scheme_id": one.event.scheme_id, "version": one.version}
    return {**row, "draft": encode(one.event.draft).decode(), "listing": encode(one.event.listing).decode()}


def _take_off(connection: Connection, off: Sequence[Recorded]) -> None:
    rows = [
        {"key": one.event.activity_id, "reason": one.event.reason, "to": one.version}
        for one in off
        if isinstance(one.event, ActivityTakenOff)
    ]
    if rows:
        statement = update(ACTIVITIES).where(ACTIVITIES.c.activity_id == bindparam("key"))
        connection.execute(statement.values(taken_off=bindparam("reason"), version=bindparam("to")), rows)


def _categories(event: Event) -> tuple[Category, ...]:
    if isinstance(event, LISTED) and event.activity:
        return event.activity.listing.categories
    if isinstance(event, SchemeImported) and event.listing:
        return event.listing.categories
    return ()


def _name_terms(connection: Connection, categories: Iterable[Category]) -> None:
    """Keep every term by its first name. Why of each event: a replay in other batches must find the same terms."""
    terms = {term.id: term for term in reversed([foreign_term(category) for category in categories])}
    insert_new(
        connection,
        TERMS,
        [
            {"term_id": one.id, "taxonomy_id": one.taxonomy_id, "taxonomy": one.taxonomy}
            | {"code": one.code, "name": one.name}
            for one in terms.values()
        ],
    )
