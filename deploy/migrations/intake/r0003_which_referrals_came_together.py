"""Which referrals came together."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _checklists()


def _checklists() -> None:
    op.create_table(
        "checklists",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("checklist", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("reference"),
    )
    with op.batch_alter_table("checklists", schema=None) as batch_op:
        batch_op.create_index("checklists_by_id", ["checklist"], unique=False)
