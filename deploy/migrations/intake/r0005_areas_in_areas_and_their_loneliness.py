"""Which area lies in which, and modelled loneliness."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _loneliness()
    _nested_areas()


def _loneliness() -> None:
    op.create_table(
        "loneliness",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )


def _nested_areas() -> None:
    op.create_table(
        "nested_areas",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("level", sa.String(length=15), nullable=False),
        sa.Column("ward", sa.String(length=9), nullable=True),
        sa.Column("local_authority", sa.String(length=9), nullable=True),
        sa.PrimaryKeyConstraint("code"),
    )
    with op.batch_alter_table("nested_areas", schema=None) as batch_op:
        batch_op.create_index("nested_areas_by_local_authority", ["local_authority"], unique=False)
        batch_op.create_index("nested_areas_by_ward", ["ward"], unique=False)
