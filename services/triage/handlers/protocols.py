"""The triage protocol as data: shown, tried on the newest referrals, published; and old decisions decided again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from services.triage.domain.comparing import Assessed, assessed, assessed_by
from services.triage.domain.protocol import Protocol
from services.triage.handlers.assessing import stream_of
from shared.contracts.event import Event
from shared.contracts.triage import ProtocolPublished
from shared.doors.malformed import Malformed
from shared.doors.protocol import load_protocol
from shared.event_store.dry_run import DecideTwice, Twice, dry_run
from shared.event_store.editions import Editions, refusal
from shared.event_store.store import Store

Answer = dict[str, Any]

PROTOCOLS: Editions[Protocol] = Editions(
    stream="protocol-triage",
    because="publish_protocol",
    rules=Protocol,
    event=lambda version, protocol: ProtocolPublished(version=version, protocol=protocol),
    of=lambda event: event.protocol,
)


@dataclass(frozen=True)
class ProtocolKeeping:
    """What the hub may ask and tell of the triage protocol."""

    store: Store

    def protocol(self, version: int | None = None) -> Answer:
        """Return a version of the protocol, the one in force when none is named."""
        return PROTOCOLS.told(self.store, version)

    def try_protocol(self, edited: object) -> Answer:
        """Return what an edited protocol would change for the newest referrals. Records nothing."""
        try:
            edit = load_protocol(edited)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        with self.store.reading() as connection:
            editions = PROTOCOLS.all(connection)
            if refused := refusal(editions, edit.based_on):
                return refused
            decide = _deciding_twice(editions[-1].rules, PROTOCOLS.read(edit.protocol, edit.based_on + 1))
            return {"version": edit.based_on, **dry_run(connection, "assessment", decide, Assessed._fields)}

    def publish_protocol(self, edited: object, by: str) -> Answer:
        """Publish an edited protocol as the next version; what is in force is not published again."""
        try:
            edit = load_protocol(edited)
        except Malformed as malformed:
            return {"status": "malformed", "errors": malformed.errors}
        return PROTOCOLS.publish(self.store, edit.protocol, edit.based_on, by)

    def replayed(self, reference: str) -> Answer:
        """Return whether the recorded facts and version of the protocol still make the decision that was recorded."""
        recorded = self.store.read(stream_of(reference))
        found = assessed([one.event for one in recorded])
        if found is None:
            return {"status": "not_found"}
        then, routed = found
        with self.store.reading() as connection:
            protocols = {one.version: one.rules for one in PROTOCOLS.all(connection)}
        protocol = protocols.get(routed.protocol_version)
        told: Answer = {
            "decision": "triage",
            "decided_at": msgspec.to_builtins(recorded[0].meta.at),
            "protocol_version": routed.protocol_version,
            "replayable": protocol is not None and routed.facts is not None,
            "differences": [],
        }
        if protocol and routed.facts:
            again = assessed_by(protocol, routed.facts)
            told["differences"] = _differences(then, again)
        return {"status": "found", "decisions": [told]}


def _deciding_twice(in_force: Protocol, edited: Protocol) -> DecideTwice:
    def decide(events: Sequence[Event]) -> Twice | None:
        found = assessed(events)
        if found is None or found[1].facts is None:
            return None
        facts = found[1].facts
        return Twice(assessed_by(in_force, facts)._asdict(), assessed_by(edited, facts)._asdict())

    return decide


def _differences(then: Assessed, again: Assessed) -> list[str]:
    return [name for name, was, now in zip(Assessed._fields, then, again, strict=True) if was != now]
