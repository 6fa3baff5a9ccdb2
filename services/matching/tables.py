"""Matching's tables: the directory, its places, and who has one."""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

from shared.event_store.tables import store_tables

METADATA = MetaData()
STORE = store_tables(METADATA)

SCHEMES = Table(
    "schemes",
    METADATA,
    Column("scheme_id", Text, primary_key=True),
    Column("specification", Text, nullable=False),
    Column("approved", Boolean, nullable=False),
)

PLACES = Table(
    "places",
    METADATA,
    Column("scheme_id", Text, primary_key=True),
    Column("places", Integer),
    Column("held", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)
"""Each scheme's places and its stream's version. Locking a row is what keeps places from being given twice."""

PLACEMENTS = Table(
    "placements",
    METADATA,
    Column("person_id", Text, nullable=False),
    Column("scheme_id", Text, nullable=False),
    Column("reference", Text, nullable=False),
    PrimaryKeyConstraint("person_id", "scheme_id", name="one_place_per_person_and_scheme"),
    Index("placements_by_scheme", "scheme_id"),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)
"""How often the directory has changed: a process reads it again only when this has moved."""

RANKINGS = Table(
    "rankings",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("ranking", Text, nullable=False),
)
