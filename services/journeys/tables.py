"""Journeys' tables: where every referral stands, each step of its story, and which referrals came together."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

from shared.event_store.tables import store_tables

METADATA = MetaData()
STORE = store_tables(METADATA)

JOURNEYS = Table(
    "journeys",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("state_at", BigInteger, nullable=False),
    Column("state_rank", Integer, nullable=False),
    Column("received_at", BigInteger),
    Index("journeys_by_state", "state"),
    Index("journeys_by_receipt", "received_at"),
)
"""Units: microseconds since 1970, UTC. The state is that of the latest event, whatever order they arrived in."""

STEPS = Table(
    "steps",
    METADATA,
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    Column("scheme", Text),
    PrimaryKeyConstraint("stream", "version", name="one_step_per_event"),
    Index("steps_by_reference", "reference"),
)
"""`scheme`: JSON of id, name, kind and the fuller schemes on an offer; of id, name and position on a waiting list."""

CHECKLISTS = Table(
    "checklists",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("checklist", Text, nullable=False),
    Index("checklists_by_id", "checklist"),
)
"""One row per referral that came with others on one checklist."""

GATHERED = JOURNEYS.to_metadata(MetaData(), name="gathered")
"""Only there while journeys is built anew: the state that every page of events would have left a referral in."""
