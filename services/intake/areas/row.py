"""One row of a postcode file: from text to the values of the table, or the reason why not."""

from collections.abc import Sequence
from functools import lru_cache

from services.intake.areas.columns import Columns
from services.intake.areas.postcode import is_postcode, postcode_key

Row = tuple[str, float | None, float | None, str | None, str | None, str | None]
"""Shape: postcode, lat, long, local_authority, lsoa, ward: the order of the table's columns."""

_NO_GRID_REFERENCE_LAT = 99.999999
"""Source: the directory's user guide: the latitude of a postcode that has no grid reference."""

_NO_AREA = "99999999"
"""Source: the same: what follows the country's letter where an area of the kind does not exist."""

_CODES_REMEMBERED = 4_096  # neighbouring rows share their codes: checking each once saves half the time


class RowRefused(ValueError):
    """A row that is not what its header promised; the message is the reason, in words."""


def read_row(fields: Sequence[str], columns: Columns) -> Row:
    """Return the row's values, the codes of areas that do not exist as None.

    Raises: RowRefused.
    """
    if len(fields) != columns.width:
        raise RowRefused(f"it has {len(fields)} columns, the header has {columns.width}")
    key = postcode_key(fields[columns.postcode])
    if not is_postcode(key):
        raise RowRefused(f"‘{key[:20]}’ is not a postcode")
    lat, long = _place(fields[columns.lat], fields[columns.long])
    lsoa = None
    for position in columns.lsoa:
        lsoa = lsoa or area_code(fields[position])
    return key, lat, long, area_code(fields[columns.local_authority]), lsoa, area_code(fields[columns.ward])


def _place(lat_text: str, long_text: str) -> tuple[float | None, float | None]:
    if not lat_text.strip() and not long_text.strip():
        return None, None
    try:
        lat, long = float(lat_text), float(long_text)
    except ValueError:
        raise RowRefused(f"‘{lat_text[:20]}, {long_text[:20]}’ is not a latitude and longitude") from None
    if lat == _NO_GRID_REFERENCE_LAT:
        return None, None
    if -90 <= lat <= 90 and -180 <= long <= 180:
        return lat, long
    raise RowRefused(f"latitude {lat}, longitude {long} is nowhere on earth")


@lru_cache(maxsize=_CODES_REMEMBERED)
def area_code(text: str) -> str | None:
    """Return a nine-character code in capitals, or None where it stands for no area.

    Raises: RowRefused.
    """
    code = text.strip().upper()
    if not code or code[1:] == _NO_AREA:
        return None
    if len(code) == 9 and code.isascii() and code[0].isalpha() and code[1:].isdigit():
        return code
    raise RowRefused(f"‘{code[:20]}’ is not a nine-character area code")
