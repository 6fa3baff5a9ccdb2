"""Triage, put together."""

from importlib.resources import files

import msgspec

from services.triage.domain.protocol import Protocol
from services.triage.handlers.commands import TriageCommands
from services.triage.handlers.protocols import PROTOCOLS
from services.triage.projections import project
from services.triage.tables import STORE
from shared.contracts.intake import ReferralReceived, ReferralWithdrawn
from shared.event_store.engine import open_engine
from shared.event_store.store import Store
from shared.messaging.inbox import Inbox, by_kind
from shared.messaging.room import Means, Room


def wire(means: Means) -> Room:
    """Wire triage from its means."""
    store = Store(open_engine(means.settings, "triage"), STORE, means.master, means.clock, "service:triage", project)
    triage = TriageCommands(store)
    reactions = by_kind(
        {ReferralReceived: triage.on_referral_received, ReferralWithdrawn: triage.on_referral_withdrawn}
    )
    return Room("triage", store, triage, Inbox(store, reactions), prepare=lambda: publish_shipped(store))


def publish_shipped(store: Store) -> None:
    """Publish the protocol Onward ships with, where the hub has published none."""
    PROTOCOLS.publish_first(store, shipped_protocol(), "onward:shipped")


def shipped_protocol() -> Protocol:
    """Return the triage protocol Onward ships with."""
    text = (files("services.triage.domain") / "protocol-1.json").read_bytes()
    return msgspec.json.decode(text, type=Protocol)
