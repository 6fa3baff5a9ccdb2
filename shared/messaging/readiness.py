"""Whether a service can do its work now, and if not, why."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from shared.messaging.dead_events import count_dead
from shared.messaging.hearing import Hearing
from shared.messaging.relaying import Relaying
from shared.messaging.room import Room


def readiness(room: Room, relaying: Relaying) -> dict[str, Any]:
    """Return `{"ready": bool, "problems": [...], "dead": int}`.

    Dead events are told but do not make a service unready: it goes on with everything else.
    """
    problems = []
    dead = 0
    try:
        with room.store.reading() as connection:
            connection.execute(text("select 1 from events limit 1"))
        dead = count_dead(room.store)
    except SQLAlchemyError as failure:
        problems.append(f"the database does not answer ({type(failure).__name__})")
    if not relaying.well:
        problems.append("events are not being passed on: the broker does not answer")
    if not all(hearing.consuming for hearing in relaying.container.entrypoints if isinstance(hearing, Hearing)):
        problems.append("the inbox is not being read: the broker does not answer")
    return {"ready": not problems, "problems": problems, "dead": dead}
