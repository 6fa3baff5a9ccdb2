"""Which column of a file means what, told by its header."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIMPLE_HEADER = "postcode,lat,long,lad24cd,lsoa21_or_dz11cd,wardcd"
DIRECTORY_HEADER = "pcds,…,oslaua (or lad24cd),osward (or wd24cd),…,lsoa21 (or lsoa11),…,lat,long,…"

_NAMES = {
    "postcode": ("postcode", "pcds", "pcd", "pcd7", "pcd2", "pcd8"),
    "lat": ("lat",),
    "long": ("long",),
    "local_authority": ("oslaua", "laua", r"lad(\d*)cd"),
    "ward": ("osward", "ward", "wardcd", r"wd(\d*)cd"),
    "lsoa": ("lsoa21_or_dz11cd", r"lsoa([1-9]\d)(?:cd)?"),
}
"""Source: the headers of the ONS Postcode Directory and the National Statistics Postcode Lookup, 2011 to 2026.

Editions differ in the year inside a name. The areas of the 2001 census (`lsoa01`) are not meant.
"""

_WORDS = {
    "postcode": "the postcode (pcds, pcd or postcode)",
    "lat": "the latitude (lat)",
    "long": "the longitude (long)",
    "local_authority": "the local authority (oslaua, or lad and a year, as lad24cd)",
    "ward": "the ward (osward, wardcd, or wd and a year, as wd24cd)",
    "lsoa": "the LSOA (lsoa21 or lsoa11)",
}


class PostcodeFileRefused(Exception):
    """A file that cannot be loaded at all; the message says why and what was expected."""


@dataclass(frozen=True)
class Columns:
    """Where each value stands in a row, counted from 0. `lsoa` lists all its columns, the newest census first."""

    postcode: int
    lat: int
    long: int
    local_authority: int
    ward: int
    lsoa: tuple[int, ...]
    width: int


def columns_of(header: Sequence[str]) -> Columns:
    """Recognise the simple table or any edition of the ONS directory by the names in its header.

    Raises: PostcodeFileRefused, naming what is missing and both headers that would have done.
    """
    names = [name.strip().lower() for name in header]
    found = {role: _positions(names, patterns) for role, patterns in _NAMES.items()}
    missing = [_WORDS[role] for role, positions in found.items() if not positions]
    if missing:
        raise PostcodeFileRefused(
            f"The first line of this file has no column for {', '.join(missing)}. Expected the simple table "
            f"({SIMPLE_HEADER}) or the ONS Postcode Directory ({DIRECTORY_HEADER})."
        )
    single = {role: positions[0] for role, positions in found.items() if role != "lsoa"}
    return Columns(**single, lsoa=tuple(found["lsoa"]), width=len(names))


def _positions(names: Sequence[str], patterns: Sequence[str]) -> list[int]:
    return [names.index(name) for pattern in patterns for name in _newest_first(names, pattern)]


def _newest_first(names: Sequence[str], pattern: str) -> Iterator[str]:
    matches = {match[0]: match.groups()[-1:] for name in names if (match := re.fullmatch(pattern, name))}
    return iter(sorted(matches, key=matches.__getitem__, reverse=True))
