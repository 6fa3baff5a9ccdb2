"""The words of the directory."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables to this revision."""
    _directory_words()
    _entry_words()


def _directory_words() -> None:
    op.create_table(
        "directory_words",
        sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word"),
    )


def _entry_words() -> None:
    op.create_table(
        "entry_words",
        sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("service_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", "service_id", name="one_row_per_word_and_entry"),
    )
    with op.batch_alter_table("entry_words", schema=None) as batch_op:
        batch_op.create_index("entry_words_by_entry", ["service_id"], unique=False)
