"""Whom somebody set out to reach: who agreed has a referral, and details are held only while somebody is to be reached.

Why asked of the tables: that they are what the events tell is a rule of its own.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from deploy.audit.snapshot import Snapshot
from services.intake.domain.outreach import TO_REACH

_UNREFERRED = """
select contact_id, reference from outreach o where state = 'agreed' and not exists (
  select 1 from events e where e.stream = 'referral-' || o.reference and e.version = 1
) order by contact_id
"""
_HELD = f"""
select o.contact_id, o.state, k.wrapped is not null from outreach o
left join person_keys k on k.person_id = o.contact_id
where k.person_id is null or (k.wrapped is not null) <> (o.state = '{TO_REACH}') order by o.contact_id
"""


class Doorstep(NamedTuple):
    """One rule about everybody on lists. `broken`: names whom it does not hold of."""

    sentence: str
    broken: Callable[[Snapshot], Iterator[str]]


def _unreferred(intake: Snapshot) -> Iterator[str]:
    return (
        f"outreach-{contact_id}: there is no referral {reference}" for contact_id, reference in intake.rows(_UNREFERRED)
    )


def _held_wrongly(intake: Snapshot) -> Iterator[str]:
    for contact_id, state, held in intake.rows(_HELD):
        yield f"outreach-{contact_id}: it is {state}, and its key is {'kept' if held else 'gone'}"


OUTREACH_RULES = (
    Doorstep("everybody on a list who agreed has a referral", _unreferred),
    Doorstep("details of people on lists are held exactly while they are to be reached", _held_wrongly),
)


def people_on_lists(intake: Snapshot) -> dict[str, int]:
    """Return how many people on lists are in each state."""
    rows = intake.rows("select state, count(*) from outreach group by state order by state")
    return {f"people on lists {state}": count for state, count in rows}
