"""What cases looks up."""

from collections.abc import Collection

from sqlalchemy import Connection, select, text

from services.cases.tables import CASES, TAKEN_BACK
from shared.event_store.looking_up import rows_holding
from shared.event_store.rows import among


def latest_cases(connection: Connection, references: Collection[str], scheme_id: str | None = None) -> dict[str, str]:
    """Return the id of the newest case of each referral that has one; only those with one scheme, where it is told."""
    by_round = sorted(rows_holding(connection, CASES.c.reference, references), key=lambda row: int(row[2]))
    return {row[1]: row[0] for row in by_round if scheme_id in (None, row[4])}


_HOLD = text(
    "select pg_advisory_xact_lock(hashtextextended(reference, 0)) from unnest(cast(:held as text[])) as reference"
)


def hold(connection: Connection, references: Collection[str]) -> None:
    """Let nobody else decide about these referrals until the transaction ends.

    Why: an offer and a withdrawal come by different streams; each must see what the other did.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_HOLD, {"held": sorted(references)})


def references_closed(connection: Connection, references: Collection[str]) -> frozenset[str]:
    """Return those of these referrals with a case in which support came to its end."""
    rows = rows_holding(connection, CASES.c.reference, references)
    return frozenset(reference for _, reference, *_, state in rows if state == "closed")


def states_of(connection: Connection, references: Collection[str]) -> dict[str, str]:
    """Return the state of the newest case of each referral that has one."""
    by_round = sorted(rows_holding(connection, CASES.c.reference, references), key=lambda row: int(row[2]))
    return {reference: state for _, reference, *_, state in by_round}


def taken_back(connection: Connection, references: Collection[str]) -> frozenset[str]:
    """Return those of these referrals that were taken back."""
    rows = connection.execute(
        select(TAKEN_BACK.c.reference).where(among(connection, TAKEN_BACK.c.reference, references))
    )
    return frozenset(reference for (reference,) in rows)
