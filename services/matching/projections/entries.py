"""The entries of the directory as their tables have them, read back while a batch is projected."""

from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import Connection, select

from services.matching.tables import ACTIVITIES, IMPORTED, SCHEMES
from shared.contracts.activities import Activity
from shared.contracts.listing import Listing
from shared.contracts.scheme import Scheme
from shared.event_store.rows import among

_read_scheme = msgspec.json.Decoder(Scheme).decode
_read_listing = msgspec.json.Decoder(Listing).decode
_read_activity = msgspec.json.Decoder(Activity).decode


def schemes_with_listings(
    connection: Connection, scheme_ids: Collection[str]
) -> Iterator[tuple[Scheme, Listing | None]]:
    """Give these schemes as they are specified now, each with its entry in a public directory where it has one."""
    if scheme_ids:
        rows = connection.execute(
            select(SCHEMES.c.specification, IMPORTED.c.listing)
            .outerjoin(IMPORTED, IMPORTED.c.scheme_id == SCHEMES.c.scheme_id)
            .where(among(connection, SCHEMES.c.scheme_id, scheme_ids))
        )
        for specification, listing in rows:
            yield _read_scheme(specification), _read_listing(listing) if listing else None


def activities_listed(connection: Connection, activity_ids: Collection[str]) -> Iterator[Activity]:
    """Give those of these activities that are in the directory now."""
    if activity_ids:
        rows = connection.execute(
            select(ACTIVITIES.c.specification)
            .where(among(connection, ACTIVITIES.c.activity_id, activity_ids))
            .where(ACTIVITIES.c.taken_off.is_(None))
        )
        yield from (_read_activity(text) for (text,) in rows)
