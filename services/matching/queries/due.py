"""What is due."""

from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, or_, select

from services.matching.tables import DUE, PLANNED, SCHEMES
from shared.contracts.scheme import Scheme

_read_scheme = msgspec.json.Decoder(Scheme).decode


class Due(NamedTuple):
    """Something that falls due. `subject`: a scheme's id, with @ and the day for a specification, or a reference."""

    kind: str
    subject: str
    due_on: date


def due_by(connection: Connection, today: date, limit: int) -> list[Due]:
    """Return what is due by a day, what has waited longest first. A draft's review waits until it is approved."""
    routed = select(SCHEMES.c.scheme_id).where(SCHEMES.c.phase.in_(("open", "paused")))
    rows = connection.execute(
        select(DUE.c.kind, DUE.c.subject, DUE.c.due_on)
        .where(DUE.c.due_on <= today.isoformat(), or_(DUE.c.kind != "review", DUE.c.subject.in_(routed)))
        .order_by(DUE.c.due_on, DUE.c.kind, DUE.c.subject)
        .limit(limit)
    )
    return [Due(kind, subject, date.fromisoformat(due_on)) for kind, subject, due_on in rows]


def parked_after(connection: Connection, after: str, limit: int) -> list[str]:
    """Return referrals that are parked, in the order of their references."""
    statement = select(DUE.c.subject).where(DUE.c.kind == "parked", DUE.c.subject > after)
    return list(connection.scalars(statement.order_by(DUE.c.subject).limit(limit)))


def planned_specification(connection: Connection, scheme_id: str, from_on: date) -> Scheme | None:
    """Return the specification planned for a day, unless it came into force already."""
    text = connection.scalar(
        select(PLANNED.c.specification).where(
            PLANNED.c.scheme_id == scheme_id, PLANNED.c.from_on == from_on.isoformat()
        )
    )
    return _read_scheme(text) if text else None
