"""Its own tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _placements()
    _places()
    _rankings()
    _revisions()
    _schemes()


def _placements() -> None:
    op.create_table(
        "placements",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "scheme_id", name="one_place_per_person_and_scheme"),
    )
    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.create_index("placements_by_scheme", ["scheme_id"], unique=False)


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id"),
    )


def _rankings() -> None:
    op.create_table(
        "rankings",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ranking", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _schemes() -> None:
    op.create_table(
        "schemes",
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id"),
    )
