"""What is due."""

from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, and_, func, or_, select

from services.matching.tables import DUE, PLANNED, SCHEMES, WAITING
from shared.contracts.scheme import Scheme

FOR_NO_SCHEME = 2**62  # later than any instant
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


class Parked(NamedTuple):
    """A parked referral's place among all: `since` when it waits for a scheme, those that wait for none at the end."""

    since: int
    reference: str


def parked_after(connection: Connection, after: Parked, limit: int) -> list[Parked]:
    """Return referrals that are parked, who has waited longest in a line first."""
    since = func.coalesce(WAITING.c.since, FOR_NO_SCHEME)
    statement = (
        select(since, DUE.c.subject)
        .outerjoin(WAITING, WAITING.c.reference == DUE.c.subject)
        .where(
            DUE.c.kind == "parked",
            or_(since > after.since, and_(since == after.since, DUE.c.subject > after.reference)),
        )
        .order_by(since, DUE.c.subject)
        .limit(limit)
    )
    return [Parked(*row) for row in connection.execute(statement)]


def planned_specification(connection: Connection, scheme_id: str, from_on: date) -> Scheme | None:
    """Return the specification planned for a day, unless it came into force already."""
    text = connection.scalar(
        select(PLANNED.c.specification).where(
            PLANNED.c.scheme_id == scheme_id, PLANNED.c.from_on == from_on.isoformat()
        )
    )
    return _read_scheme(text) if text else None
