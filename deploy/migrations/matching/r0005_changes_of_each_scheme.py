"""The changes of each scheme, so that a process reads only what is new to it."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _revisions()


def _revisions() -> None:
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.create_index("revisions_in_order", ["revision"], unique=False)
