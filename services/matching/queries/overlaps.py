"""The schemes of the directory that one more would have beside it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from services.matching.domain.standing import ROUTED, SchemeStanding
from services.matching.tables import PLACES, SCHEMES
from shared.contracts.scheme import Scheme

_read_scheme = msgspec.json.Decoder(Scheme).decode


class KeptScheme(NamedTuple):
    """A scheme of the directory. `places`: how many people at once, None for as many as come; `held`: how many now."""

    scheme: Scheme
    standing: SchemeStanding
    places: int | None
    held: int

    @property
    def free(self) -> int | None:
        """Return how many more people it can take; None for as many as come."""
        return None if self.places is None else max(self.places - self.held, 0)


_KEPT = select(SCHEMES.c.specification, SCHEMES.c.phase, SCHEMES.c.review, PLACES.c.places, PLACES.c.held).join(
    PLACES, PLACES.c.scheme_id == SCHEMES.c.scheme_id
)


def kept_scheme(connection: Connection, scheme_id: str) -> KeptScheme | None:
    """Return one scheme, however its entry stands."""
    row = connection.execute(_KEPT.where(SCHEMES.c.scheme_id == scheme_id)).first()
    return _kept(row) if row else None


def open_schemes(connection: Connection) -> Iterator[KeptScheme]:
    """Give the schemes that referrals are routed to, in the order of their ids."""
    for row in connection.execute(_KEPT.where(SCHEMES.c.phase == "open").order_by(SCHEMES.c.scheme_id)):
        kept = _kept(row)
        if kept.scheme.takes_referrals and kept.standing.state in ROUTED:
            yield kept


def _kept(row: Any) -> KeptScheme:
    text, phase, review, places, held = row
    return KeptScheme(_read_scheme(text), SchemeStanding(phase, review), places, held)
