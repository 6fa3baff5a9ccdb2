"""What intake looks up."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from services.intake.domain.identity import NONE
from services.intake.domain.recognition import Known
from services.intake.tables import CHECKLISTS, IDENTITIES, SUBMISSIONS
from shared.event_store.looking_up import rows_holding
from shared.event_store.rows import among

_LOCK = text("select pg_advisory_xact_lock(key) from unnest(cast(:keys as bigint[])) as key")


class SentBefore(NamedTuple):
    """What was sent under one idempotency key before."""

    content: str
    reference: str


def sent_before(connection: Connection, submissions: Collection[str]) -> dict[str, SentBefore]:
    """Return what each of these idempotency keys was used for, where it was."""
    table = SUBMISSIONS
    rows = connection.execute(
        select(table.c.submission, table.c.content, table.c.reference).where(
            among(connection, table.c.submission, submissions)
        )
    )
    return {submission: SentBefore(content, reference) for submission, content, reference in rows}


def checklist_of(connection: Connection, reference: str) -> str | None:
    """Return the checklist a referral came on, if it came on one."""
    found = select(CHECKLISTS.c.checklist).where(CHECKLISTS.c.reference == reference)
    return connection.execute(found).scalar()


def referrals_of(connection: Connection, checklist: str) -> list[str]:
    """Return the references of what came on one checklist, in their order."""
    found = select(CHECKLISTS.c.reference).where(CHECKLISTS.c.checklist == checklist).order_by(CHECKLISTS.c.reference)
    return list(connection.execute(found).scalars())


def siblings_of(connection: Connection, reference: str, checklist: str) -> list[str]:
    """Return the references of the others that came on the same checklist."""
    return [other for other in referrals_of(connection, checklist) if other != reference]


def people_known(connection: Connection, name_keys: Collection[int], nhs_keys: Collection[int]) -> list[Known]:
    """Return every identity that shares one of these keys, holding off anybody else who would register one of them.

    Why the locks: two processes that meet a person in the same moment must not register them twice.
    """
    names, numbers = set(name_keys) - {NONE}, set(nhs_keys) - {NONE}
    held_off(connection, names | numbers)
    alike = [
        *rows_holding(connection, IDENTITIES.c.name_key, names),
        *rows_holding(connection, IDENTITIES.c.nhs_key, numbers),
    ]
    return list({Known._make(row) for row in alike})


def held_off(connection: Connection, keys: Collection[int]) -> None:
    """Hold off, until this transaction ends, anybody else who asks for one of these keys. SQLite has one writer."""
    if connection.dialect.name == "postgresql" and keys:
        connection.execute(_LOCK, {"keys": sorted(keys)})
