"""What was recorded of the directory's schemes, with its place in the store, to see the directory as it was."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, text

from services.matching.domain.listed import Listed
from services.matching.domain.past import LISTED_BY, Entered, Stood, after
from shared.contracts.event import BY_CLASS
from shared.event_store.streams import opened

_KINDS = [f"{BY_CLASS[kind].name}.v{version}" for kind in LISTED_BY for version in range(1, BY_CLASS[kind].version + 1)]
_SCHEMES = text(
    "select position, stream, version, type, public, private, meta from events "
    "where type in :kinds and position < :before order by position"
).bindparams(bindparam("kinds", expanding=True))


def positions(connection: Connection, stream: str) -> Mapping[int, int]:
    """Return the place in the store of each version of a stream."""
    rows = connection.execute(text("select version, position from events where stream = :stream"), {"stream": stream})
    return {row.version: row.position for row in rows}


def schemes_until(connection: Connection, position: int) -> list[list[Stood]]:
    """Return how every scheme has been listed until a place in the store, each from its first entry on."""
    rows = connection.execute(_SCHEMES, {"kinds": _KINDS, "before": position}).fetchall()
    schemes: dict[str, list[Stood]] = {}
    entered: dict[str, Entered | None] = {}
    for row, one in zip(rows, opened([row[1:] for row in rows], None), strict=True):
        entered[one.stream] = now = after(entered.get(one.stream), one.event)
        if now:
            listed = Listed(now[0], now[1].state)
            schemes.setdefault(one.stream, []).append(Stood(row[0], one.meta.at, listed))
    return list(schemes.values())
