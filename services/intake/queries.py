"""What intake looks up."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from services.intake.domain.identity import NONE
from services.intake.domain.recognition import Known
from services.intake.tables import IDENTITIES, SUBMISSIONS
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


def people_known(connection: Connection, name_keys: Collection[int], nhs_keys: Collection[int]) -> list[Known]:
    """Return every identity that shares one of these keys, holding off anybody else who would register one of them.

    Why the locks: two processes that meet a person in the same moment must not register them twice.
    """
    names, numbers = set(name_keys) - {NONE}, set(nhs_keys) - {NONE}
    if connection.dialect.name == "postgresql" and (names or numbers):
        connection.execute(_LOCK, {"keys": sorted(names | numbers)})
    alike = [
        *rows_holding(connection, IDENTITIES.c.name_key, names),
        *rows_holding(connection, IDENTITIES.c.nhs_key, numbers),
    ]
    return list({Known._make(row) for row in alike})
