"""The table that reports count: one row per referral that was matched."""

from sqlalchemy import Boolean, Column, Integer, Table, Text

from services.matching.tables.metadata import METADATA

NONE_TOLD = "-"
"""Stands where a referral names no need or no cohort, so that it is counted under none."""

REQUESTS = Table(
    "requests",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("person_id", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("ward", Text),
    Column("local_authority", Text),
    Column("needs", Text, nullable=False),
    Column("cohorts", Text, nullable=False),
    Column("offers", Integer, nullable=False),
    Column("freed", Integer, nullable=False),
    Column("reason", Text),
    Column("withdrawn", Boolean, nullable=False),
)
"""Codes are separated by spaces; `month` is YYYY-MM.

Why no index but the key: every referral is written, and reports are few (docs/decisions, 0020).
"""
