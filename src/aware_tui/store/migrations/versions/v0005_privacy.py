"""0005: the ledger of what was erased, by which an old copy can be made to forget it again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the ledger."""
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("row_id", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('customer', 'session', 'attempt', 'feedback')", name="ck_erasure_kind"),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        sa.UniqueConstraint("row_id", name="uq_erasure_row_id"),
    )
