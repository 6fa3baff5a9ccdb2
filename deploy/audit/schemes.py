"""The history of every scheme's places, read from its own stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from deploy.audit.snapshot import Snapshot
from deploy.audit.streams import recorded_in
from shared.contracts.directory import PlacesSet, SchemeClosed, SchemeRegistered
from shared.contracts.matching import PlaceReleased, PlaceReserved
from shared.event_store.recorded import Recorded


@dataclass
class SchemeHistory:
    """One scheme. `overfull`, `doubled`: the versions at which it held more than its places, or one person twice.

    `late`: the versions at which it took somebody though it had closed.
    """

    scheme_id: str
    places: int | None = None
    held: dict[str, str] = field(default_factory=dict)
    overfull: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    closed: bool = False

    def add(self, one: Recorded) -> None:
        """Take in the next event of the scheme's stream."""
        match one.event:
            case SchemeClosed():
                self.closed = True
            case SchemeRegistered() | PlacesSet():
                self.places = (one.event.scheme if isinstance(one.event, SchemeRegistered) else one.event).places
            case PlaceReserved():
                self._reserve(one.event, one.version)
            case PlaceReleased() if self.held.get(one.event.person_id) == one.event.reference:
                del self.held[one.event.person_id]
        if self.places is not None and len(self.held) > self.places:
            self.overfull.append(one.version)

    def _reserve(self, event: PlaceReserved, version: int) -> None:
        if self.closed:
            self.late.append(version)
        if event.person_id in self.held:
            self.doubled.append(version)
        self.held[event.person_id] = event.reference


def schemes(matching: Snapshot) -> Iterator[SchemeHistory]:
    """Give the history of every scheme, one after the other."""
    for stream, events in groupby(recorded_in(matching, "scheme"), lambda one: one.stream):
        history = SchemeHistory(stream.removeprefix("scheme-"))
        for one in events:
            history.add(one)
        yield history


def no_scheme_ever_held_more_people_than_it_has_places(history: SchemeHistory) -> str | None:
    """At no version of its stream were more places reserved than there were."""
    return f"at version {history.overfull[0]}" if history.overfull else None


def no_person_has_two_places_with_one_scheme(history: SchemeHistory) -> str | None:
    """At no version of its stream was a place reserved for somebody who had one."""
    return f"at version {history.doubled[0]}" if history.doubled else None


def no_scheme_took_anybody_after_it_had_closed(history: SchemeHistory) -> str | None:
    """Once a scheme has ended, nobody is offered to it."""
    return f"at version {history.late[0]}" if history.late else None


SCHEME_RULES: tuple[Callable[[SchemeHistory], str | None], ...] = (
    no_scheme_ever_held_more_people_than_it_has_places,
    no_person_has_two_places_with_one_scheme,
    no_scheme_took_anybody_after_it_had_closed,
)
