"""The tables: one schema, told three ways that agree."""

import dataclasses
import re
import sqlite3 as plain
import types
import typing
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Session as OrmSession

from aware_tui.domain import rows
from aware_tui.store import migrate
from aware_tui.store.drift import drift_of
from aware_tui.store.dumping import LEFT_OUT
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import APPLICATION_ID, SCHEMA_VERSION
from aware_tui.store.migrations.second_search import WORDS
from aware_tui.store.opening import SCHEMA, open_file
from aware_tui.store.records import TABLES as RECORD_TABLES
from aware_tui.store.schema import TABLES, PlaybookCopyRow

RECORDS = [*typing.get_args(rows.Row), rows.Event]
NOW = "2026-03-02 09:00:00.000000"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def table_of(record: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


def insert(db: sqlite3.Connection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", values)


def sample(table: str, **values: object) -> dict[str, object]:
    """Return a row of `table` with something allowed in every column that must have a value."""
    allowed = {"kind": "live", "status": "open", "size": "light", "proposed_by": "agent", "state": "open"}
    if table == "follow_up":
        allowed["kind"] = "customer"
    row: dict[str, object] = {}
    for column in TABLES.tables[table].columns:
        if column.nullable or column.name == "row_version":
            continue
        kind = column.type.python_type
        row[column.name] = {int: 1, bool: 0, datetime: NOW}.get(kind, f"{column.name} words")
        row[column.name] = allowed.get(column.name, row[column.name])
    return row | values


@pytest.fixture
def session(db: sqlite3.Connection) -> str:
    insert(db, "session", **sample("session", id="s1"))
    return "s1"


def made(connection: sqlite3.Connection) -> dict[str, str]:
    sql = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL"
    return {name: " ".join(text.split()) for name, text in connection.execute(sql)}


def test_a_fresh_file_is_what_all_migrations_together_make(db: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as migrated:
        migrate.upgrade(migrated)
        assert made(db) == made(migrated)
        versions = "SELECT version_num FROM alembic_version"
        assert db.execute(versions).fetchall() == migrated.execute(versions).fetchall()


def test_the_shipped_schema_is_the_written_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "SCHEMA", tmp_path / "schema.sql")
    assert migrate.main(["--write-schema"]) == 0
    assert (tmp_path / "schema.sql").read_text() == SCHEMA.read_text()


def test_writing_the_schema_wants_to_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate.main([]) == 2
    assert "--write-schema" in capsys.readouterr().err


def test_the_newest_migration_is_the_version_this_program_knows() -> None:
    assert ScriptDirectory.from_config(migrate.steps_config()).get_current_head() == SCHEMA_VERSION


def test_the_migrations_make_what_the_models_say(db: sqlite3.Connection) -> None:
    assert drift_of(db) == ()


def test_a_fresh_file_is_marked_as_ours(db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


@pytest.mark.parametrize("record", RECORDS, ids=table_of)
def test_every_field_of_a_record_is_a_column(record: type) -> None:
    hints = typing.get_type_hints(record)
    fields = {f.name: _may_be_none(hints[f.name]) for f in dataclasses.fields(record)}
    own = {"seq"} if record is rows.Event else {"row_version"}
    columns = {c.name: bool(c.nullable) for c in TABLES.tables[table_of(record)].columns}
    assert {name: null for name, null in columns.items() if name not in own} == fields
    assert own <= columns.keys()


def _may_be_none(hint: object) -> bool:
    return isinstance(hint, types.UnionType) and type(None) in typing.get_args(hint)


DERIVED = {
    "search_entry": {"n": "INTEGER"},
    "daily_count": {"dimension": "VARCHAR", "day": "DATE", "category": "VARCHAR", "value": "VARCHAR"},
}
"""Tables with a key of another kind, which is theirs alone and holds nothing that is not elsewhere too."""


@pytest.mark.parametrize("table", sorted(TABLES.tables))
def test_every_table_has_a_text_key_called_id(table: str) -> None:
    key = {column.name: str(column.type) for column in TABLES.tables[table].primary_key.columns}
    assert key == DERIVED.get(table, {"id": "VARCHAR"})


@pytest.mark.parametrize("table", DERIVED)
def test_only_what_can_be_made_anew_has_another_key(table: str) -> None:
    assert table in LEFT_OUT
    assert table not in RECORD_TABLES.values()


@pytest.mark.parametrize("table", sorted(TABLES.tables))
def test_postgresql_takes_the_same_tables(table: str) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    text = str(CreateTable(TABLES.tables[table]).compile(dialect=dialect))
    assert "DATETIME" not in text
    assert all(str(CreateIndex(i).compile(dialect=dialect)) for i in TABLES.tables[table].indexes)


CHOICES = [
    ("session", "kind"),
    ("session", "status"),
    ("session", "apology_size"),
    ("apology", "size"),
    ("option", "proposed_by"),
    ("promise", "state"),
    ("follow_up", "kind"),
    ("follow_up", "state"),
]


@pytest.mark.parametrize(("table", "column"), CHOICES)
def test_a_choice_that_does_not_exist_is_refused(db: sqlite3.Connection, table: str, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"ck_{table}_{column}"):
        insert(db, table, **sample(table, **{column: "nonsense"}))


NUMBERS = [("session", "mood_start"), ("session", "mood_end"), ("check_in", "score")]


@pytest.mark.parametrize("value", [0, 6])
@pytest.mark.parametrize(("table", "column"), NUMBERS)
def test_a_mood_is_one_to_five(db: sqlite3.Connection, table: str, column: str, value: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"ck_{table}_{column}"):
        insert(db, table, **sample(table, **{column: value}))


@pytest.mark.parametrize("column", ["works_for_them", "possible", "chosen"])
def test_a_yes_or_no_is_nothing_else(db: sqlite3.Connection, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"ck_option_{column}"):
        insert(db, "option", **sample("option", **{column: 2}))


@pytest.mark.parametrize("table", ["note", "tick", "answer"])
def test_a_place_in_a_session_is_there_once(db: sqlite3.Connection, session: str, table: str) -> None:
    insert(db, table, **sample(table, id="a", session_id=session))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        insert(db, table, **sample(table, id="b", session_id=session))


def test_the_rows_of_one_deed_may_come_in_any_order(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    insert(db, "note", **sample("note", session_id="later"))
    insert(db, "session", **sample("session", id="later", customer_id="last"))
    insert(db, "customer", **sample("customer", id="last"))
    db.execute("COMMIT")
    assert db.execute("SELECT count(*) FROM note").fetchone() == (1,)


def test_a_row_of_no_session_is_refused_at_the_end_of_the_deed(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    insert(db, "note", **sample("note", session_id="nobody"))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute("COMMIT")


PLANS = [
    ("SELECT id FROM session ORDER BY started_at DESC, id DESC LIMIT 50", "ix_session_started_at_id"),
    (
        "SELECT id FROM session WHERE status = 'open' ORDER BY started_at DESC, id DESC",
        "ix_session_status_started_at_id",
    ),
    (
        "SELECT id FROM session WHERE customer_id = 'c' ORDER BY started_at DESC",
        "ix_session_customer_id_started_at",
    ),
    (
        "SELECT id FROM half_documented ORDER BY started_at DESC, id DESC LIMIT 20",
        "COVERING INDEX ix_half_documented_started_at_id_missing",
    ),
    ("SELECT id FROM promise WHERE state = 'open' ORDER BY due_at", "ix_promise_state_due_at"),
    ("SELECT id FROM follow_up WHERE state = 'open' ORDER BY due_at", "ix_follow_up_state_due_at"),
    ("SELECT id FROM customer ORDER BY name LIMIT 50", "ix_customer_name"),
    ("SELECT seq FROM event ORDER BY seq DESC LIMIT 1", "sqlite_autoindex_event_2"),
]


@pytest.mark.parametrize(("sql", "index"), PLANS)
def test_the_lists_are_read_from_an_index_without_sorting(
    db: sqlite3.Connection, sql: str, index: str
) -> None:
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan


def of_a_session() -> list[str]:
    return [name for name, table in TABLES.tables.items() if "session_id" in table.columns]


@pytest.mark.parametrize("table", of_a_session())
def test_what_belongs_to_a_session_is_found_without_reading_all(db: sqlite3.Connection, table: str) -> None:
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE session_id = 'x'"
    assert "SEARCH" in db.execute(sql).fetchone()[3]


def found(db: sqlite3.Connection, word: str) -> list[tuple[str, str | None, str | None]]:
    sql = """
    SELECT e.source, e.session_id, e.customer_id FROM search_index i JOIN search_entry e ON e.n = i.rowid
    WHERE search_index MATCH :word
    """
    return db.execute(sql, {"word": f'"{word}"'}).fetchall()


SEARCHED = [(table, column) for table, columns in WORDS.items() for column in columns]


@pytest.mark.parametrize(("table", "column"), SEARCHED)
def test_words_are_found_as_they_are_now(
    db: sqlite3.Connection, session: str, table: str, column: str
) -> None:
    owner = {} if table == "customer" else {"session_id": session}
    insert(db, table, **sample(table, id="r", **owner, **{column: "the Crème brûlée"}))
    expected = (None, "r") if table == "customer" else (session, None)
    assert found(db, "creme") == [(f"{table}:r", *expected)]

    db.execute(f"UPDATE {table} SET {column} = 'a sandwich'")
    assert (found(db, "creme"), len(found(db, "sandwich"))) == ([], 1)

    db.execute(f"DELETE FROM {table}")
    assert found(db, "sandwich") == []
    assert db.execute("SELECT count(*) FROM search_entry").fetchone() == (0,)


def test_saving_a_row_again_keeps_one_entry(db: sqlite3.Connection, session: str) -> None:
    again = """
    INSERT INTO note (id, session_id, step, field, text) VALUES ('n', :session, 'a', 'b', :text)
    ON CONFLICT (id) DO UPDATE SET text = excluded.text, row_version = note.row_version + 1
    """
    for text in ("first", "second", "second"):
        db.execute(again, {"session": session, "text": text})
    assert (found(db, "first"), len(found(db, "second"))) == ([], 1)
    assert db.execute("SELECT row_version FROM note").fetchone() == (3,)


def test_times_are_text_in_utc_for_the_models_too(tmp_path: Path) -> None:
    open_file(tmp_path / "aware.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'aware.db'}")
    at = datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC)
    with OrmSession(engine) as orm:
        orm.add(
            PlaybookCopyRow(id="h", playbook_id="aware", version="1", document="{}", documents=2, kept_at=at)
        )
        orm.commit()
        kept = orm.get(PlaybookCopyRow, "h")
        assert kept is not None
        assert kept.kept_at == at
    engine.dispose()
    with closing(plain.connect(tmp_path / "aware.db")) as db:
        assert db.execute("SELECT kept_at FROM playbook_copy").fetchone() == ("2026-03-02 09:00:00.000005",)
