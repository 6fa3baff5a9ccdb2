"""What journeys tells of a referral, held against what was recorded."""

from typing import Any

from deploy.audit.trail import Trail
from services.journeys.domain.story import TELLINGS
from services.journeys.projections import came_together, latest_states, step

_TOGETHER = "what came with it is not what its receipt tells"


def every_journey_tells_exactly_what_was_recorded(trail: Trail) -> str | None:
    """Its steps, their instants, reasons and schemes, and its state are those of the events that journeys has heard."""
    told = [
        (one, TELLINGS[type(one.event)])
        for stream in trail.streams()
        for one in stream
        if trail.has_heard("journeys", one) and type(one.event) in TELLINGS
    ]
    wanted = [step(one, telling) for one, telling in told]
    found = [trail.journey] if trail.journey else []
    stands = [row for row in latest_states(told) if row["state_at"]]
    state = None if stands == found else "its state is not that of its events"
    return _step_difference(wanted, trail.steps) or state or _checklist_difference(trail)


def _checklist_difference(trail: Trail) -> str | None:
    heard = [one for one in trail.referral if trail.has_heard("journeys", one)]
    wanted = [row["checklist"] for row in came_together(heard)]
    return None if wanted == [trail.checklist] * len(wanted) and bool(wanted) == bool(trail.checklist) else _TOGETHER


def _step_difference(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> str | None:
    there = {_place(row): row for row in found}
    for row in wanted:
        if there.pop(_place(row), None) != row:
            return f"the step of {_place(row)} is missing or differs"
    return f"the step of {next(iter(there))} was never recorded" if there else None


def _place(row: dict[str, Any]) -> str:
    return f"{row['stream']} version {row['version']}"
