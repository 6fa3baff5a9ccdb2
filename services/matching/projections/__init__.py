"""Matching's tables, kept from its own events."""

from collections.abc import Sequence

from sqlalchemy import Connection

from services.matching.projections.activities import project_activities
from services.matching.projections.directory import DIRECTORY, ROOM, project_directory
from services.matching.projections.due import project_parked
from services.matching.projections.open_data import project_open_data
from services.matching.projections.places import project_places
from services.matching.projections.planned import PLANNING
from services.matching.projections.requests import project_requests
from services.matching.projections.waiting import project_waiting
from services.matching.tables import (
    ACTIVITIES,
    DIRECTORY_WORDS,
    DUE,
    ENTRY_WORDS,
    IMPORTED,
    OPEN_AREAS,
    OPEN_PLACES,
    OPEN_SERVICES,
    OPEN_TERMS,
    OPEN_TIMES,
    PLACEMENTS,
    PLACES,
    PLANNED,
    RANKINGS,
    REQUESTS,
    REVISIONS,
    SCHEMES,
    SPECIFICATIONS,
    TERMS,
    WAITING,
)
from shared.contracts.activities import ActivityListed, ActivityRelisted, ActivityTakenOff, SchemeImported
from shared.contracts.codec import encode
from shared.contracts.event import Event
from shared.contracts.matching import RankingPublished, WaitingListJoined, WaitingListLeft
from shared.event_store.projected import Projected
from shared.event_store.recorded import Recorded
from shared.event_store.rows import upsert

PUBLIC = (ACTIVITIES, IMPORTED, OPEN_SERVICES, OPEN_PLACES, OPEN_TERMS, OPEN_AREAS, OPEN_TIMES, TERMS)
WORDS = (DIRECTORY_WORDS, ENTRY_WORDS)
OWN = (SCHEMES, SPECIFICATIONS, PLANNED, DUE, RANKINGS, PLACES, PLACEMENTS, WAITING, REQUESTS)
PROJECTED = Projected((REVISIONS, *OWN, *WORDS, *PUBLIC), counter=REVISIONS.c.revision)
OF_DIRECTORY = frozenset({*DIRECTORY, *PLANNING, *ROOM})
OF_WAITING = frozenset({WaitingListJoined, WaitingListLeft})
PUBLISHED: tuple[type[Event], ...] = (
    *DIRECTORY,
    SchemeImported,
    ActivityListed,
    ActivityRelisted,
    ActivityTakenOff,
)


def project(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the tables up to date with events just recorded.

    Why by kind: most batches hold offers and places only, and pay for nothing else.
    """
    kinds = {type(one.event) for one in recorded}
    if not kinds.isdisjoint(OF_DIRECTORY):
        project_directory(connection, recorded)
    if not kinds.isdisjoint(OF_WAITING):
        project_waiting(connection, recorded)
    project_parked(connection, recorded)
    if RankingPublished in kinds:
        _publish(connection, [one.event for one in recorded if isinstance(one.event, RankingPublished)])
    project_places(connection, recorded)
    project_requests(connection, recorded)
    if not kinds.isdisjoint(PUBLISHED):
        project_activities(connection, recorded)
        project_open_data(connection, recorded)


def _publish(connection: Connection, published: Sequence[RankingPublished]) -> None:
    upsert(
        connection,
        RANKINGS,
        [{"version": one.version, "ranking": encode(one.ranking).decode()} for one in published],
    )
