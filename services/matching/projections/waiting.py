"""Who waits for a place, where, and since when."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete

from services.matching.tables import WAITING
from shared.contracts.matching import WaitingListJoined, WaitingListLeft
from shared.event_store.recorded import Recorded
from shared.event_store.rows import upsert
from shared.instants import microseconds


def project_waiting(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Add who joined a waiting list, and take off who left.

    Why the position is added: of those who joined in one instant, who came first is first in line.
    """
    for one in recorded:
        match one.event:
            case WaitingListJoined(reference=reference, scheme_id=scheme_id, person_id=person_id):
                row = {"reference": reference, "scheme_id": scheme_id, "person_id": person_id}
                upsert(connection, WAITING, [{**row, "since": microseconds(one.meta.at) + one.event.position}])
            case WaitingListLeft(reference=reference, scheme_id=scheme_id):
                here = (WAITING.c.reference == reference) & (WAITING.c.scheme_id == scheme_id)
                connection.execute(delete(WAITING).where(here))
