"""Triage's tables, kept from its own events."""

from collections.abc import Sequence

from sqlalchemy import Connection

from services.triage.tables import PROTOCOLS
from shared.contracts.codec import encode
from shared.contracts.triage import ProtocolPublished
from shared.event_store.projected import Projected
from shared.event_store.recorded import Recorded
from shared.event_store.rows import upsert

PROJECTED = Projected((PROTOCOLS,))


def project(connection: Connection, recorded: Sequence[Recorded]) -> None:
    """Bring the tables up to date with events just recorded."""
    published = [one.event for one in recorded if isinstance(one.event, ProtocolPublished)]
    rows = [{"version": one.version, "protocol": encode(one.protocol).decode()} for one in published]
    upsert(connection, PROTOCOLS, rows)
