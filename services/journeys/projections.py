"""Journeys' tables, kept from everyone's events; the order they arrive in makes no difference."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, case, func, or_
from sqlalchemy.dialects import postgresql, sqlite

from services.journeys.domain.story import TELLINGS, Telling, reference_of
from services.journeys.tables import JOURNEYS, STEPS
from shared.contracts.codec import encode
from shared.contracts.intake import ReferralReceived
from shared.contracts.matching import SchemeOffered
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_new

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNTOLD = "received"
"""The state of a referral of which only a stateless step has been heard yet."""


def tell(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Add events to the stories they belong to."""
    told = [(one, TELLINGS[type(one.event)]) for one in recorded if type(one.event) in TELLINGS]
    insert_new(connection, STEPS, [step(one, telling) for one, telling in told])
    _keep_states(connection, latest_states(told))


def step(one: Recorded, telling: Telling) -> dict[str, Any]:
    """Return the row of one step."""
    event = one.event
    offered = isinstance(event, SchemeOffered)
    return {
        "stream": one.stream,
        "version": one.version,
        "reference": reference_of(event),
        "at": microseconds(one.meta.at),
        "rank": telling.rank,
        "what": telling.what,
        "by": one.meta.by,
        "reason": telling.reason(event),
        "scheme": encode((event.scheme_id, event.scheme_name, event.scheme_kind)).decode() if offered else None,
    }


def latest_states(told: Iterable[tuple[Recorded, Telling]]) -> list[dict[str, Any]]:
    """Return one row per referral: its latest state among these events, and when it was received if they tell it."""
    rows: dict[str, dict[str, Any]] = {}
    for one, telling in told:
        reference = reference_of(one.event)
        at = microseconds(one.meta.at)
        row = rows.setdefault(
            reference,
            {"reference": reference, "state": UNTOLD, "state_at": 0, "state_rank": -1, "received_at": None},
        )
        if isinstance(one.event, ReferralReceived):
            row["received_at"] = at
        if telling.state and (at, telling.rank) >= (row["state_at"], row["state_rank"]):
            row.update(state=telling.state, state_at=at, state_rank=telling.rank)
    return list(rows.values())


def microseconds(instant: datetime) -> int:
    """Return an instant as microseconds since 1970, UTC."""
    past = instant - EPOCH
    return (past.days * 86_400 + past.seconds) * 1_000_000 + past.microseconds


def _keep_states(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    statement = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(JOURNEYS)
    new, old = statement.excluded, JOURNEYS.c
    later = or_(
        new.state_at > old.state_at, (new.state_at == old.state_at) & (new.state_rank >= old.state_rank)
    )
    chosen = {name: case((later, new[name]), else_=old[name]) for name in ("state", "state_at", "state_rank")}
    received = func.coalesce(old.received_at, new.received_at)
    rows.sort(key=lambda row: row["reference"])
    connection.execute(
        statement.on_conflict_do_update(index_elements=["reference"], set_={**chosen, "received_at": received}), rows
    )
