"""What was asked for, to be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _requests()


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("ward", sa.Text(), nullable=True),
        sa.Column("local_authority", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("cohorts", sa.Text(), nullable=False),
        sa.Column("offers", sa.Integer(), nullable=False),
        sa.Column("freed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference"),
    )
