"""What anybody may ask of the directory: its approved schemes and its activities, page by page."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, and_, exists, func, select

from services.matching.queries.asking import Asking, answers, is_visible
from services.matching.queries.near import Near, box_around, metres_between
from services.matching.tables import OPEN_PLACES, OPEN_SERVICES, OPEN_TERMS, TERMS
from shared.contracts.open_service import OpenService, our_terms

_read = msgspec.json.Decoder(OpenService).decode
_OURS = our_terms()
_SERVICE = OPEN_SERVICES.c
_NAME_ORDER = (_SERVICE.name, _SERVICE.service_id)


class Slice(NamedTuple):
    """One page, and how many there are on all pages together."""

    total: int
    found: list[Any]


class OpenPlace(NamedTuple):
    """One venue of a service. `distance_metres`: from where somebody looks, if they said where."""

    id: str
    service: OpenService
    distance_metres: float | None = None


def services(connection: Connection, asking: Asking, page: int, per_page: int) -> Slice:
    """Return one page of services, by name; the nearest first where a place was said."""
    if asking.near:
        nearest: dict[str, float] = {}
        for _, service_id, metres in _near(connection, asking, asking.near):
            nearest.setdefault(service_id, metres)
        chosen = list(nearest)[(page - 1) * per_page : page * per_page]
        return Slice(len(nearest), read_services(connection, chosen))
    wanted = answers(asking)
    total = connection.scalar(select(func.count()).select_from(OPEN_SERVICES).where(wanted)) or 0
    ids = connection.scalars(_page(select(_SERVICE.service_id).where(wanted).order_by(*_NAME_ORDER), page, per_page))
    return Slice(total, read_services(connection, ids.all()))


def service(connection: Connection, service_id: str) -> OpenService | None:
    """Return one service."""
    text = connection.scalar(select(_SERVICE.content).where(_SERVICE.service_id == service_id, is_visible()))
    return _read(text) if text else None


def places(connection: Connection, asking: Asking, page: int, per_page: int) -> Slice:
    """Return one page of the venues of services, by the services' names; the nearest first where a place was said."""
    if asking.near:
        near = _near(connection, asking, asking.near)
        return Slice(len(near), _with_services(connection, near[(page - 1) * per_page : page * per_page]))
    wanted = answers(asking)
    both = OPEN_PLACES.join(OPEN_SERVICES, _SERVICE.service_id == OPEN_PLACES.c.service_id)
    total = connection.scalar(select(func.count()).select_from(both).where(wanted)) or 0
    order = (*_NAME_ORDER, OPEN_PLACES.c.place_id)
    rows = connection.execute(_page(_places().where(wanted).order_by(*order), page, per_page))
    return Slice(total, _with_services(connection, [(place_id, service_id, None) for place_id, service_id, *_ in rows]))


def place(connection: Connection, place_id: str) -> OpenPlace | None:
    """Return one venue of a service."""
    row = connection.execute(_places().where(OPEN_PLACES.c.place_id == place_id, is_visible())).first()
    return next(iter(_with_services(connection, [(row[0], row[1], None)])), None) if row else None


def terms_in_use(connection: Connection) -> list[dict[str, str]]:
    """Return every term of our vocabulary, and those of others that a visible entry is sorted under, by name."""
    used = exists().where(
        and_(OPEN_TERMS.c.term_id == TERMS.c.term_id, OPEN_TERMS.c.service_id == _SERVICE.service_id, is_visible())
    )
    rows = connection.execute(select(TERMS).where(used).order_by(TERMS.c.taxonomy, TERMS.c.name, TERMS.c.term_id))
    theirs = [term._asdict() | {"id": term.term_id} for term in rows]
    ours = [msgspec.structs.asdict(one) for one in _OURS]
    return ours + [{name: term[name] for name in ("id", "taxonomy_id", "taxonomy", "code", "name")} for term in theirs]


def _places() -> Select[Any]:
    return select(
        OPEN_PLACES.c.place_id, OPEN_PLACES.c.service_id, OPEN_PLACES.c.latitude, OPEN_PLACES.c.longitude
    ).join(OPEN_SERVICES, _SERVICE.service_id == OPEN_PLACES.c.service_id)


def _near(connection: Connection, asking: Asking, near: Near) -> list[tuple[str, str, float]]:
    """Return the venues within a circle and how far they are, the nearest first."""
    box = box_around(near)
    inside = and_(
        OPEN_PLACES.c.latitude.between(box.south, box.north), OPEN_PLACES.c.longitude.between(box.west, box.east)
    )
    rows = connection.execute(_places().where(inside, answers(asking)))
    found = [
        (place_id, service_id, metres_between(near, latitude, longitude))
        for place_id, service_id, latitude, longitude in rows
    ]
    return sorted((row for row in found if row[2] <= near.metres), key=lambda row: (row[2], row[0]))


def read_services(connection: Connection, service_ids: Sequence[str]) -> list[OpenService]:
    """Return these services in the order of their ids."""
    rows = connection.execute(select(_SERVICE.service_id, _SERVICE.content).where(_SERVICE.service_id.in_(service_ids)))
    found = {service_id: _read(text) for service_id, text in rows}
    return [found[service_id] for service_id in service_ids if service_id in found]


def _with_services(connection: Connection, rows: Sequence[tuple[str, str, float | None]]) -> list[OpenPlace]:
    found = {one.id: one for one in read_services(connection, list({service_id for _, service_id, _ in rows}))}
    return [OpenPlace(place_id, found[service_id], metres) for place_id, service_id, metres in rows]


def _page(statement: Select[Any], page: int, per_page: int) -> Select[Any]:
    return statement.limit(per_page).offset((page - 1) * per_page)
