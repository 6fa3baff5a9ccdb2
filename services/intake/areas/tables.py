"""The two tables of areas. They live in intake's store, beside its events, but hold nothing about people."""

from dataclasses import dataclass

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import VARCHAR

POSTCODE = String(7).with_variant(VARCHAR(7, collation="C"), "postgresql")
"""Why collation C: keys are plain letters and digits, and comparing bytes is several times cheaper than a locale."""

GSS_CODE = String(9)


@dataclass(frozen=True)
class AreaTables:
    """Both tables, bound to whichever metadata they were made for."""

    postcodes: Table
    area_loads: Table


def area_tables(metadata: MetaData) -> AreaTables:
    """Define the tables in `metadata`, so that the migrations of intake's store see them.

    Shape: `postcodes` is one row per postcode in its key form (see `postcode_key`), codes null where none is
    published; `area_loads` is one row per file ever loaded, found by the SHA-256 of its bytes.
    """
    return AreaTables(_postcodes(metadata), _area_loads(metadata))


def _postcodes(metadata: MetaData) -> Table:
    return Table(
        "postcodes",
        metadata,
        Column("postcode", POSTCODE, primary_key=True),
        Column("lat", Float(53)),
        Column("long", Float(53)),
        Column("local_authority", GSS_CODE),
        Column("lsoa", GSS_CODE),
        Column("ward", GSS_CODE),
        sqlite_with_rowid=False,
    )


def _area_loads(metadata: MetaData) -> Table:
    return Table(
        "area_loads",
        metadata,
        Column("fingerprint", String(64), primary_key=True),
        Column("file_name", Text, nullable=False),
        Column("rows_read", Integer, nullable=False),
        Column("rows_refused", Integer, nullable=False),
        Column("finished_at", Text),
    )


AREAS = area_tables(MetaData())
"""The tables as this package's own statements name them; the store's schema is found by the connection."""
