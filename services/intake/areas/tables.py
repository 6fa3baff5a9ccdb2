"""The tables of areas. They live in intake's store, beside its events, but hold nothing about people."""

from dataclasses import dataclass

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import VARCHAR

POSTCODE = String(7).with_variant(VARCHAR(7, collation="C"), "postgresql")
"""Why collation C: keys are plain letters and digits, and comparing bytes is several times cheaper than a locale."""

GSS_CODE = String(9)


@dataclass(frozen=True)
class AreaTables:
    """The tables, bound to whichever metadata they were made for."""

    postcodes: Table
    area_loads: Table
    nested_areas: Table
    loneliness: Table


def area_tables(metadata: MetaData) -> AreaTables:
    """Define the tables in `metadata`, so that the migrations of intake's store see them.

    Shape: `postcodes` is one row per postcode in its key form (see `postcode_key`), codes null where none is
    published; `area_loads` is one row per file ever loaded, found by the SHA-256 of its bytes; `nested_areas` is one
    row per code of any level, with the ward and the local authority it lies in; `loneliness` is one per small area.
    """
    return AreaTables(_postcodes(metadata), _area_loads(metadata), _nested_areas(metadata), _loneliness(metadata))


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


def _nested_areas(metadata: MetaData) -> Table:
    return Table(
        "nested_areas",
        metadata,
        Column("code", GSS_CODE, primary_key=True),
        Column("level", String(15), nullable=False),
        Column("ward", GSS_CODE),
        Column("local_authority", GSS_CODE),
        Index("nested_areas_by_ward", "ward"),
        Index("nested_areas_by_local_authority", "local_authority"),
    )


def _loneliness(metadata: MetaData) -> Table:
    return Table(
        "loneliness",
        metadata,
        Column("code", GSS_CODE, primary_key=True),
        Column("measure", Text, nullable=False),
        Column("value", Float(53), nullable=False),
    )


AREAS = area_tables(MetaData())
"""The tables as this package's own statements name them; the store's schema is found by the connection."""
