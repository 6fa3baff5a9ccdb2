"""What cases looks up."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select, text

from services.cases.tables import CASES, TAKEN_BACK
from shared.event_store.rows import among


def latest_cases(connection: Connection, references: Collection[str]) -> dict[str, str]:
    """Return the id of the newest case of each referral that has one."""
    newest = (
        select(CASES.c.reference, func.max(CASES.c.round).label("round"))
        .where(among(connection, CASES.c.reference, references))
        .group_by(CASES.c.reference)
        .subquery()
    )
    rows = connection.execute(
        select(CASES.c.reference, CASES.c.case_id).join(
            newest, (CASES.c.reference == newest.c.reference) & (CASES.c.round == newest.c.round)
        )
    )
    return {row.reference: row.case_id for row in rows}


_HOLD = text(
    "select pg_advisory_xact_lock(hashtextextended(reference, 0)) from unnest(cast(:held as text[])) as reference"
)


def hold(connection: Connection, references: Collection[str]) -> None:
    """Let nobody else decide about these referrals until the transaction ends.

    Why: an offer and a withdrawal come by different streams; each must see what the other did.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_HOLD, {"held": sorted(references)})


def taken_back(connection: Connection, references: Collection[str]) -> frozenset[str]:
    """Return those of these referrals that were taken back."""
    rows = connection.execute(
        select(TAKEN_BACK.c.reference).where(among(connection, TAKEN_BACK.c.reference, references))
    )
    return frozenset(reference for (reference,) in rows)
