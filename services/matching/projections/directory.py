"""The directory's tables: every scheme's specification, how its entry stands, and when something of it falls due."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from services.matching.domain.standing import PHASE_AFTER, REVIEW_AFTER
from services.matching.projections.counting import move_on
from services.matching.projections.due import Dues
from services.matching.projections.planned import project_planned
from services.matching.projections.standing import stand
from services.matching.tables import (
    OF_DIRECTORY,
    OF_ROOM,
    OF_SCHEME,
    PLACES,
    REBUILT,
    REVISIONS,
    SCHEMES,
    SPECIFICATIONS,
)
from shared.clock import london_date
from shared.contracts.codec import encode
from shared.contracts.directory import PlacesSet, SchemeApproved, SchemeAssured, SchemeRegistered, SchemeResumed
from shared.contracts.event import Event
from shared.event_store.recorded import Recorded
from shared.event_store.rows import Row, among, insert_new, insert_rows, upsert

STANDING: tuple[type[Event], ...] = (*PHASE_AFTER, *REVIEW_AFTER)
DIRECTORY: tuple[type[Event], ...] = (SchemeRegistered, *STANDING)
"""The events after which a process must read the directory again."""

ROOM = (SchemeRegistered, SchemeApproved, SchemeAssured, SchemeResumed, PlacesSet)
"""The events after which somebody who was parked may find a place."""


def project_directory(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the directory up to date; of several specifications of one scheme the last is in force."""
    told = [one for one in recorded if isinstance(one.event, DIRECTORY)]
    rows, dues = _known(connection, {_scheme_id(one.event) for one in told}), Dues()
    for one in told:
        stand(rows.setdefault(_scheme_id(one.event), {}), dues, one)
    _write(connection, rows)
    insert_rows(
        connection,
        SPECIFICATIONS,
        [_version(one, one.event) for one in told if isinstance(one.event, SchemeRegistered)],
    )
    project_planned(connection, recorded, dues)
    dues.write(connection)
    if rows:
        _note(connection, rows.keys())
    if any(isinstance(one.event, ROOM) for one in recorded):
        move_on(connection, OF_ROOM)


def _scheme_id(event: Event) -> str:
    return event.scheme.id if isinstance(event, SchemeRegistered) else event.scheme_id  # type: ignore[attr-defined]


def _known(connection: Connection, scheme_ids: Collection[str]) -> dict[str, Row]:
    if not scheme_ids:
        return {}
    found = connection.execute(select(SCHEMES).where(among(connection, SCHEMES.c.scheme_id, scheme_ids)))
    return {row["scheme_id"]: dict(row) for row in found.mappings()}


def _write(connection: Connection, rows: dict[str, Row]) -> None:
    new = [{"scheme_id": scheme_id, "places": None, "held": 0, "version": 0} for scheme_id in rows]
    insert_new(connection, PLACES, new)
    upsert(connection, SCHEMES, list(rows.values()))


def _version(one: Recorded, event: SchemeRegistered) -> Row:
    return {
        "scheme_id": event.scheme.id,
        "version": one.version,
        "from_on": london_date(one.meta.at).isoformat(),
        "specification": encode(event.scheme).decode(),
    }


def _note(connection: Connection, scheme_ids: Collection[str]) -> None:
    """Count one more change, and note which schemes it was about.

    Why the count first: whoever changes the directory meanwhile waits for its row, so changes are committed in the
    order of their numbers, and a reader that knows one number misses none below it.
    """
    insert_new(connection, REVISIONS, [{"name": REBUILT, "revision": 0}])
    move_on(connection, OF_DIRECTORY)
    revision = connection.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.name == OF_DIRECTORY))
    upsert(connection, REVISIONS, [{"name": OF_SCHEME + scheme_id, "revision": revision} for scheme_id in scheme_ids])
