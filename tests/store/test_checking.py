"""The full check says what is wrong, and nothing when all is well."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.checking import check
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.migrations.second_search import WORDS
from aware_tui.store.opening import open_database

pytestmark = pytest.mark.head(22)

ADD = "INSERT INTO customer (id, name, reference, contact) VALUES (?, ?, '', '')"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "aware.db"
    with closing(open_database(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.executemany(ADD, [(f"c{n}", f"customer {n} {'x' * 200}") for n in range(300)])
        db.execute("COMMIT")
    return path


def run(path: Path, *statements: str) -> None:
    """Do to the file what this program would not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def test_a_sound_file_has_no_problems_and_some_facts(filled: Path) -> None:
    report = check(filled)
    assert (report.ok, report.problems, report.path) == (True, (), filled)
    assert f"data version {SCHEMA_VERSION}" in report.facts[0]
    assert sqlite3.sqlite_version in report.facts[-1]


def test_the_check_changes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    check(filled)
    assert filled.read_bytes() == before


def test_a_check_is_possible_while_a_window_is_open(filled: Path) -> None:
    with closing(open_database(filled)) as db:
        db.execute(ADD, ("new", "Dana"))
        assert check(filled).ok


def test_a_long_log_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aware_tui.store.checking._LONG_LOG", 10)
    with closing(open_database(filled)) as db:
        db.execute(ADD, ("new", "Dana"))
        report = check(filled)
    assert report.ok
    assert any("log is long" in line for line in report.facts)


WRONGS = [
    ("DROP INDEX ix_promise_state_due_at", "The index promise.ix_promise_state_due_at is missing."),
    ("CREATE INDEX mine ON note (text)", "The index note.mine was not made by this program."),
    ("CREATE TABLE mine (id INTEGER)", "The table mine was not made by this program."),
    ("DROP TABLE check_in", "The table check_in is missing."),
    ("ALTER TABLE note ADD COLUMN mine TEXT", "The column note.mine was not made by this program."),
    ("DROP INDEX ix_session_id_end", "The index ix_session_id_end is missing."),
    ("DROP TRIGGER note_added", "The trigger note_added is missing."),
    ("DROP VIEW half_documented_rule", "The view half_documented_rule is missing."),
    (
        "CREATE TRIGGER mine AFTER INSERT ON note BEGIN DELETE FROM tick; END",
        "The trigger mine was not made by this program.",
    ),
]


@pytest.mark.sweep(3)
@pytest.mark.parametrize(("statement", "line"), WRONGS)
def test_a_changed_schema_is_told(filled: Path, statement: str, line: str) -> None:
    run(filled, statement)
    assert line in check(filled).problems


def test_a_column_of_another_kind_is_told(filled: Path) -> None:
    run(
        filled,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'score INTEGER', 'score TEXT') WHERE name = 'check_in'",
    )
    assert "The column check_in.score is not as this program makes it." in check(filled).problems


def test_a_changed_trigger_is_told(filled: Path) -> None:
    run(
        filled,
        "DROP TRIGGER note_removed",
        "CREATE TRIGGER note_removed AFTER DELETE ON note BEGIN DELETE FROM tick; END",
    )
    assert check(filled).problems == ("The trigger note_removed was changed.",)


def test_times_that_cannot_be_read_and_unknown_zones_are_told(filled: Path) -> None:
    run(
        filled,
        "INSERT INTO choke_point (id, title, made_at, action, owner, due_at, zone, due_words, state) VALUES "
        "('a', 'lost', '2026-03-04T10:30:00Z', '', '', '17', 'Mars/Base', '', 'open'), "
        "('b', 'late', '2026-03-04 10:30:00.000000', '', '', '2026-99-99 10:30:00.000000', '', '', 'open')",
    )
    assert check(filled).problems == (
        "2 rows of choke_point with a time in due_at that cannot be read.",
        "1 row of choke_point with a zone that this computer does not know: the times are shown in UTC.",
    )


def test_a_row_without_its_session_is_told(filled: Path) -> None:
    run(filled, "INSERT INTO note (id, session_id, step, field, text) VALUES ('n', 'gone', 'a', 'b', 'c')")
    (problem,) = check(filled).problems
    assert "of note points at no row of session" in problem


def test_an_entry_of_the_search_that_is_wrong_is_told(filled: Path) -> None:
    run(filled, "UPDATE search_entry SET body = 'else' WHERE source IN ('customer:c1', 'customer:c2')")
    assert check(filled).problems == ("The search does not know 2 rows of customer as they are.",)


def test_an_entry_of_a_row_that_is_gone_is_told(filled: Path) -> None:
    run(filled, "INSERT INTO search_entry (source, body) VALUES ('note:gone', 'words of somebody erased')")
    assert check(filled).problems == ("The search still holds 1 entries of rows that are gone.",)


def test_a_list_of_half_documented_sessions_that_is_wrong_is_told(filled: Path) -> None:
    run(filled, "INSERT INTO half_documented VALUES ('s', '2026-03-02 09:00:00.000000', 'profile_entry')")
    assert check(filled).problems == ("The list of half-documented sessions has 1 wrong.",)


def test_an_index_out_of_step_is_told(filled: Path) -> None:
    run(filled, "INSERT INTO search_index (rowid, body) VALUES (9999, 'ghost')")
    assert check(filled).problems == ("The search index is out of step with the words it stands for.",)
    assert check(filled, search_index=False).ok


def test_every_table_with_words_is_compared(filled: Path) -> None:
    for table, columns in WORDS.items():
        with closing(sqlite3.connect(filled)) as db:
            there = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        assert set(columns) <= there


@pytest.mark.parametrize("seed", range(10))
def test_one_overwritten_page_is_told(filled: Path, seed: int) -> None:
    content = bytearray(filled.read_bytes())
    at = random.Random(seed).randrange(1, len(content) // 4096) * 4096
    content[at : at + 4096] = random.Random(seed).randbytes(4096)
    filled.write_bytes(content)
    report = check(filled)
    assert report.problems
    assert report.damaged


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"hello " * 99, "not a database of this program")],
)
def test_what_is_no_database_is_told(filled: Path, content: bytes, words: str) -> None:
    filled.write_bytes(content)
    (problem,) = check(filled).problems
    assert words in problem


def test_data_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no data at" in check(tmp_path / "aware.db").problems[0]


def test_a_newer_file_is_told(filled: Path) -> None:
    run(filled, "UPDATE alembic_version SET version_num = '9999'")
    assert "update the program" in check(filled).problems[0]


def test_an_older_file_is_no_problem(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("gates", "checking"):
        monkeypatch.setattr(f"aware_tui.store.{module}.SCHEMA_VERSION", "9999")
    report = check(filled)
    assert report.ok
    assert any("brought up to date" in line for line in report.facts)


def test_a_turn_held_by_another_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aware_tui.store.checking._WAIT", 0.02)
    with write_turn(filled):
        (problem,) = check(filled).problems
    assert "Another program is writing" in problem
