"""Real warm spaces as schemes, each in the ward it stands in. Their contact details are not read."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.outside import outside_data
from tests.proof.postcodes import Postcodes

WARM_SPACES = "services/warm_spaces"

NEEDS = ("social_connection", "food", "energy_costs")
PLACES_MAX = 30
"""Invented: what a warm space helps with, and how many regular visitors it has room for."""


class Space(NamedTuple):
    """A warm space where it stands."""

    title: str
    source: str
    lat: float
    long: float


class Spaces(NamedTuple):
    """Warm spaces as schemes. `outside`: how many lie in no ward of Great Britain, and were left out."""

    schemes: list[dict[str, Any]]
    wards: list[str]
    outside: int


def warm_space_schemes(postcodes: Postcodes, count: int, random: Random) -> Spaces:
    """Return so many warm spaces as schemes, chosen by chance among those that stand in a ward of Great Britain."""
    spaces = sorted(set(_spaces()))
    random.shuffle(spaces)
    schemes: list[dict[str, Any]] = []
    wards, outside = [], 0
    for space in spaces:
        if len(schemes) == count:
            break
        placed = postcodes.nearest(space.lat, space.long)
        if placed is None:
            outside += 1
            continue
        schemes.append(_scheme(len(schemes), space, placed.ward, random))
        wards.append(placed.ward)
    return Spaces(schemes, wards, outside)


def _scheme(number: int, space: Space, ward: str, random: Random) -> dict[str, Any]:
    return {
        "id": f"warm-space-{number:04d}",
        "name": re.sub(r"\s+", " ", space.title)[:100].strip(),
        "provider": space.source.replace("_", " ").strip().title()[:100],
        "kind": "generalist",
        "needs": list(NEEDS),
        "complexity_max": "some",
        "catchment": {"areas": [ward]},
        "support": ["group"],
        "places": random.randrange(3, PLACES_MAX + 1),
        "approved": True,
    }


def _spaces() -> Iterator[Space]:
    for path in sorted(outside_data(WARM_SPACES).glob("*.geojson*")):
        for feature in json.loads(_text(path))["features"]:
            told = feature["properties"]
            if feature.get("geometry") and any(map(str.isalpha, told.get("title") or "")):
                long, lat = feature["geometry"]["coordinates"][:2]
                yield Space(told["title"], told.get("_source", ""), float(lat), float(long))


def _text(path: Path) -> str:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
