"""Its own tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _journeys()
    _steps()


def _journeys() -> None:
    op.create_table(
        "journeys",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("state_rank", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("reference"),
    )
    with op.batch_alter_table("journeys", schema=None) as batch_op:
        batch_op.create_index("journeys_by_receipt", ["received_at"], unique=False)
        batch_op.create_index("journeys_by_state", ["state"], unique=False)


def _steps() -> None:
    op.create_table(
        "steps",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("scheme", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("stream", "version", name="one_step_per_event"),
    )
    with op.batch_alter_table("steps", schema=None) as batch_op:
        batch_op.create_index("steps_by_reference", ["reference"], unique=False)
