"""People to be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _outreach()
    _outreach_marks()


def _outreach() -> None:
    op.create_table(
        "outreach",
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("submission", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("listed_at", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_outcome", sa.Text(), nullable=True),
        sa.Column("again_on", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("for_good", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.create_index("outreach_by_state", ["state", "listed_at", "contact_id"], unique=False)
        batch_op.create_index("outreach_by_submission", ["submission"], unique=True)


def _outreach_marks() -> None:
    op.create_table(
        "outreach_marks",
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "contact_id", name="one_row_per_mark"),
    )
