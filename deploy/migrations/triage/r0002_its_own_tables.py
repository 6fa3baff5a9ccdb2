"""Its own tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _protocols()


def _protocols() -> None:
    op.create_table(
        "protocols",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
