"""Specifications planned for a day to come."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from services.matching.projections.due import Dues
from services.matching.tables import PLANNED
from shared.contracts.codec import encode
from shared.contracts.directory import SchemeClosed, SpecificationPlanned, SpecificationTookEffect
from shared.contracts.event import Event
from shared.event_store.recorded import Recorded
from shared.event_store.rows import upsert

PLANNING: tuple[type[Event], ...] = (SpecificationPlanned, SpecificationTookEffect)


def project_planned(connection: Connection, recorded: Sequence[Recorded], dues: Dues) -> None:
    """Keep what is planned: until it takes effect, or the scheme closes."""
    for one in recorded:
        match one.event:
            case SpecificationPlanned(scheme_id=scheme_id, from_on=from_on):
                row = {"scheme_id": scheme_id, "from_on": from_on.isoformat()}
                upsert(connection, PLANNED, [{**row, "specification": encode(one.event.scheme).decode()}])
                dues.set("specification", f"{scheme_id}@{from_on}", from_on)
            case SpecificationTookEffect(scheme_id=scheme_id, from_on=from_on):
                _drop(connection, dues, scheme_id, [from_on.isoformat()])
            case SchemeClosed(scheme_id=scheme_id):
                planned = select(PLANNED.c.from_on).where(PLANNED.c.scheme_id == scheme_id)
                _drop(connection, dues, scheme_id, connection.scalars(planned).all())


def _drop(connection: Connection, dues: Dues, scheme_id: str, days: Iterable[str]) -> None:
    for day in days:
        connection.execute(delete(PLANNED).where((PLANNED.c.scheme_id == scheme_id) & (PLANNED.c.from_on == day)))
        dues.forget("specification", f"{scheme_id}@{day}")
