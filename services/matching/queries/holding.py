"""Whom a scheme holds now."""

from sqlalchemy import Connection, select

from services.matching.tables import PLACEMENTS, SCHEMES


def people_held(connection: Connection, scheme_id: str, limit: int) -> list[str]:
    """Return the references of the referrals that have a place with a scheme."""
    statement = select(PLACEMENTS.c.reference).where(PLACEMENTS.c.scheme_id == scheme_id)
    return list(connection.scalars(statement.order_by(PLACEMENTS.c.reference).limit(limit)))


def closed_with_people(connection: Connection) -> list[str]:
    """Return the schemes that have closed and still hold somebody."""
    statement = (
        select(SCHEMES.c.scheme_id)
        .where(SCHEMES.c.phase == "closed")
        .where(SCHEMES.c.scheme_id.in_(select(PLACEMENTS.c.scheme_id)))
    )
    return list(connection.scalars(statement.order_by(SCHEMES.c.scheme_id)))
