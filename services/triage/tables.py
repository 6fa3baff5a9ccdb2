"""Triage's tables: the versions of its protocol."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from shared.event_store.tables import store_tables

METADATA = MetaData()
STORE = store_tables(METADATA)

PROTOCOLS = Table(
    "protocols",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("protocol", Text, nullable=False),
)
