"""What all of matching's tables belong to, with those that every store has."""

from sqlalchemy import MetaData

from shared.event_store.tables import store_tables

METADATA = MetaData()
STORE = store_tables(METADATA)
