"""0002: notes on promises and checks, the outbox, choke points, customers that are one."""

import sqlalchemy as sa
from alembic import op

from aware_tui.store.migrations.second_search import NOTES

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns, the tables, and the notes to the search."""
    for table in ("promise", "follow_up"):
        note = sa.Column("note", sa.String(), server_default=sa.text("''"), nullable=False)
        op.add_column(table, note)
    _outbox()
    _causes()
    _customers()
    if op.get_bind().dialect.name == "sqlite":
        for statement in NOTES:
            op.execute(statement)


def _outbox() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("document", sa.String(16), nullable=False),
        sa.Column("connector", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True)),
        sa.Column("outside_reference", sa.String(), nullable=False),
        _version(),
        _points("delivery", "session_id", "session"),
        sa.CheckConstraint("document IN ('profile_entry', 'quality_record')", name="ck_delivery_document"),
        sa.CheckConstraint(
            "state IN ('waiting', 'delivered', 'held', 'withdrawn')", name="ck_delivery_state"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    op.create_index("ix_delivery_session_id", "delivery", ["session_id"])
    op.create_index("ix_delivery_state_next_at", "delivery", ["state", "next_at"])


def _causes() -> None:
    op.create_table(
        "choke_point",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String()),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("zone", sa.String()),
        sa.Column("due_words", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("fixed_at", sa.DateTime(timezone=True)),
        _version(),
        sa.CheckConstraint("state IN ('open', 'fixed')", name="ck_choke_point_state"),
        sa.PrimaryKeyConstraint("id", name="pk_choke_point"),
    )
    op.create_index("ix_choke_point_state_due_at", "choke_point", ["state", "due_at"])
    op.create_index("ix_choke_point_id_end", "choke_point", [sa.text("substr(id, length(id) - 5)")])
    op.create_table(
        "cause_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("choke_point_id", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        _version(),
        _points("cause_link", "session_id", "session"),
        _points("cause_link", "choke_point_id", "choke_point"),
        sa.PrimaryKeyConstraint("id", name="pk_cause_link"),
        sa.UniqueConstraint("session_id", "choke_point_id", name="uq_cause_link_session_id_choke_point_id"),
    )
    op.create_index("ix_cause_link_choke_point_id_told_at", "cause_link", ["choke_point_id", "told_at"])


def _customers() -> None:
    op.create_table(
        "customer_merge",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("into_id", sa.String(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        _version(),
        _points("customer_merge", "customer_id", "customer"),
        _points("customer_merge", "into_id", "customer"),
        sa.PrimaryKeyConstraint("id", name="pk_customer_merge"),
        sa.UniqueConstraint("customer_id", name="uq_customer_merge_customer_id"),
    )
    op.create_index("ix_customer_merge_into_id", "customer_merge", ["into_id"])


def _version() -> sa.Column[int]:
    return sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False)


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """Return the rule that `column` names a row of `to`, checked when the transaction ends."""
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )
