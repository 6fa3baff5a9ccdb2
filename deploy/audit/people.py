"""The stream of every person: met once, known again afterwards."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from deploy.audit.snapshot import Snapshot
from deploy.audit.streams import recorded_in
from shared.contracts.intake import PersonRecognised, PersonRegistered
from shared.event_store.recorded import Recorded


def people(intake: Snapshot) -> Iterator[Sequence[Recorded]]:
    """Give the events of every person, one person after the other."""
    for _, events in groupby(recorded_in(intake, "person"), lambda one: one.stream):
        yield list(events)


def every_person_is_registered_first_and_only_recognised_afterwards(events: Sequence[Recorded]) -> str | None:
    """A person's stream begins with their registration, and nobody is registered twice."""
    first, *later = (type(one.event) for one in events)
    if first is not PersonRegistered:
        return "they were never registered"
    return None if set(later) <= {PersonRecognised} else "they were registered more than once"


PERSON_RULES: tuple[Callable[[Sequence[Recorded]], str | None], ...] = (
    every_person_is_registered_first_and_only_recognised_afterwards,
)
