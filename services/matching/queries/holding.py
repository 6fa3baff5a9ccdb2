"""Whom a scheme holds now."""

from sqlalchemy import Connection, or_, select

from services.matching.tables import PLACEMENTS, SCHEMES, WAITING


def people_held(connection: Connection, scheme_id: str, limit: int) -> list[str]:
    """Return the references of the referrals that have a place with a scheme."""
    statement = select(PLACEMENTS.c.reference).where(PLACEMENTS.c.scheme_id == scheme_id)
    return list(connection.scalars(statement.order_by(PLACEMENTS.c.reference).limit(limit)))


def closed_with_people(connection: Connection) -> list[str]:
    """Return the schemes that have closed and still hold somebody, or let somebody wait."""
    held, awaited = (SCHEMES.c.scheme_id.in_(select(table.c.scheme_id)) for table in (PLACEMENTS, WAITING))
    statement = select(SCHEMES.c.scheme_id).where(SCHEMES.c.phase == "closed", or_(held, awaited))
    return list(connection.scalars(statement.order_by(SCHEMES.c.scheme_id)))
