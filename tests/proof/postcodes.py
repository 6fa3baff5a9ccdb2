"""The postcodes of Great Britain in memory, found by chance, by ward, or by the place it lies at."""

import csv
import gzip
import itertools
import math
from array import array
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.outside import outside_data

POSTCODES = "geo/postcodes_gb.csv.gz"
EVERY = 25  # of a thinned table: neighbours still lie within a few hundred metres
CELL_DEGREES = 0.02
NEAREST_KM_MAX = 5.0
KM_PER_DEGREE = 111.2


def thinned(path: Path) -> Path:
    """Write the table with only each so manieth of its rows, spread over the whole country."""
    with gzip.open(outside_data(POSTCODES), "rb") as whole, gzip.open(path, "wb", compresslevel=1) as thin:
        thin.write(next(whole))
        thin.writelines(itertools.islice(whole, 0, None, EVERY))
    return path


class Placed(NamedTuple):
    """A postcode and its ward."""

    postcode: str
    ward: str


class Postcodes:
    """The table, by row. Shape: parallel lists and arrays, for 2.6 million objects would take a gigabyte."""

    def __init__(self, table: Path) -> None:
        self._names: list[str] = []
        self._wards: list[str] = []
        self._lat, self._long = array("d"), array("d")
        self._cells: dict[tuple[int, int], array[int]] = defaultdict(lambda: array("l"))
        self._of_ward: dict[str, array[int]] = defaultdict(lambda: array("l"))
        wards: dict[str, str] = {}
        with gzip.open(table, "rt", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self._add(row, wards)

    def any_of(self, random: Random, wards: list[str] | None = None) -> str:
        """Return a postcode by chance, of any ward or of these."""
        if wards:
            return self._names[random.choice(self._of_ward[random.choice(wards)])]
        return random.choice(self._names)

    def nearest(self, lat: float, long: float) -> Placed | None:
        """Return the postcode nearest to a place, or None when there is none within five kilometres."""
        here = _cell(lat, long)
        near = [(here[0] + up, here[1] + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]
        rows = [row for cell in near if cell in self._cells for row in self._cells[cell]]
        if not rows:
            return None
        nearest = min(rows, key=lambda row: self._km(row, lat, long))
        if self._km(nearest, lat, long) > NEAREST_KM_MAX:
            return None
        return Placed(self._names[nearest], self._wards[nearest])

    def _add(self, row: dict[str, str], wards: dict[str, str]) -> None:
        if not row["wardcd"] or not row["lat"]:
            return
        place, ward = len(self._names), wards.setdefault(row["wardcd"], row["wardcd"])
        lat, long = float(row["lat"]), float(row["long"])
        self._names.append(row["postcode"])
        self._wards.append(ward)
        self._lat.append(lat)
        self._long.append(long)
        self._cells[_cell(lat, long)].append(place)
        self._of_ward[ward].append(place)

    def _km(self, row: int, lat: float, long: float) -> float:
        """Return how far a row lies from a place; on so short a way the earth is flat."""
        up = self._lat[row] - lat
        right = (self._long[row] - long) * math.cos(math.radians(lat))
        return KM_PER_DEGREE * math.hypot(up, right)


def _cell(lat: float, long: float) -> tuple[int, int]:
    return math.floor(lat / CELL_DEGREES), math.floor(long / CELL_DEGREES)
