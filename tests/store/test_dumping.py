"""What is read out of the file to be given away: everything of one moment, nobody else's check-ins."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from making import NOW, a_head, a_note, adding, an_event, an_option

from aware_tui.domain.rows import CheckIn
from aware_tui.domain.session import Change
from aware_tui.store.batch import save_now
from aware_tui.store.dumping import LEFT_OUT, Table, one_moment, rows_of, tables_of
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def save(db: sqlite3.Connection, change: Change) -> None:
    save_now(db, change, Versions(), None)


def table(db: sqlite3.Connection, name: str) -> Table:
    return next(each for each in tables_of(db) if each.name == name)


def test_every_table_is_given_away_or_left_out_for_a_reason(db: sqlite3.Connection) -> None:
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    given = {each.name for each in tables_of(db)}
    assert {"session", "event", "check_in", "playbook_copy", "delivery", "choke_point"} <= given
    assert {"attempt", "skill_card", "scenario"} <= given
    assert {name for name in names - given if not name.startswith("search_index_")} == set(LEFT_OUT)


def test_a_table_has_every_column_with_its_kind(db: sqlite3.Connection) -> None:
    option = table(db, "option")
    assert dict(zip(option.columns, option.kinds, strict=True))["chosen"] == "BOOLEAN"
    assert option.columns[-1] == "row_version"


def test_times_and_flags_come_as_what_they_are(db: sqlite3.Connection) -> None:
    head = a_head()
    save(db, adding(head, an_option(head.id, works_for_them=False, chosen=True)))
    (row,) = rows_of(db, table(db, "session"), "kim")
    assert dict(zip(table(db, "session").columns, row, strict=True))["started_at"] == NOW
    (row,) = rows_of(db, table(db, "option"), "kim")
    found = dict(zip(table(db, "option").columns, row, strict=True))
    assert (found["works_for_them"], found["possible"], found["chosen"]) == (False, None, True)


def test_a_time_that_is_none_stays_what_it_was(db: sqlite3.Connection) -> None:
    head = a_head()
    save(db, adding(head))
    db.execute("UPDATE session SET ended_at = 'after lunch'")
    (row,) = rows_of(db, table(db, "session"), "kim")
    assert "after lunch" in row


def test_only_ones_own_check_ins_are_given_away(db: sqlite3.Connection) -> None:
    head = a_head()
    mine, theirs = (CheckIn(f"c-{who}", head.id, who, 1, NOW) for who in ("kim", "sam"))
    events = [
        an_event(head.id, "check-in", actor="kim"),
        an_event(head.id, "check-in", actor="sam"),
        an_event(head.id, "undone", actor="sam", before="check-in"),
        an_event(head.id, "undone", actor="sam", before="promised"),
    ]
    save(db, Change(adding(head, mine, theirs).edits, tuple(events)))
    assert [row[0] for row in rows_of(db, table(db, "check_in"), "kim")] == ["c-kim"]
    told = [row[0] for row in rows_of(db, table(db, "event"), "kim")]
    assert told == [events[0].id, events[3].id]


def test_what_is_saved_meanwhile_is_of_another_moment(db: sqlite3.Connection, tmp_path: Path) -> None:
    head = a_head()
    save(db, adding(head, a_note(head.id, "before")))
    texts = table(db, "note").columns.index("text")
    with closing(open_file(tmp_path / "aware.db")) as reading:
        with one_moment(reading):
            save(db, adding(a_note(head.id, "meanwhile", field="remedy")))
            assert [row[texts] for row in rows_of(reading, table(db, "note"), "kim")] == ["before"]
        assert len(list(rows_of(reading, table(db, "note"), "kim"))) == 2
