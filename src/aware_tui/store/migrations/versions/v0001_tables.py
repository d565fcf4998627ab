"""0001: all tables of the first release, and the search."""

import sqlalchemy as sa
from alembic import op

from aware_tui.store.migrations.first_halves import HALVES
from aware_tui.store.migrations.first_search import SEARCH

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything; the search needs SQLite's FTS5."""
    _heads()
    _walk()
    _after()
    _story()
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*SEARCH, *HALVES):
            op.execute(statement)


def _heads() -> None:
    """Make the tables others point at."""
    op.create_table(
        "customer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("preferred_channel", sa.String()),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customer"),
    )
    op.create_index("ix_customer_name", "customer", ["name"])
    op.create_index("ix_customer_reference", "customer", ["reference"])
    op.create_table(
        "session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("playbook_id", sa.String(), nullable=False),
        sa.Column("playbook_version", sa.String(), nullable=False),
        sa.Column("playbook_hash", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("current_step", sa.String(), nullable=False),
        sa.Column("current_phase", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True)),
        sa.Column("first_response_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("channel", sa.String()),
        sa.Column("category", sa.String()),
        sa.Column("location", sa.String()),
        sa.Column("product", sa.String()),
        sa.Column("customer_id", sa.String()),
        sa.Column("mood_start", sa.Integer()),
        sa.Column("mood_end", sa.Integer()),
        sa.Column("apology_size", sa.String(16)),
        sa.Column("safety_reason", sa.String()),
        sa.Column("end_reason", sa.String()),
        sa.Column("end_words", sa.String()),
        sa.Column("clock_seconds", sa.Integer(), nullable=False),
        sa.Column("clock_since", sa.DateTime(timezone=True)),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("mood_end BETWEEN 1 AND 5", name="ck_session_mood_end"),
        sa.CheckConstraint("mood_start BETWEEN 1 AND 5", name="ck_session_mood_start"),
        _points("session", "customer_id", "customer"),
        sa.CheckConstraint("kind IN ('live', 'practice', 'imported')", name="ck_session_kind"),
        sa.CheckConstraint("status IN ('open', 'parked', 'finished', 'discarded')", name="ck_session_status"),
        sa.CheckConstraint("apology_size IN ('light', 'full')", name="ck_session_apology_size"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
    )
    op.create_index("ix_session_customer_id_started_at", "session", ["customer_id", "started_at"])
    op.create_index("ix_session_started_at_id", "session", ["started_at", "id"])
    op.create_index("ix_session_status_started_at_id", "session", ["status", "started_at", "id"])
    op.create_table(
        "playbook_copy",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("playbook_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_playbook_copy"),
    )
    op.create_table(
        "lease",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_by", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_lease"),
    )


def _walk() -> None:
    """Make the tables of what was done and written on the way."""
    op.create_table(
        "step_visit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True)),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("step_visit", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_step_visit"),
    )
    op.create_index("ix_step_visit_session_id", "step_visit", ["session_id"])
    op.create_table(
        "tick",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("tick", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_tick"),
        sa.UniqueConstraint("session_id", "item_id", name="uq_tick_session_id_item_id"),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("note", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.UniqueConstraint("session_id", "step", "field", name="uq_note_session_id_step_field"),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("answer", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("session_id", "step", "question", name="uq_answer_session_id_step_question"),
    )
    op.create_table(
        "apology",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("size", sa.String(16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("verdict", sa.String()),
        sa.Column("elements", sa.String()),
        sa.Column("findings", sa.String()),
        sa.Column("said_at", sa.DateTime(timezone=True)),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("apology", "session_id", "session"),
        sa.CheckConstraint("size IN ('light', 'full')", name="ck_apology_size"),
        sa.PrimaryKeyConstraint("id", name="pk_apology"),
    )
    op.create_index("ix_apology_session_id", "apology", ["session_id"])
    op.create_table(
        "option",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(16), nullable=False),
        sa.Column("works_for_them", sa.Boolean()),
        sa.Column("possible", sa.Boolean()),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("option", "session_id", "session"),
        sa.CheckConstraint("proposed_by IN ('customer', 'agent')", name="ck_option_proposed_by"),
        sa.CheckConstraint("works_for_them IN (0, 1)", name="ck_option_works_for_them"),
        sa.CheckConstraint("possible IN (0, 1)", name="ck_option_possible"),
        sa.CheckConstraint("chosen IN (0, 1)", name="ck_option_chosen"),
        sa.PrimaryKeyConstraint("id", name="pk_option"),
    )
    op.create_index("ix_option_session_id", "option", ["session_id"])
    op.create_table(
        "check_in",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="ck_check_in_score"),
        _points("check_in", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
    )
    op.create_index("ix_check_in_session_id", "check_in", ["session_id"])


def _after() -> None:
    """Make the tables of what was promised and written down."""
    op.create_table(
        "promise",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("zone", sa.String()),
        sa.Column("due_words", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("replaces_id", sa.String()),
        sa.Column("verdict", sa.String()),
        sa.Column("findings", sa.String()),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("promise", "replaces_id", "promise"),
        _points("promise", "session_id", "session"),
        sa.CheckConstraint("state IN ('open', 'kept', 'changed', 'broken')", name="ck_promise_state"),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
    )
    op.create_index("ix_promise_replaces_id", "promise", ["replaces_id"])
    op.create_index("ix_promise_session_id", "promise", ["session_id"])
    op.create_index("ix_promise_state_due_at", "promise", ["state", "due_at"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promise_id", sa.String()),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("zone", sa.String()),
        sa.Column("due_words", sa.String(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("follow_up", "promise_id", "promise"),
        _points("follow_up", "session_id", "session"),
        sa.CheckConstraint("kind IN ('delegate', 'customer')", name="ck_follow_up_kind"),
        sa.CheckConstraint("state IN ('open', 'done', 'not_well')", name="ck_follow_up_state"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_promise_id", "follow_up", ["promise_id"])
    op.create_index("ix_follow_up_session_id", "follow_up", ["session_id"])
    op.create_index("ix_follow_up_state_due_at", "follow_up", ["state", "due_at"])
    op.create_table(
        "profile_entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.Column("outside_reference", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("profile_entry", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_profile_entry"),
    )
    op.create_index("ix_profile_entry_session_id", "profile_entry", ["session_id"])
    op.create_table(
        "quality_record",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("category", sa.String()),
        sa.Column("cause", sa.String()),
        sa.Column("likelihood", sa.String()),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.Column("outside_reference", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _points("quality_record", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name="pk_quality_record"),
    )
    op.create_index("ix_quality_record_session_id", "quality_record", ["session_id"])


def _story() -> None:
    """Make the tables of the story and of what is kept by triggers, and the indexes by the end of an id."""
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("seq", name="uq_event_seq"),
    )
    op.create_index("ix_event_session_id", "event", ["session_id"])
    op.create_table(
        "half_documented",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_half_documented"),
    )
    columns = ["started_at", "id", "missing"]
    op.create_index("ix_half_documented_started_at_id_missing", "half_documented", columns)
    op.create_table(
        "search_entry",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("session_id", sa.String()),
        sa.Column("customer_id", sa.String()),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_search_entry"),
        sa.UniqueConstraint("source", name="uq_search_entry_source"),
    )
    op.create_index("ix_search_entry_customer_id", "search_entry", ["customer_id"])
    op.create_index("ix_search_entry_session_id", "search_entry", ["session_id"])
    for table in ("session", "customer", "promise", "follow_up"):
        op.create_index(f"ix_{table}_id_end", table, [sa.text("substr(id, length(id) - 5)")])


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    """Return the rule that `column` names a row of `to`, checked when the transaction ends."""
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )
