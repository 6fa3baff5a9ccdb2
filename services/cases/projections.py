"""Cases' tables, kept from its own events."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, update

from services.cases.domain.case import AFTER
from services.cases.tables import CASES
from shared.contracts.cases import (
    CaseClosed,
    CaseOpened,
    CaseTransferred,
    OfferAccepted,
    OfferDeclined,
    OfferWithdrawn,
)
from shared.event_store.projected import Projected
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_rows

PROJECTED = Projected((CASES,))

Later = OfferAccepted | OfferDeclined | OfferWithdrawn | CaseTransferred | CaseClosed


def project(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the tables up to date with events just recorded."""
    events = [one.event for one in recorded]
    insert_rows(connection, CASES, [_opened(event) for event in events if isinstance(event, CaseOpened)])
    changed = [{"key": event.case_id, "to": AFTER[type(event)]} for event in events if isinstance(event, Later)]
    if changed:
        statement = update(CASES).where(CASES.c.case_id == bindparam("key")).values(state=bindparam("to"))
        connection.execute(statement, changed)


def _opened(event: CaseOpened) -> dict[str, str | int]:
    return {
        "case_id": event.case_id,
        "reference": event.reference,
        "round": event.round,
        "person_id": event.person_id,
        "scheme_id": event.scheme_id,
        "state": AFTER[CaseOpened],
    }
