"""What is looked up about outreach: who was listed before, and who is still to be reached."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from services.intake.domain.outreach import TO_REACH
from services.intake.queries import held_off
from services.intake.tables import OUTREACH, OUTREACH_MARKS
from shared.event_store.looking_up import rows_holding
from shared.event_store.rows import among

_SHOWN = (
    *(OUTREACH.c.contact_id, OUTREACH.c.source, OUTREACH.c.state, OUTREACH.c.listed_at, OUTREACH.c.tries),
    *(OUTREACH.c.last_outcome, OUTREACH.c.again_on, OUTREACH.c.reference),
)


class ListedBefore(NamedTuple):
    """Somebody on a list. `for_good`: nobody may list them again."""

    contact_id: str
    state: str
    for_good: bool

    @property
    def is_open(self) -> bool:
        """Whether they are still to be reached."""
        return self.state == TO_REACH


def entries_sent_before(connection: Connection, submissions: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return what each of these keys was used for, where it was: the content sent, and whose outreach it began."""
    table = OUTREACH.c
    wanted = select(table.submission, table.content, table.contact_id).where(
        among(connection, table.submission, submissions)
    )
    return {submission: (content, contact_id) for submission, content, contact_id in connection.execute(wanted)}


def listed_before(connection: Connection, marks: Collection[int]) -> dict[int, list[ListedBefore]]:
    """Return who is known by each of these marks, holding off anybody else who would list one of them.

    Why the locks: two processes that are sent the same person in the same moment must not list them twice.
    """
    held_off(connection, marks)
    marked = rows_holding(connection, OUTREACH_MARKS.c.mark, marks)
    table = OUTREACH.c
    these = among(connection, table.contact_id, {contact_id for _, contact_id in marked})
    rows = connection.execute(select(table.contact_id, table.state, table.for_good).where(these)) if marked else ()
    people = {row.contact_id: ListedBefore(*row) for row in rows}
    found: dict[int, list[ListedBefore]] = {}
    for mark, contact_id in marked:
        found.setdefault(mark, []).append(people[contact_id])
    return found


def worklist(
    connection: Connection, state: str | None, source: str | None, page: int, per_page: int
) -> tuple[int, list[dict[str, Any]]]:
    """Return how many there are, and one page of them, those listed first before the others; nothing says who."""
    asked = [column == value for column, value in ((OUTREACH.c.state, state), (OUTREACH.c.source, source)) if value]
    total = connection.execute(select(func.count()).select_from(OUTREACH).where(*asked)).scalar_one()
    order = (OUTREACH.c.listed_at, OUTREACH.c.contact_id)
    rows = connection.execute(
        select(*_SHOWN).where(*asked).order_by(*order).limit(per_page).offset((page - 1) * per_page)
    )
    return total, [dict(row) for row in rows.mappings()]


def counted(connection: Connection, source: str | None) -> dict[str, int]:
    """Return how many people are in each state, of one source or of all."""
    asked = [OUTREACH.c.source == source] if source else []
    rows = connection.execute(select(OUTREACH.c.state, func.count()).where(*asked).group_by(OUTREACH.c.state))
    return {row[0]: row[1] for row in rows}


def held_too_long(connection: Connection, today: date, most: int) -> list[str]:
    """Return who is still to be reached though their details may be held no longer."""
    table = OUTREACH.c
    found = select(table.contact_id).where(table.state == TO_REACH, table.hold_until < today.isoformat())
    return list(connection.execute(found.order_by(table.hold_until, table.contact_id).limit(most)).scalars())
