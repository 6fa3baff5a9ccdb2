"""The public directory."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _activities()
    _imported_schemes()
    _open_areas()
    _open_places()
    _open_services()
    _open_terms()
    _open_times()
    _terms()


def _activities() -> None:
    op.create_table(
        "activities",
        sa.Column("activity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("taken_off", sa.Text(), nullable=True),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id"),
    )


def _imported_schemes() -> None:
    op.create_table(
        "imported_schemes",
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id"),
    )


def _open_areas() -> None:
    op.create_table(
        "open_areas",
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "area", name="one_row_per_service_and_area"),
    )
    with op.batch_alter_table("open_areas", schema=None) as batch_op:
        batch_op.create_index("open_areas_by_area", ["area"], unique=False)


def _open_places() -> None:
    op.create_table(
        "open_places",
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.PrimaryKeyConstraint("place_id"),
    )
    with op.batch_alter_table("open_places", schema=None) as batch_op:
        batch_op.create_index("open_places_by_service", ["service_id"], unique=False)
        batch_op.create_index("open_places_on_the_map", ["latitude", "longitude"], unique=False)


def _open_services() -> None:
    op.create_table(
        "open_services",
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("age_min", sa.Integer(), nullable=True),
        sa.Column("age_max", sa.Integer(), nullable=True),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Text(), nullable=True),
        sa.Column("modified_at", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("service_id"),
        sa.UniqueConstraint("kind", "entry_id", name="one_open_service_per_entry"),
    )
    with op.batch_alter_table("open_services", schema=None) as batch_op:
        batch_op.create_index("open_services_by_name", ["name", "service_id"], unique=False)


def _open_terms() -> None:
    op.create_table(
        "open_terms",
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("term_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("service_id", "term_id", name="one_row_per_service_and_term"),
    )
    with op.batch_alter_table("open_terms", schema=None) as batch_op:
        batch_op.create_index("open_terms_by_term", ["term_id"], unique=False)


def _open_times() -> None:
    op.create_table(
        "open_times",
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.Text(), nullable=True),
        sa.Column("closes_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("service_id", "number", "day", name="one_row_per_time_and_day"),
    )


def _terms() -> None:
    op.create_table(
        "terms",
        sa.Column("term_id", sa.Text(), nullable=False),
        sa.Column("taxonomy_id", sa.Text(), nullable=False),
        sa.Column("taxonomy", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("term_id"),
    )
