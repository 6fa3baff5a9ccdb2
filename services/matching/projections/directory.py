"""The specifications in force, kept from the events of schemes, and the count of their changes."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select, update

from services.matching.projections.counting import move_on
from services.matching.tables import OF_DIRECTORY, OF_SCHEME, PLACES, REBUILT, REVISIONS, SCHEMES
from shared.contracts.codec import encode
from shared.contracts.event import Event
from shared.contracts.matching import SchemeApproved, SchemeRegistered
from shared.contracts.scheme import Scheme
from shared.event_store.rows import among, insert_new, upsert


def project_directory(connection: Connection, events: Sequence[Event]) -> None:
    """Bring the directory up to date; of several specifications of one scheme the last is in force."""
    registered = {event.scheme.id: event.scheme for event in events if isinstance(event, SchemeRegistered)}
    approved = {event.scheme_id for event in events if isinstance(event, SchemeApproved)}
    _enter(connection, registered)
    if approved:
        connection.execute(
            update(SCHEMES).where(among(connection, SCHEMES.c.scheme_id, approved)).values(approved=True)
        )
    if changed := registered.keys() | approved:
        _note(connection, changed)


def _enter(connection: Connection, registered: dict[str, Scheme]) -> None:
    insert_new(
        connection,
        PLACES,
        [{"scheme_id": scheme_id, "places": None, "held": 0, "version": 0} for scheme_id in registered],
    )
    upsert(
        connection,
        SCHEMES,
        [
            {"scheme_id": scheme_id, "specification": encode(scheme).decode(), "approved": False}
            for scheme_id, scheme in registered.items()
        ],
        merge={"specification": 'excluded."specification"'},
    )


def _note(connection: Connection, scheme_ids: Collection[str]) -> None:
    """Count one more change, and note which schemes it was about.

    Why the count first: whoever changes the directory meanwhile waits for its row, so changes are committed in the
    order of their numbers, and a reader that knows one number misses none below it.
    """
    insert_new(connection, REVISIONS, [{"name": REBUILT, "revision": 0}])
    move_on(connection, OF_DIRECTORY)
    revision = connection.scalar(select(REVISIONS.c.revision).where(REVISIONS.c.name == OF_DIRECTORY))
    upsert(connection, REVISIONS, [{"name": OF_SCHEME + scheme_id, "revision": revision} for scheme_id in scheme_ids])
