"""Distances on the map, for finding what is near."""

from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, func, select

from services.matching.tables import OPEN_PLACES
from shared.config.limits import EARTH_RADIUS_METRES


class Near(NamedTuple):
    """A circle on the map. Units: degrees, WGS 84, and metres."""

    latitude: float
    longitude: float
    metres: float


class Box(NamedTuple):
    """The rectangle around a circle. Units: degrees."""

    south: float
    north: float
    west: float
    east: float


def box_around(near: Near) -> Box:
    """Return the rectangle that holds the whole circle. Why: an index finds what is in it."""
    high = degrees(near.metres / EARTH_RADIUS_METRES)
    narrowest = cos(radians(min(abs(near.latitude) + high, 89.9)))
    wide = min(high / narrowest, 180.0)
    return Box(near.latitude - high, near.latitude + high, near.longitude - wide, near.longitude + wide)


def metres_between(near: Near, latitude: float, longitude: float) -> float:
    """Return the distance over the ground from the centre of a circle."""
    south, north = radians(near.latitude), radians(latitude)
    half_up, half_across = (north - south) / 2, radians(longitude - near.longitude) / 2
    chord = sin(half_up) ** 2 + cos(south) * cos(north) * sin(half_across) ** 2
    return 2 * EARTH_RADIUS_METRES * asin(min(1.0, sqrt(chord)))


def nearest(near: Near) -> Subquery:
    """Return every entry with a venue in a circle, with the `square` of its metres to the nearest one.

    Why on a flat map, and no root: every database can reckon it; 100 km away it is wrong by one in a hundred.
    """
    metres_up = EARTH_RADIUS_METRES * radians(1)
    up = (OPEN_PLACES.c.latitude - near.latitude) * metres_up
    across = (OPEN_PLACES.c.longitude - near.longitude) * (metres_up * cos(radians(near.latitude)))
    square = func.min(up * up + across * across)
    return (
        select(OPEN_PLACES.c.service_id, square.label("square"))
        .where(_within(near))
        .group_by(OPEN_PLACES.c.service_id)
        .having(square <= near.metres**2)
        .subquery("near")
    )


def _within(near: Near) -> ColumnElement[bool]:
    box = box_around(near)
    return and_(
        OPEN_PLACES.c.latitude.between(box.south, box.north), OPEN_PLACES.c.longitude.between(box.west, box.east)
    )
