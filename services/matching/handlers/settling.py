"""Giving and freeing places: all that some events lead to, decided at once while the places in question are held."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from services.matching.domain.capacity import Capacity
from services.matching.domain.match import match_of
from services.matching.domain.offering import Decision, decide
from services.matching.domain.shortlist import Request, shortlist, suitable_ids
from services.matching.queries import Directories, locked_capacity
from services.matching.queries.waiting import next_in_line
from shared.clock import london_date
from shared.contracts.event import Event, Meta
from shared.contracts.matching import Considered, PlaceReleased, PlaceReserved
from shared.event_store.transaction import Transaction


class Freed(NamedTuple):
    """A place to be freed."""

    release: PlaceReleased
    because: str
    cause: Meta | None = None


class Wanted(NamedTuple):
    """A referral to be matched. `version`: its match stream's version; `because`, `cause`: what led here.

    `first`: what its stream records before the new round. `leaves`: the place it gives up; when it has it no more,
    somebody else was first and nothing happens. `only_if_placed`: a round that finds nothing is not recorded.
    """

    request: Request
    version: int
    because: str
    cause: Meta | None = None
    first: tuple[Event, ...] = ()
    leaves: Freed | None = None
    only_if_placed: bool = False


def settle(
    work: Transaction,
    directories: Directories,
    wanted: Sequence[Wanted],
    freed: Sequence[Freed],
    shrinking: Mapping[str, int] | None = None,
) -> int:
    """Free places, give them to whoever waits for them and to who is new, and return how many referrals got one.

    `shrinking`: schemes that will have so few places when this is done, so that none is given beyond them.

    Why at once: whoever locks places a second time may wait in a circle with somebody who does the same.
    """
    wanted = [*_next_in_line(work, wanted, freed), *wanted]
    if not wanted and not freed:
        return 0
    directory, ranking = directories.current(work.connection), directories.ranking(work.connection)
    lists = [shortlist(one.request, directory.reaching(one.request.facts), ranking) for one in wanted]
    capacity = _held(work, wanted, freed, lists)
    for scheme_id, places in (shrinking or {}).items():
        capacity.shrink(scheme_id, places)
    for place in freed:
        _free(work, capacity, place)
    today, placed = london_date(work.now), 0
    for one, considered in zip(wanted, lists, strict=True):
        if one.leaves is None or _free(work, capacity, one.leaves):
            decision = decide(one.request, considered, directory.schemes, capacity, ranking, today)
            placed += _record(work, capacity, one, decision)
    return placed


def _held(
    work: Transaction, wanted: Sequence[Wanted], freed: Sequence[Freed], lists: Sequence[Sequence[Considered]]
) -> Capacity:
    """Return the places of every scheme in question, held until the transaction ends, and who of them is where."""
    leaving = [one.leaves for one in wanted if one.leaves]
    schemes = {scheme_id for considered in lists for scheme_id in suitable_ids(considered)}
    schemes |= {one.release.scheme_id for one in (*freed, *leaving)}
    people = {one.request.facts.person_id for one in wanted} | {one.release.person_id for one in freed}
    return locked_capacity(work.connection, schemes, people)


def _free(work: Transaction, capacity: Capacity, place: Freed) -> bool:
    release = place.release
    held = capacity.release(release.scheme_id, release.person_id, release.reference)
    if held:
        version = capacity.turn(release.scheme_id)
        work.append(scheme_stream(release.scheme_id), version, [release], place.because, cause=place.cause)
    return held


def _record(work: Transaction, capacity: Capacity, one: Wanted, decision: Decision) -> bool:
    if decision.scheme_id is None and one.only_if_placed:
        return False
    facts = one.request.facts
    events = [*one.first, *decision.events]
    work.append(stream_of(facts.reference), one.version, events, one.because, cause=one.cause)
    capacity.follow(events)
    if decision.scheme_id:
        held = PlaceReserved(scheme_id=decision.scheme_id, reference=facts.reference, person_id=facts.person_id)
        version = capacity.turn(decision.scheme_id)
        work.append(scheme_stream(decision.scheme_id), version, [held], one.because, cause=one.cause)
    return decision.scheme_id is not None


def _next_in_line(work: Transaction, wanted: Sequence[Wanted], freed: Sequence[Freed]) -> list[Wanted]:
    """Return those who waited longest for the places that become free."""
    places = Counter(one.release.scheme_id for one in (*freed, *(one.leaves for one in wanted if one.leaves)))
    references = next_in_line(work.connection, places) if places else []
    known = {one.request.facts.reference for one in wanted}
    return waiting_again(work, [one for one in references if one not in known], "matching.place_released")


def waiting_again(work: Transaction, references: Sequence[str], because: str) -> list[Wanted]:
    """Return the wish of each of these parked referrals to be matched again, but only if it finds a place."""
    histories = work.histories([stream_of(one) for one in references]) if references else {}
    found = [(one, match_of(past.event for past in history).after_waiting()) for one, history in histories.items()]
    return [
        Wanted(request, len(histories[stream]), because, only_if_placed=True) for stream, request in found if request
    ]


def stream_of(reference: str) -> str:
    """Return the stream of a referral's matching."""
    return f"match-{reference}"


def scheme_stream(scheme_id: str) -> str:
    """Return the stream of a scheme."""
    return f"scheme-{scheme_id}"
