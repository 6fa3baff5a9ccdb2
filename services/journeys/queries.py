"""What can be asked about journeys."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from services.journeys.domain.instants import written
from services.journeys.tables import CHECKLISTS, JOURNEYS, STEPS
from shared.event_store.rows import among
from shared.event_store.store import Store

Answer = dict[str, Any]
WITH_A_SCHEME = frozenset({"offered", "accepted", "closed"})
"""The states in which the last scheme offered is the one the referral is with."""


@dataclass(frozen=True)
class Journeys:
    """Journeys' questions."""

    store: Store

    def journey(self, reference: str) -> Answer:
        """Return where a referral stands and each step that led there, in order."""
        with self.store.reading() as connection:
            found = connection.execute(select(JOURNEYS).where(JOURNEYS.c.reference == reference)).first()
            if found is None or found.received_at is None:
                return {"status": "not_found"}
            steps = _steps(connection, reference)
            siblings = _siblings(connection, reference)
        parked = [step.reason for step in steps if step.what == "referral_parked"]
        return {
            "status": "found",
            "reference": reference,
            "state": found.state,
            "scheme": _scheme(steps) if found.state in WITH_A_SCHEME else None,
            "review_on": parked[-1] if parked and found.state == "parked" else None,
            "steps": [_told(step) for step in steps],
            **({"siblings": siblings} if siblings else {}),
        }

    def states(self, references: list[str]) -> Answer:
        """Return where some referrals stand, each with its scheme; those not heard of yet are left out."""
        with self.store.reading() as connection:
            rows = connection.execute(
                select(JOURNEYS.c.reference, JOURNEYS.c.state).where(
                    among(connection, JOURNEYS.c.reference, references)
                )
            ).fetchall()
            schemes = _schemes(connection, [row.reference for row in rows])
        return {
            "status": "found",
            "states": {
                row.reference: {
                    "state": row.state,
                    "scheme": schemes.get(row.reference) if row.state in WITH_A_SCHEME else None,
                }
                for row in rows
            },
        }

    def recent(self, limit: int) -> Answer:
        """Return the referrals received last, newest first, and how many there are in each state."""
        with self.store.reading() as connection:
            newest = (
                select(JOURNEYS.c.reference, JOURNEYS.c.state, JOURNEYS.c.received_at)
                .where(JOURNEYS.c.received_at.is_not(None))
                .order_by(JOURNEYS.c.received_at.desc(), JOURNEYS.c.reference)
                .limit(limit)
            )
            rows = connection.execute(newest).fetchall()
            schemes = _schemes(connection, [row.reference for row in rows])
            counts = connection.execute(select(JOURNEYS.c.state, func.count()).group_by(JOURNEYS.c.state))
            return {
                "status": "found",
                "journeys": [
                    {
                        "reference": row.reference,
                        "state": row.state,
                        "received_at": written(row.received_at),
                        "scheme": schemes.get(row.reference) if row.state in WITH_A_SCHEME else None,
                    }
                    for row in rows
                ],
                "counts": {row[0]: row[1] for row in counts},
            }


def _steps(connection: Connection, reference: str) -> list[Any]:
    return list(
        connection.execute(
            select(STEPS)
            .where(STEPS.c.reference == reference)
            .order_by(STEPS.c.at, STEPS.c.rank, STEPS.c.stream, STEPS.c.version)
        )
    )


def _siblings(connection: Connection, reference: str) -> list[str]:
    """Return the references of what came on one checklist with a referral."""
    own = select(CHECKLISTS.c.checklist).where(CHECKLISTS.c.reference == reference).scalar_subquery()
    others = select(CHECKLISTS.c.reference).where(CHECKLISTS.c.checklist == own, CHECKLISTS.c.reference != reference)
    return list(connection.execute(others.order_by(CHECKLISTS.c.reference)).scalars())


def _told(step: Any) -> Answer:
    told = {"what": step.what, "at": written(step.at), "by": step.by}
    return {**told, "reason": step.reason} if step.reason else told


def _scheme(steps: list[Any]) -> Answer | None:
    offers = [step.scheme for step in steps if step.scheme]
    return _named(offers[-1]) if offers else None


def _schemes(connection: Connection, references: list[str]) -> dict[str, Answer]:
    rows = connection.execute(
        select(STEPS.c.reference, STEPS.c.scheme)
        .where(STEPS.c.reference.in_(references), STEPS.c.scheme.is_not(None))
        .order_by(STEPS.c.at, STEPS.c.version)
    )
    return {reference: _named(scheme) for reference, scheme in rows}


def _named(scheme: str) -> Answer:
    scheme_id, name, kind = msgspec.json.decode(scheme)
    return {"id": scheme_id, "name": name, "kind": kind}
