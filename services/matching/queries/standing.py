"""Everything that is known of one scheme."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from services.matching.domain.changes import changed_fields
from services.matching.domain.standing import SchemeStanding
from services.matching.queries.waiting import waiting_counts
from services.matching.tables import DUE, PLACES, PLANNED, SCHEMES, SPECIFICATIONS
from shared.contracts.codec import decode


def scheme_in_full(connection: Connection, scheme_id: str) -> dict[str, Any] | None:
    """Return a scheme's state, places, due dates and specifications, the newest first; None when there is none."""
    row = connection.execute(
        select(SCHEMES, PLACES.c.places, PLACES.c.held)
        .join(PLACES, PLACES.c.scheme_id == SCHEMES.c.scheme_id)
        .where(SCHEMES.c.scheme_id == scheme_id)
    ).first()
    if row is None:
        return None
    due = connection.execute(select(DUE.c.kind, DUE.c.due_on).where(DUE.c.subject == scheme_id))
    return {
        "id": scheme_id,
        "state": SchemeStanding(row.phase, row.review).state,
        "places": row.places,
        "held": row.held,
        "waiting": waiting_counts(connection, [scheme_id]).get(scheme_id, 0),
        "assured_until": row.assured_until,
        "due": {one.kind: one.due_on for one in due},
        "specification": decode(row.specification),
        "planned": _planned(connection, scheme_id),
        "specifications": _versions(connection, scheme_id),
    }


def _planned(connection: Connection, scheme_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(PLANNED.c.from_on, PLANNED.c.specification)
        .where(PLANNED.c.scheme_id == scheme_id)
        .order_by(PLANNED.c.from_on)
    )
    return [{"from_on": from_on, "specification": decode(text)} for from_on, text in rows]


def _versions(connection: Connection, scheme_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(SPECIFICATIONS.c.from_on, SPECIFICATIONS.c.specification)
        .where(SPECIFICATIONS.c.scheme_id == scheme_id)
        .order_by(SPECIFICATIONS.c.version)
    )
    return _with_changes([(from_on, decode(text)) for from_on, text in rows])


def _with_changes(versions: Sequence[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Number the specifications, name in each the fields that are not as before, and put the newest first."""
    told = []
    before: dict[str, Any] = {}
    for number, (from_on, specification) in enumerate(versions, start=1):
        changed = sorted({*changed_fields(before, specification), *(before.keys() - specification.keys())})
        told.append({"number": number, "from_on": from_on, "changed": changed if number > 1 else []})
        before = specification
    return told[::-1]
