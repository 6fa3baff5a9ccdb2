"""The directory as a list, piece by piece: every scheme in short, with its places and how its entry stands."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from services.matching.domain.standing import ROUTED, SchemeStanding
from services.matching.tables import PLACES, SCHEMES
from shared.contracts.scheme import Scheme

_read_scheme = msgspec.json.Decoder(Scheme).decode
_REVIEWS = {"open": "assured", "review_due": "due", "lapsed": "lapsed"}


def schemes_listed(connection: Connection, state: str | None, after: str, limit: int) -> dict[str, Any]:
    """Return a piece of the list in the order of ids, how many there are in all, and whether more follow.

    `state`: only those that stand so; None for all.
    """
    wanted = stands(state) if state else true()
    statement = (
        select(SCHEMES, PLACES.c.places, PLACES.c.held)
        .join(PLACES, PLACES.c.scheme_id == SCHEMES.c.scheme_id)
        .where(wanted, SCHEMES.c.scheme_id > after)
        .order_by(SCHEMES.c.scheme_id)
        .limit(limit + 1)
    )
    rows = connection.execute(statement).fetchall()
    total = connection.scalar(select(func.count()).select_from(SCHEMES).where(wanted)) or 0
    return {"schemes": [_in_short(row) for row in rows[:limit]], "total": total, "more": len(rows) > limit}


def stands(state: str) -> ColumnElement[bool]:
    """The entry stands in this state, one of `domain.standing.MAY`."""
    if state in _REVIEWS:
        return and_(SCHEMES.c.phase == "open", SCHEMES.c.review == _REVIEWS[state])
    return SCHEMES.c.phase == state


def _in_short(row: Any) -> dict[str, object]:
    scheme, standing = _read_scheme(row.specification), SchemeStanding(row.phase, row.review)
    return {
        "id": scheme.id,
        "name": scheme.name,
        "kind": scheme.kind,
        "provider": scheme.provider,
        "takes_referrals": scheme.takes_referrals,
        "state": standing.state,
        "approved": standing.state in ROUTED,
        "assured_until": row.assured_until,
        "places": row.places,
        "held": row.held,
    }
