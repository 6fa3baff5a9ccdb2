"""Journeys' tables, kept from everyone's events; the order they arrive in makes no difference."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from services.journeys.domain.story import LAST_WORDS, TELLINGS, Telling, reference_of
from services.journeys.tables import CHECKLISTS, GATHERED, JOURNEYS, STEPS
from shared.contracts.codec import encode
from shared.contracts.event import Event
from shared.contracts.intake import ReferralReceived
from shared.contracts.matching import SchemeOffered, WaitingListJoined
from shared.event_store.bulk import pour
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_new, upsert
from shared.instants import microseconds
from shared.messaging.retelling import Retelling

UNTOLD = "received"
"""The state of a referral of which only a stateless step has been heard yet."""


def tell(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Add events to the stories they belong to."""
    told = [(one, TELLINGS[type(one.event)]) for one in recorded if type(one.event) in TELLINGS]
    insert_new(connection, STEPS, [step(one, telling) for one, telling in told])
    upsert(connection, JOURNEYS, [row for row in latest_states(told) if row["state_at"]], _MERGE)
    insert_new(connection, CHECKLISTS, came_together(recorded))


def step(one: Recorded, telling: Telling) -> dict[str, Any]:
    """Return the row of one step."""
    event = one.event
    scheme = _scheme_told(event)
    return {
        "stream": one.stream,
        "version": one.version,
        "reference": reference_of(event),
        "at": microseconds(one.meta.at),
        "rank": telling.rank,
        "what": telling.what,
        "by": one.meta.by,
        "reason": telling.reason(event),
        "scheme": encode(scheme).decode() if scheme else None,
    }


def came_together(recorded: Iterable[Recorded]) -> list[dict[str, Any]]:
    """Return one row for each referral that these events tell came on a checklist."""
    received = [one.event.facts for one in recorded if isinstance(one.event, ReferralReceived)]
    return [{"reference": facts.reference, "checklist": facts.checklist} for facts in received if facts.checklist]


def _scheme_told(event: Event) -> tuple[object, ...] | None:
    match event:
        case SchemeOffered():
            return event.scheme_id, event.scheme_name, event.scheme_kind, event.fuller
        case WaitingListJoined():
            return event.scheme_id, event.scheme_name, event.position
        case _:
            return None


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
        if telling.state and weight(at, telling.rank) >= weight(row["state_at"], row["state_rank"]):
            row.update(state=telling.state, state_at=at, state_rank=telling.rank)
    return list(rows.values())


def weight(at: int, rank: int) -> tuple[int, int, int]:
    """Return what decides between two states: the higher stays."""
    return rank if rank >= LAST_WORDS else 0, at, rank


_WEIGHT = (
    f"case when {{0}}.state_rank >= {LAST_WORDS} then {{0}}.state_rank else 0 end",
    "{0}.state_at",
    "{0}.state_rank",
)


def _weight_in(table: str, order: str = "") -> str:
    return ", ".join(f"{part.format(table)}{order}" for part in _WEIGHT)


_LATER = f"({_weight_in('excluded')}) >= ({_weight_in('journeys')})"
_MERGE = {
    **{
        name: f"case when {_LATER} then excluded.{name} else journeys.{name} end"
        for name in ("state", "state_at", "state_rank")
    },
    "received_at": "coalesce(journeys.received_at, excluded.received_at)",
}
"""A state gives way only to a later one; the instant of receipt stays once it is known."""


def gather(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Add events to empty tables without keys, as fast as can be; `settle` makes journeys of them."""
    told = [(one, TELLINGS[type(one.event)]) for one in recorded if type(one.event) in TELLINGS]
    pour(connection, STEPS, [list(step(one, telling).values()) for one, telling in told])
    pour(connection, CHECKLISTS, [list(row.values()) for row in came_together(recorded)])
    pour(connection, GATHERED, [list(row.values()) for row in latest_states(told) if row["state_at"]])


_SETTLE = f"""
insert into journeys (reference, state, state_at, state_rank, received_at)
select reference, state, state_at, state_rank, received_at from (
  select reference, state, state_at, state_rank, max(received_at) over (partition by reference) as received_at,
    row_number() over (partition by reference order by {_weight_in(GATHERED.name, " desc")}) as place
  from {GATHERED.name}
) told where place = 1
"""


def settle(connection: Connection) -> None:
    """Keep the latest state of each referral of all that were gathered."""
    connection.exec_driver_sql(_SETTLE)


RETELLING = Retelling((JOURNEYS, STEPS, CHECKLISTS), (GATHERED,), gather, settle, tell)
"""How journeys is built anew. Why two ways: a million events told one page after the other take four times as long."""
