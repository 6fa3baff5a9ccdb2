"""What falls due, and on which day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, delete

from services.matching.tables import DUE
from shared.contracts.matching import MatchWithdrawn, ReferralParked, SchemesShortlisted
from shared.event_store.recorded import Recorded
from shared.event_store.rows import upsert

_DELETE = delete(DUE).where((DUE.c.kind == bindparam("of_kind")) & (DUE.c.subject == bindparam("of_subject")))


class Dues:
    """The due dates that some events set or forget; of each thing the last word counts."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], date | None] = {}

    def set(self, kind: str, subject: str, due_on: date) -> None:
        """Let a day come for something; a day set before gives way."""
        self._days[kind, subject] = due_on

    def forget(self, kind: str, subject: str) -> None:
        """Let no day come for it any more."""
        self._days[kind, subject] = None

    def write(self, connection: Connection) -> None:
        """Bring the table up to date."""
        coming = [
            {"kind": kind, "subject": subject, "due_on": day.isoformat()}
            for (kind, subject), day in self._days.items()
            if day
        ]
        gone = [{"of_kind": kind, "of_subject": subject} for (kind, subject), day in self._days.items() if day is None]
        upsert(connection, DUE, coming)
        if gone:
            connection.execute(_DELETE, gone)


def project_parked(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Keep when parked referrals are looked at again; a first round was never parked before."""
    dues = Dues()
    for one in recorded:
        match one.event:
            case ReferralParked(reference=reference, review_on=review_on):
                dues.set("parked", reference, review_on)
            case SchemesShortlisted(reference=reference, round=number) if number > 1:
                dues.forget("parked", reference)
            case MatchWithdrawn(reference=reference):
                dues.forget("parked", reference)
    dues.write(connection)
