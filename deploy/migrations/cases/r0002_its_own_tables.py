"""Its own tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _cases()
    _taken_back()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("cases_by_reference", ["reference"], unique=False)
        batch_op.create_index("cases_by_scheme", ["scheme_id", "state"], unique=False)


def _taken_back() -> None:
    op.create_table(
        "taken_back", sa.Column("reference", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("reference")
    )
