"""Intake's tables: what has been sent in, by whom people are recognised, and where postcodes are."""

from sqlalchemy import BigInteger, Column, Index, MetaData, PrimaryKeyConstraint, Table, Text

from services.intake.areas.tables import area_tables
from shared.event_store.tables import store_tables

METADATA = MetaData()
STORE = store_tables(METADATA)
AREAS = area_tables(METADATA)

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("submission", Text, primary_key=True),
    Column("content", Text, nullable=False),
    Column("reference", Text, nullable=False),
)
"""One row per idempotency key. Both hashes are keyed, so the table tells nothing without the master key."""

CHECKLISTS = Table(
    "checklists",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("checklist", Text, nullable=False),
    Index("checklists_by_id", "checklist"),
)
"""One row per referral that came with others on one checklist."""

IDENTITIES = Table(
    "identities",
    METADATA,
    Column("person_id", Text, nullable=False),
    Column("name_key", BigInteger, nullable=False),
    Column("nhs_key", BigInteger, nullable=False),
    PrimaryKeyConstraint("person_id", "name_key", "nhs_key", name="one_row_per_identity"),
    Index("identities_by_name", "name_key"),
    Index("identities_by_nhs_number", "nhs_key"),
)
"""By what each person has been known so far, as keyed hashes; 0 where there is none."""
