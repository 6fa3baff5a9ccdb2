"""Walking through all referrals at once: every store is read in the order of references, side by side."""

from collections.abc import Callable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import collate, select

from deploy.audit.snapshot import Snapshot
from deploy.audit.streams import recorded
from deploy.audit.trail import Trail
from deploy.audit.words import WORDS
from services.cases.tables import TAKEN_BACK
from services.journeys.tables import CHECKLISTS, JOURNEYS, STEPS
from shared.event_store.recorded import Recorded
from shared.messaging.topology import LISTENS

Put = Callable[[Trail, Any], None]
Trace = tuple[str, Put, Any]
"""A row, whose reference comes first, and how it is laid down in the trail."""


def trails(stores: Mapping[str, Snapshot]) -> Iterator[Trail]:
    """Give everything that was left of every referral, one referral after the other."""
    for reference, traces in groupby(merge(*_sources(stores), key=itemgetter(0)), itemgetter(0)):
        trail = Trail(reference)
        for _, put, row in traces:
            put(trail, row)
        yield trail


def _sources(stores: Mapping[str, Snapshot]) -> Iterator[Iterator[Trace]]:
    yield _events(stores["intake"], "referral", lambda trail: trail.referral)
    yield _told_events(stores["intake"], "person", lambda trail: trail.people)
    yield _events(stores["triage"], "assessment", lambda trail: trail.assessment)
    yield _events(stores["matching"], "match", lambda trail: trail.match)
    yield _told_events(stores["matching"], "scheme", lambda trail: trail.places)
    yield _events(stores["cases"], "case", lambda trail: trail.cases)
    for service in LISTENS:
        yield _cursors(stores[service], service)
    yield _rows(stores["cases"], TAKEN_BACK, _note_taken_back)
    yield _rows(stores["journeys"], JOURNEYS, _note_journey)
    yield _rows(stores["journeys"], CHECKLISTS, _note_checklist)
    yield _rows(stores["journeys"], STEPS, lambda trail, row: trail.steps.append(row._asdict()))


def _events(store: Snapshot, category: str, where: Callable[[Trail], list[Recorded]]) -> Iterator[Trace]:
    words = WORDS[store.dialect]
    question = f"""
    select {words.of_stream} as reference, stream, version, type, public, meta from events
    where {words.category} = '{category}' order by 1, stream {words.binary}, version
    """
    return _laid(store, question, _into(where))


def _told_events(store: Snapshot, category: str, where: Callable[[Trail], list[Recorded]]) -> Iterator[Trace]:
    """Give the events of streams that are not one referral's own, under the reference that they tell of."""
    words = WORDS[store.dialect]
    question = f"""
    select {words.told} as reference, stream, version, type, public, meta from events
    where {words.category} = '{category}' and {words.tells} order by 1, position
    """
    return _laid(store, question, _into(where))


def _cursors(store: Snapshot, service: str) -> Iterator[Trace]:
    def put(trail: Trail, row: Any) -> None:
        trail.heard[service, row[1]] = row[2]

    words = WORDS[store.dialect]
    return _laid(store, f"select {words.of_stream} as reference, stream, version from inbox_cursors order by 1", put)


def _rows(store: Snapshot, table: Any, put: Put) -> Iterator[Trace]:
    by = collate(table.c.reference, "C") if store.dialect == "postgresql" else table.c.reference
    return ((row.reference, put, row) for row in store.rows(select(table).order_by(by)))


def _laid(store: Snapshot, question: str, put: Put) -> Iterator[Trace]:
    return ((row[0], put, row) for row in store.rows(question))


def _into(where: Callable[[Trail], list[Recorded]]) -> Put:
    def put(trail: Trail, row: Any) -> None:
        one = recorded(*row[1:])
        if one is None:
            trail.unreadable = True
        else:
            where(trail).append(one)

    return put


def _note_taken_back(trail: Trail, _row: Any) -> None:
    trail.taken_back = True


def _note_journey(trail: Trail, row: Any) -> None:
    trail.journey = row._asdict()


def _note_checklist(trail: Trail, row: Any) -> None:
    trail.checklist = row.checklist
