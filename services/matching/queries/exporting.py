"""The directory as an import takes it, piece by piece in the order of ids, so that any size of it can be carried."""

from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from services.matching.tables import ACTIVITIES, IMPORTED, PLACES, SCHEMES
from shared.contracts.codec import decode, encode
from shared.contracts.scheme import Scheme

_read_scheme = msgspec.json.Decoder(Scheme).decode


def specifications_after(connection: Connection, after: str, limit: int) -> list[Any]:
    """Return schemes as a list of them says it: with the places and the assurance since, approved or not.

    Those that have closed are left out: entered elsewhere they would begin anew.
    """
    rows = connection.execute(
        select(SCHEMES.c.specification, SCHEMES.c.phase != "draft", SCHEMES.c.assured_until, PLACES.c.places)
        .join(PLACES, PLACES.c.scheme_id == SCHEMES.c.scheme_id)
        .where(SCHEMES.c.scheme_id > after, SCHEMES.c.phase != "closed")
        .order_by(SCHEMES.c.scheme_id)
        .limit(limit)
    )
    return [
        decode(encode(_as_it_is(_read_scheme(specification), approved, assured_until, places)))
        for specification, approved, assured_until, places in rows
    ]


def _as_it_is(scheme: Scheme, approved: bool, assured_until: str | None, places: int | None) -> Scheme:
    until = date.fromisoformat(assured_until) if assured_until and approved else scheme.assured_until
    return replace(scheme, approved=approved, assured_until=until, places=places)


def imported_after(connection: Connection, after: str, limit: int) -> list[Any]:
    """Return what public directories said last of schemes, each draft with its entry."""
    rows = connection.execute(
        select(IMPORTED.c.draft, IMPORTED.c.listing)
        .where(IMPORTED.c.scheme_id > after)
        .order_by(IMPORTED.c.scheme_id)
        .limit(limit)
    )
    return [{"scheme": decode(draft), "listing": decode(listing)} for draft, listing in rows]


def activities_after(connection: Connection, after: str, limit: int) -> list[Any]:
    """Return the activities that are listed now."""
    rows = connection.execute(
        select(ACTIVITIES.c.specification)
        .where(ACTIVITIES.c.activity_id > after, ACTIVITIES.c.taken_off.is_(None))
        .order_by(ACTIVITIES.c.activity_id)
        .limit(limit)
    )
    return [decode(text) for (text,) in rows]
