"""Who waits for a place."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Select, func, select

from services.matching.tables import WAITING
from shared.event_store.rows import among


def waiting_counts(connection: Connection, scheme_ids: Collection[str]) -> dict[str, int]:
    """Return how many people wait for each of these schemes; those for which nobody waits are left out."""
    rows = connection.execute(
        select(WAITING.c.scheme_id, func.count())
        .where(among(connection, WAITING.c.scheme_id, scheme_ids))
        .group_by(WAITING.c.scheme_id)
    )
    return {row[0]: row[1] for row in rows}


def next_in_line(connection: Connection, places: Mapping[str, int]) -> list[str]:
    """Return the referrals that have waited longest, as many for each scheme as it has `places`."""
    return [
        reference
        for scheme_id, count in sorted(places.items())
        for reference in connection.scalars(_line(scheme_id).limit(count))
    ]


def waiting_list(connection: Connection, scheme_id: str, limit: int) -> list[str]:
    """Return who waits for a scheme, the one who is next first."""
    return list(connection.scalars(_line(scheme_id).limit(limit)))


def _line(scheme_id: str) -> Select[tuple[str]]:
    return (
        select(WAITING.c.reference)
        .where(WAITING.c.scheme_id == scheme_id)
        .order_by(WAITING.c.since, WAITING.c.reference)
    )
