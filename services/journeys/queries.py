"""What can be asked about journeys."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from services.journeys.tables import CHECKLISTS, JOURNEYS, STEPS
from shared.event_store.rows import among
from shared.event_store.store import Store
from shared.instants import written

Answer = dict[str, Any]
OFFER, JOINED, LEFT = "scheme_offered", "waiting_list_joined", "waiting_list_left"
FULLER = ("usual_wait_days", "waiting")
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
            "better_schemes": _better_schemes(steps) if found.state in WITH_A_SCHEME else [],
            "waiting": _waiting(steps) if found.state == "parked" else None,
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
    offers = [step.scheme for step in steps if step.what == OFFER]
    return _named(offers[-1]) if offers else None


def _better_schemes(steps: list[Any]) -> list[Answer]:
    """Return the schemes that would have come before the one offered last, had they had room."""
    offers = [msgspec.json.decode(step.scheme) for step in steps if step.what == OFFER]
    return [
        {"id": one["scheme_id"], "name": one["scheme_name"]} | {name: one.get(name) for name in FULLER}
        for fuller in (offers[-1][3:] if offers else [])
        for one in fuller
    ]


def _waiting(steps: list[Any]) -> Answer | None:
    """Return the waiting list the referral is on, with the position it had when it joined."""
    moves = [step for step in steps if step.what in (JOINED, LEFT)]
    if not moves or moves[-1].what == LEFT:
        return None
    scheme_id, name, position = msgspec.json.decode(moves[-1].scheme)
    return {"id": scheme_id, "name": name, "position_when_joined": position}


def _schemes(connection: Connection, references: list[str]) -> dict[str, Answer]:
    rows = connection.execute(
        select(STEPS.c.reference, STEPS.c.scheme)
        .where(STEPS.c.reference.in_(references), STEPS.c.what == OFFER)
        .order_by(STEPS.c.at, STEPS.c.version)
    )
    return {reference: _named(scheme) for reference, scheme in rows}


def _named(scheme: str) -> Answer:
    scheme_id, name, kind, *_ = msgspec.json.decode(scheme)
    return {"id": scheme_id, "name": name, "kind": kind}
