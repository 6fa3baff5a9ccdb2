"""Intake's tables, kept from its own events: what was sent under which key, and by what people are known."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from services.intake.domain.identity import Hash, identity
from services.intake.projections.outreach import project_outreach
from services.intake.tables import CHECKLISTS, IDENTITIES, OUTREACH, OUTREACH_MARKS, SUBMISSIONS
from shared.contracts.event import FORGOTTEN
from shared.contracts.facts import Facts
from shared.contracts.intake import ReferralReceived
from shared.event_store.projected import Projected
from shared.event_store.recorded import Recorded
from shared.event_store.rows import insert_new, insert_rows

PROJECTED = Projected((SUBMISSIONS, CHECKLISTS, IDENTITIES, OUTREACH, OUTREACH_MARKS))


def projections(hashed: Hash) -> Callable[[Connection, Sequence[Recorded]], None]:
    """Return the projection of intake's events. A person who was erased leaves no identity behind."""

    def project(connection: Connection, recorded: Sequence[Recorded]) -> None:
        received = [one.event for one in recorded if isinstance(one.event, ReferralReceived)]
        insert_rows(
            connection,
            SUBMISSIONS,
            [
                {"submission": one.submission, "content": one.content, "reference": one.facts.reference}
                for one in received
            ],
        )
        insert_rows(connection, CHECKLISTS, [_ticked(one.facts) for one in received if one.facts.checklist])
        insert_new(connection, IDENTITIES, [_identity(one, hashed) for one in received if _named(one)])
        project_outreach(connection, recorded)

    return project


def _ticked(facts: Facts) -> dict[str, str | None]:
    return {"reference": facts.reference, "checklist": facts.checklist}


def _named(received: ReferralReceived) -> bool:
    return received.referral is not None and received.referral is not FORGOTTEN


def _identity(received: ReferralReceived, hashed: Hash) -> dict[str, str | int]:
    assert received.referral is not None
    return {"person_id": received.facts.person_id, **identity(received.referral.person, hashed)._asdict()}
