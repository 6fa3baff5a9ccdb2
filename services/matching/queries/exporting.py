"""The directory as an import takes it, piece by piece in the order of ids, so that any size of it can be carried."""

from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from services.matching.tables import ACTIVITIES, IMPORTED, PLACES, SCHEMES
from shared.contracts.codec import decode, encode
from shared.contracts.scheme import Scheme

_read_scheme = msgspec.json.Decoder(Scheme).decode


def specifications_after(connection: Connection, after: str, limit: int) -> list[Any]:
    """Return schemes as a list of them says it: with the places set since, and approved or not."""
    rows = connection.execute(
        select(SCHEMES.c.specification, SCHEMES.c.approved, PLACES.c.places)
        .join(PLACES, PLACES.c.scheme_id == SCHEMES.c.scheme_id)
        .where(SCHEMES.c.scheme_id > after)
        .order_by(SCHEMES.c.scheme_id)
        .limit(limit)
    )
    return [
        decode(encode(replace(_read_scheme(specification), approved=approved, places=places)))
        for specification, approved, places in rows
    ]


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
