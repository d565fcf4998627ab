"""0003: attempts at scenarios, the scenarios they keep, the skills of trainees; sessions by agent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables, and the index by which the calls of one agent are found."""
    _attempts()
    _skill_cards()
    op.create_table(
        "scenario",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scenario"),
    )
    op.create_index("ix_session_agent_started_at", "session", ["agent", "started_at"])


def _attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("scenario_hash", sa.String(), nullable=False),
        sa.Column("trainee", sa.String(), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("session_id", sa.String()),
        sa.Column("moods_hash", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("moves", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("ended", sa.String(16)),
        sa.Column("total", sa.Float()),
        sa.Column("scores", sa.String(), nullable=False),
        sa.Column("skills", sa.String(), nullable=False),
        sa.Column("fatal", sa.String(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("retry_of", sa.String()),
        sa.Column("retry_turn", sa.Integer()),
        sa.Column("assignment", sa.String(), nullable=False),
        _version(),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name="fk_attempt_session_id",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint("total BETWEEN 0 AND 100", name="ck_attempt_total"),
        sa.CheckConstraint("mode IN ('watch', 'complete', 'choose', 'type')", name="ck_attempt_mode"),
        sa.CheckConstraint("state IN ('open', 'finished', 'discarded')", name="ck_attempt_state"),
        sa.CheckConstraint(
            "ended IN ('resolved', 'walked_away', 'ran_out', 'escalated')", name="ck_attempt_ended"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    for columns in (
        ["session_id"],
        ["trainee", "state", "started_at", "id"],
        ["state", "started_at", "id"],
        ["scenario_id", "started_at", "id"],
        ["assignment", "started_at", "id"],
    ):
        op.create_index(f"ix_attempt_{'_'.join(columns)}", "attempt", columns)
    op.create_index("ix_attempt_id_end", "attempt", [sa.text("substr(id, length(id) - 5)")])


def _skill_cards() -> None:
    op.create_table(
        "skill_card",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("trainee", sa.String(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stability", sa.Float()),
        sa.Column("difficulty", sa.Float()),
        sa.Column("card_state", sa.Integer(), nullable=False),
        sa.Column("card_step", sa.Integer()),
        sa.Column("last_review_at", sa.DateTime(timezone=True)),
        sa.Column("reviews", sa.Integer(), nullable=False),
        _version(),
        sa.CheckConstraint("card_state BETWEEN 1 AND 3", name="ck_skill_card_card_state"),
        sa.PrimaryKeyConstraint("id", name="pk_skill_card"),
        sa.UniqueConstraint("trainee", "skill", name="uq_skill_card_trainee_skill"),
    )


def _version() -> sa.Column[int]:
    return sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False)
