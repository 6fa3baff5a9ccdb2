"""Until when details may be held."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _outreach()


def _outreach() -> None:
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hold_until", sa.Text(), nullable=True))
        batch_op.create_index("outreach_by_end", ["state", "hold_until"], unique=False)
