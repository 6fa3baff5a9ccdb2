"""Its own tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _area_loads()
    _identities()
    _postcodes()
    _submissions()


def _area_loads() -> None:
    op.create_table(
        "area_loads",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_refused", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("fingerprint"),
    )


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("name_key", sa.BigInteger(), nullable=False),
        sa.Column("nhs_key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "name_key", "nhs_key", name="one_row_per_identity"),
    )
    with op.batch_alter_table("identities", schema=None) as batch_op:
        batch_op.create_index("identities_by_name", ["name_key"], unique=False)
        batch_op.create_index("identities_by_nhs_number", ["nhs_key"], unique=False)


def _postcodes() -> None:
    op.create_table(
        "postcodes",
        sa.Column(
            "postcode",
            sa.String(length=7).with_variant(sa.VARCHAR(length=7, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("long", sa.Float(precision=53), nullable=True),
        sa.Column("local_authority", sa.String(length=9), nullable=True),
        sa.Column("lsoa", sa.String(length=9), nullable=True),
        sa.Column("ward", sa.String(length=9), nullable=True),
        sa.PrimaryKeyConstraint("postcode"),
        sqlite_with_rowid=False,
    )


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("submission", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("submission"),
    )
