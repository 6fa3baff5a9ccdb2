"""The public directory: activities, what other directories tell, and what open data is found by."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from services.matching.tables.metadata import METADATA
from shared.event_store.tables import Key

ACTIVITIES = Table(
    "activities",
    METADATA,
    Column("activity_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("taken_off", Text),
    Column("specification", Text, nullable=False),
)
"""Every activity ever listed, as it was last; `taken_off` is the reason why it is in the directory no more."""

IMPORTED = Table(
    "imported_schemes",
    METADATA,
    Column("scheme_id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("draft", Text, nullable=False),
    Column("listing", Text, nullable=False),
)
"""What a public directory said last of a scheme: the draft made of it, and its entry."""

OPEN_SERVICES = Table(
    "open_services",
    METADATA,
    Column("service_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("entry_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("age_min", Integer),
    Column("age_max", Integer),
    Column("everywhere", Boolean, nullable=False),
    Column("organisation_id", Text),
    Column("modified_at", Text, nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("kind", "entry_id", name="one_open_service_per_entry"),
    Index("open_services_by_name", "name", "service_id"),
)
"""What open data is found by, and its whole content: one row per scheme and per activity of the directory.

Schemes that are not approved have their row too, and are left out when somebody asks: approval then writes nothing.
"""

OPEN_PLACES = Table(
    "open_places",
    METADATA,
    Column("place_id", Text, primary_key=True),
    Column("service_id", Text, nullable=False),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
    Index("open_places_by_service", "service_id"),
    Index("open_places_on_the_map", "latitude", "longitude"),
)

OPEN_TERMS = Table(
    "open_terms",
    METADATA,
    Column("service_id", Text, nullable=False),
    Column("term_id", Text, nullable=False),
    PrimaryKeyConstraint("service_id", "term_id", name="one_row_per_service_and_term"),
    Index("open_terms_by_term", "term_id"),
)

OPEN_AREAS = Table(
    "open_areas",
    METADATA,
    Column("service_id", Text, nullable=False),
    Column("area", Text, nullable=False),
    PrimaryKeyConstraint("service_id", "area", name="one_row_per_service_and_area"),
    Index("open_areas_by_area", "area"),
)

OPEN_TIMES = Table(
    "open_times",
    METADATA,
    Column("service_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("opens_at", Text),
    Column("closes_at", Text),
    PrimaryKeyConstraint("service_id", "number", "day", name="one_row_per_time_and_day"),
)

TERMS = Table(
    "terms",
    METADATA,
    Column("term_id", Text, primary_key=True),
    Column("taxonomy_id", Text, nullable=False),
    Column("taxonomy", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
)
"""Every term any entry was ever sorted under; those of our own vocabulary need no row."""

ENTRY_WORDS = Table(
    "entry_words",
    METADATA,
    Column("word", Key, nullable=False),
    Column("service_id", Key, nullable=False),
    Column("points", Integer, nullable=False),
    PrimaryKeyConstraint("word", "service_id", name="one_row_per_word_and_entry"),
    Index("entry_words_by_entry", "service_id"),
)
"""The words each entry is found by, with what the best place is worth that each stands in."""

DIRECTORY_WORDS = Table(
    "directory_words",
    METADATA,
    Column("word", Key, primary_key=True),
    Column("entries", Integer, nullable=False),
)
"""In how many entries each word stands. Why: spelling is looked up among all words there are, and those are few."""
