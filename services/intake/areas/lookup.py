"""Asking where postcodes are."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from services.intake.areas.area import NOWHERE, Area
from services.intake.areas.postcode import is_pseudo_postcode, postcode_key
from services.intake.areas.tables import AREAS

_TABLE = AREAS.postcodes.c
_FIND = select(_TABLE.postcode, _TABLE.lsoa, _TABLE.ward, _TABLE.local_authority, _TABLE.lat, _TABLE.long).where(
    _TABLE.postcode.in_(bindparam("keys", expanding=True))
)


def areas_of(connection: Connection, postcodes: Collection[str]) -> dict[str, Area]:
    """Return the area of every known postcode, under the text it was asked by, however that is spaced or cased.

    A postcode that is not in the table is not in the answer. All are asked in one query, and none at all
    when there is nothing to ask.
    """
    keys = {text: postcode_key(text) for text in postcodes}
    wanted = {key for key in keys.values() if key and not is_pseudo_postcode(key)}
    found = {row[0]: Area(*row[1:]) for row in connection.execute(_FIND, {"keys": sorted(wanted)})} if wanted else {}
    areas = ((text, NOWHERE if is_pseudo_postcode(key) else found.get(key)) for text, key in keys.items())
    return {text: area for text, area in areas if area is not None}
