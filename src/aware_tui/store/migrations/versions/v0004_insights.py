"""0004: feedback, goals, imports, and the counts behind the findings; findings in the register."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables and columns; the counts are made by the program once all steps are done."""
    _imports()
    _feedback()
    _goals()
    _counts()
    for name in ("pattern", "whys"):
        words = sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False)
        op.add_column("choke_point", words)


def _imports() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        _version(),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    # Alembic would copy the whole table for this rule; the statement is the same in PostgreSQL.
    op.execute(
        "ALTER TABLE session ADD COLUMN day_only BOOLEAN DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_session_day_only CHECK (day_only IN (0, 1))"
    )
    op.add_column("session", sa.Column("import_id", sa.String()))
    op.create_index("ix_session_import_id", "session", ["import_id"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("session_id", sa.String()),
        sa.Column("customer_id", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("location", sa.String()),
        sa.Column("score", sa.Float()),
        sa.Column("scale", sa.Integer(), nullable=False),
        sa.Column("sentiment", sa.String(16)),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True)),
        sa.Column("received_at", sa.DateTime(timezone=True)),
        sa.Column("import_id", sa.String()),
        _version(),
        _points("feedback", "session_id", "session"),
        _points("feedback", "customer_id", "customer"),
        _points("feedback", "import_id", "import_batch"),
        sa.CheckConstraint("score BETWEEN 0 AND scale", name="ck_feedback_score"),
        sa.CheckConstraint(
            "source IN ('session', 'survey', 'form', 'social', 'in_person', 'other')",
            name="ck_feedback_source",
        ),
        sa.CheckConstraint("sentiment IN ('positive', 'neutral', 'negative')", name="ck_feedback_sentiment"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    for columns in (
        ["session_id"],
        ["import_id"],
        ["received_at", "id"],
        ["zone", "source", "channel", "sentiment", "received_at"],
        ["customer_id", "received_at"],
    ):
        op.create_index(f"ix_feedback_{'_'.join(columns)}", "feedback", columns)
    unanswered = sa.text("received_at IS NULL")
    op.create_index(
        "ix_feedback_zone_asked_at",
        "feedback",
        ["zone", "asked_at"],
        sqlite_where=unanswered,
        postgresql_where=unanswered,
    )
    op.create_index("ix_customer_preferred_channel", "customer", ["preferred_channel"])


def _goals() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("metric", sa.String(16), nullable=False),
        sa.Column("statistic", sa.String(16), nullable=False),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("direction", sa.String(16), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_ref", sa.String(), nullable=False),
        sa.Column("within", sa.Float()),
        sa.Column("filter", sa.String(), nullable=False),
        sa.Column("baseline_value", sa.Float()),
        sa.Column("baseline_n", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(), nullable=False),
        _version(),
        sa.CheckConstraint(
            "metric IN ('first_response', 'resolution', 'satisfaction', 'positive', 'promises_kept',"
            " 'repeats', 'complaints')",
            name="ck_goal_metric",
        ),
        sa.CheckConstraint("statistic IN ('mean', 'median', 'share', 'weekly')", name="ck_goal_statistic"),
        sa.CheckConstraint("direction IN ('at_least', 'at_most')", name="ck_goal_direction"),
        sa.CheckConstraint("state IN ('open', 'ended')", name="ck_goal_state"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
    )
    op.create_index("ix_goal_state_deadline", "goal", ["state", "deadline"])
    op.create_index("ix_goal_id_end", "goal", [sa.text("substr(id, length(id) - 5)")])


def _counts() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("third", sa.Boolean(), nullable=False),
        *(
            sa.CheckConstraint(f"{name} IN (0, 1)", name=f"ck_occurrence_{name}")
            for name in ("votes", "again", "third")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_occurrence"),
    )
    for name, columns in (
        ("person_day", ["person", "day"]),
        ("category", ["category", "day", "hours", "location", "channel", "votes", "person"]),
        ("location", ["location", "day", "votes", "person"]),
        ("day", ["day", "person"]),
    ):
        op.create_index(f"ix_occurrence_{name}", "occurrence", columns)
    for name in ("again", "third"):
        rule = sa.text(f"{name} = 1")
        op.create_index(
            f"ix_occurrence_{name}",
            "occurrence",
            ["day", "person"],
            sqlite_where=rule,
            postgresql_where=rule,
        )
    op.create_table(
        "daily_count",
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dimension", "day", "category", "value", name="pk_daily_count"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "count_mark",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_count_mark"),
    )


def _version() -> sa.Column[int]:
    return sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False)


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """Return the rule that `column` names a row of `to`, checked when the transaction ends."""
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )
