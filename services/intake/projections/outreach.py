"""The tables of outreach, kept from its events: how it stands with everybody on a list, and by what they are known."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, update

from services.intake.domain.outreach import AFTER, is_for_good
from services.intake.tables import OUTREACH, OUTREACH_MARKS
from shared.contracts.outreach import (
    OutreachAgreed,
    OutreachDeclined,
    OutreachEnded,
    OutreachListed,
    OutreachTried,
)
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_rows

Followed = OutreachTried | OutreachAgreed | OutreachDeclined | OutreachEnded


def project_outreach(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the tables of outreach up to date with events just recorded."""
    listed = [(one, one.event) for one in recorded if isinstance(one.event, OutreachListed)]
    insert_rows(connection, OUTREACH, [_listed(one, event) for one, event in listed])
    insert_rows(
        connection,
        OUTREACH_MARKS,
        [{"mark": mark, "contact_id": event.contact_id} for _, event in listed for mark in event.marks or ()],
    )
    for event in (one.event for one in recorded):
        if isinstance(event, Followed):
            own = OUTREACH.c.contact_id == event.contact_id
            connection.execute(update(OUTREACH).where(own).values(**_changes(event)))


def _listed(one: Recorded, event: OutreachListed) -> dict[str, Any]:
    return {
        "contact_id": event.contact_id,
        "submission": event.submission,
        "content": event.content,
        "source": event.source,
        "state": AFTER[OutreachListed],
        "listed_at": one.meta.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tries": 0,
        "last_outcome": None,
        "again_on": None,
        "hold_until": event.hold_until.isoformat() if event.hold_until else None,
        "reference": None,
        "for_good": False,
    }


def _changes(event: Followed) -> dict[str, Any]:
    if isinstance(event, OutreachTried):
        again_on = event.again_on.isoformat() if event.again_on else None
        return {"tries": OUTREACH.c.tries + 1, "last_outcome": event.outcome, "again_on": again_on}
    reference = event.reference if isinstance(event, OutreachAgreed) else None
    return {"state": AFTER[type(event)], "again_on": None, "reference": reference, "for_good": is_for_good(event)}
