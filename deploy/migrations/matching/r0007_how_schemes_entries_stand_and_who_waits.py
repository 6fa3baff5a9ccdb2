"""How schemes' entries stand, and who waits."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _due()
    _planned_specifications()
    _specifications()
    _waiting()
    _schemes()


def _due() -> None:
    op.create_table(
        "due",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name="one_due_date_per_kind_and_subject"),
    )
    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.create_index("due_by_day", ["due_on", "kind"], unique=False)


def _planned_specifications() -> None:
    op.create_table(
        "planned_specifications",
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id", "from_on", name="one_plan_per_scheme_and_day"),
    )


def _specifications() -> None:
    op.create_table(
        "specifications",
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Text(), nullable=False),
        sa.Column("specification", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id", "version", name="one_specification_per_version"),
    )


def _waiting() -> None:
    op.create_table(
        "waiting",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference"),
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index("waiting_by_scheme", ["scheme_id", "since"], unique=False)


def _schemes() -> None:
    """Say of every scheme how it stands; what is due of it, and its earlier specifications, a rebuild tells."""
    with op.batch_alter_table("schemes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phase", sa.Text(), nullable=False, server_default="draft"))
        batch_op.add_column(sa.Column("review", sa.Text(), nullable=False, server_default="assured"))
        batch_op.add_column(sa.Column("assured_until", sa.Text(), nullable=True))
    op.execute("update schemes set phase = 'open' where approved")
    with op.batch_alter_table("schemes", schema=None) as batch_op:
        batch_op.alter_column("phase", server_default=None)
        batch_op.alter_column("review", server_default=None)
        batch_op.drop_column("approved")
