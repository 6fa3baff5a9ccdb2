"""How activities and imported schemes stand, for whoever decides on what is told of them next."""

from collections.abc import Collection
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from services.matching.domain.importing import DirectoryWord
from services.matching.domain.listing import Standing
from services.matching.tables import ACTIVITIES, IMPORTED
from shared.contracts.activities import Activity
from shared.contracts.listing import Listing
from shared.contracts.scheme import Scheme
from shared.event_store.rows import among

_read_activity = msgspec.json.Decoder(Activity).decode
_read_scheme = msgspec.json.Decoder(Scheme).decode
_read_listing = msgspec.json.Decoder(Listing).decode


class LastTold(NamedTuple):
    """What a public directory said last of a scheme, and the version of the stream that keeps it."""

    told: DirectoryWord
    version: int


def standings(connection: Connection, activity_ids: Collection[str]) -> dict[str, Standing]:
    """Return how these activities stand, where they were ever listed."""
    rows = connection.execute(
        select(ACTIVITIES.c.specification, ACTIVITIES.c.taken_off, ACTIVITIES.c.version).where(
            among(connection, ACTIVITIES.c.activity_id, activity_ids)
        )
    )
    found = [Standing(_read_activity(text), taken_off, version) for text, taken_off, version in rows]
    return {standing.activity.id: standing for standing in found}


def last_told(connection: Connection, scheme_ids: Collection[str]) -> dict[str, LastTold]:
    """Return what public directories said last of these schemes, where they ever did."""
    rows = connection.execute(
        select(IMPORTED.c.scheme_id, IMPORTED.c.draft, IMPORTED.c.listing, IMPORTED.c.version).where(
            among(connection, IMPORTED.c.scheme_id, scheme_ids)
        )
    )
    return {
        scheme_id: LastTold(DirectoryWord(_read_scheme(draft), _read_listing(listing)), version)
        for scheme_id, draft, listing, version in rows
    }
