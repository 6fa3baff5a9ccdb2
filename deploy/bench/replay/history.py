"""A long history, written straight into the stores: walks from a referral received to a case opened."""

import io
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import psycopg2

from deploy.bench.corner import plain_dsn
from deploy.bench.store.events import sample_events
from services.cases.domain.case import open_case
from shared.contracts.codec import encode, public_part
from shared.contracts.event import BY_CLASS, Event, Meta
from shared.contracts.intake import ReferralReceived
from shared.contracts.matching import SchemeOffered, SchemesShortlisted
from shared.contracts.triage import ReferralTriaged
from shared.messaging.topology import SERVICES, listeners

SPEAKING = tuple(service for service in SERVICES if listeners(service))
EVENTS_OF_A_WALK = 5
WALKS_AT_ONCE = 10_000  # walks written in one COPY: some ten megabytes
_REFERENCE = "REFERENC"  # stands in the samples where a walk's own reference goes
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class Line(NamedTuple):
    """One event of a sample walk; its stream and its text still name no referral of their own."""

    service: str
    stream: str
    version: int
    stored_type: str
    public: str

    def copied(self, number: int, place: int) -> str:
        """Return the event of one walk as COPY reads it; no text in it needs escaping."""
        at = _BEGAN + timedelta(seconds=number, milliseconds=place)
        meta = encode(Meta(at=at, by=f"service:{self.service}", because="bench")).decode()
        reference = f"{number:08d}"
        stream, public = (text.replace(_REFERENCE, reference) for text in (self.stream, self.public))
        return "\t".join((stream, str(self.version), self.stored_type, public, meta)) + "\n"


def write_history(url: str, walks: int) -> None:
    """Write so many walks into the stores, as events published long ago."""
    samples = [_sample(received) for received in sample_events()]
    with closing(psycopg2.connect(plain_dsn(url))) as connection, connection, connection.cursor() as cursor:
        for first in range(0, walks, WALKS_AT_ONCE):
            numbers = range(first, min(first + WALKS_AT_ONCE, walks))
            for service in SPEAKING:
                lines = (_lines(samples[number % len(samples)], service, number) for number in numbers)
                cursor.copy_expert(
                    f"copy {service}.events (stream, version, type, public, meta) from stdin",
                    io.StringIO("".join(lines)),
                )
        for service in SPEAKING:
            cursor.execute(
                f"insert into {service}.relay_checkpoints select 'published', max(position) from {service}.events"
            )


def _lines(sample: Sequence[Line], service: str, number: int) -> str:
    return "".join(line.copied(number, place) for place, line in enumerate(sample) if line.service == service)


def _sample(received: ReferralReceived) -> list[Line]:
    """Return a walk that begins with this event."""
    person = received.facts.person_id
    offered = SchemeOffered(
        reference=_REFERENCE,
        person_id=person,
        round=1,
        scheme_id="riverside",
        scheme_name="Riverside",
        scheme_kind="generalist",
        score=60,
    )
    triaged = ReferralTriaged(facts=received.facts, complexity="low", protocol_version=1, reasons=())
    shortlisted = SchemesShortlisted(
        reference=_REFERENCE, person_id=person, round=1, protocol_version=1, complexity="low"
    )
    (opened,) = open_case(offered, over=False)
    return [
        _line("intake", f"referral-{_REFERENCE}", 1, received, received.facts.reference),
        _line("triage", f"assessment-{_REFERENCE}", 1, triaged, received.facts.reference),
        _line("matching", f"match-{_REFERENCE}", 1, shortlisted),
        _line("matching", f"match-{_REFERENCE}", 2, offered),
        _line("cases", f"case-{_REFERENCE}-1", 1, opened),
    ]


def _line(service: str, stream: str, version: int, event: Event, own_reference: str = _REFERENCE) -> Line:
    public = public_part(event).replace(own_reference, _REFERENCE)
    return Line(service, stream, version, BY_CLASS[type(event)].stored_type, public)
