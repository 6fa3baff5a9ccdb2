"""What one event of a scheme changes in its row, and in what falls due of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from services.matching.domain.standing import PHASE_AFTER, REVIEW_AFTER
from services.matching.projections.due import Dues
from shared.clock import london_date
from shared.config.limits import REVIEW_EVERY_DAYS
from shared.contracts.codec import encode
from shared.contracts.directory import (
    ReviewFellDue,
    SchemeApproved,
    SchemeAssured,
    SchemeClosed,
    SchemeLapsed,
    SchemePaused,
    SchemeRegistered,
    SchemeResumed,
)
from shared.contracts.event import Event
from shared.event_store.recorded import Recorded
from shared.event_store.rows import Row

_ONE_DAY = timedelta(days=1)


def stand(row: Row, dues: Dues, one: Recorded) -> None:
    """Bring the row of a scheme up to date; that of one that was never registered is empty at first."""
    event = one.event
    if isinstance(event, SchemeRegistered):
        _specify(row, dues, event)
        return
    row["phase"] = PHASE_AFTER.get(type(event), row["phase"])
    row["review"] = REVIEW_AFTER.get(type(event), row["review"])
    if isinstance(event, SchemeApproved) and row["assured_until"] is None:
        _assure(row, dues, london_date(one.meta.at) + timedelta(days=REVIEW_EVERY_DAYS))
    elif isinstance(event, SchemeAssured):
        _assure(row, dues, event.assured_until)
    else:
        _fall_due(row["scheme_id"], dues, one)


def _specify(row: Row, dues: Dues, event: SchemeRegistered) -> None:
    if not row:
        row.update(scheme_id=event.scheme.id, specification="", phase="draft", review="assured", assured_until=None)
    row["specification"] = encode(event.scheme).decode()
    if event.scheme.assured_until:
        _assure(row, dues, event.scheme.assured_until)


def _assure(row: Row, dues: Dues, until: date) -> None:
    """Why the day after: on its last day an entry is still assured. Why always a day: no entry goes unchecked."""
    row.update(assured_until=until.isoformat(), review="assured")
    dues.forget("lapse", row["scheme_id"])
    dues.set("review", row["scheme_id"], until + _ONE_DAY)


def _fall_due(scheme_id: str, dues: Dues, one: Recorded) -> None:
    for kind in NO_LONGER_DUE.get(type(one.event), ()):
        dues.forget(kind, scheme_id)
    if isinstance(one.event, ReviewFellDue):
        dues.set("lapse", scheme_id, one.event.lapses_on)
    elif isinstance(one.event, SchemePaused) and one.event.until:
        dues.set("resume", scheme_id, one.event.until + _ONE_DAY)


NO_LONGER_DUE: Mapping[type[Event], tuple[str, ...]] = {
    ReviewFellDue: ("review",),
    SchemeLapsed: ("lapse",),
    SchemePaused: ("resume",),
    SchemeResumed: ("resume",),
    SchemeClosed: ("review", "lapse", "resume"),
}
"""What nobody waits for any more after an event."""
