"""Intake's tables: what was sent in, by what people are recognised, who is to be reached, and where postcodes are."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

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

OUTREACH = Table(
    "outreach",
    METADATA,
    Column("contact_id", Text, primary_key=True),
    Column("submission", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("listed_at", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("last_outcome", Text),
    Column("again_on", Text),
    Column("reference", Text),
    Column("for_good", Boolean, nullable=False),
    Column("hold_until", Text),
    Index("outreach_by_submission", "submission", unique=True),
    Index("outreach_by_state", "state", "listed_at", "contact_id"),
    Index("outreach_by_end", "state", "hold_until"),
)
"""One row per person to be reached, without a word of who they are. `for_good`: nobody may list them again.

Shape: `listed_at` ISO 8601 in UTC; `again_on` and `hold_until` days, YYYY-MM-DD.
"""

OUTREACH_MARKS = Table(
    "outreach_marks",
    METADATA,
    Column("mark", BigInteger, nullable=False),
    Column("contact_id", Text, nullable=False),
    PrimaryKeyConstraint("mark", "contact_id", name="one_row_per_mark"),
)
"""By what people on lists are known again, as keyed hashes; they stay when the details are gone."""

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
