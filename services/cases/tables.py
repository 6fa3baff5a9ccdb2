"""Cases' tables: where every case stands, and which referrals were taken back."""

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from shared.event_store.tables import store_tables

METADATA = MetaData()
STORE = store_tables(METADATA)

CASES = Table(
    "cases",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("scheme_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Index("cases_by_reference", "reference"),
    Index("cases_by_scheme", "scheme_id", "state"),
)

TAKEN_BACK = Table("taken_back", METADATA, Column("reference", Text, primary_key=True))
"""Referrals whose sender took them back: an offer that arrives later is withdrawn at once."""
