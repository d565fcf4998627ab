"""What is only derived is made anew, after a copy; what people wrote is never touched."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from making import NOW, a_customer, a_head, a_note, a_profile_entry, adding

from aware_tui.store.checking import Derived, check
from aware_tui.store.errors import StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.opening import open_file
from aware_tui.store.repairing import repair
from aware_tui.store.saving import Versions, apply
from aware_tui.store.searching import search

SEARCH = "What the search knows was made anew from the words themselves."
HALVES = "The list of half-documented sessions was made anew."
COUNTS = "The counts behind the findings were made anew from the sessions."

WRONGS = [
    ("UPDATE search_entry SET body = 'else' WHERE source LIKE 'note:%'", Derived.SEARCH, SEARCH),
    ("DELETE FROM half_documented", Derived.HALVES, HALVES),
    ("DELETE FROM occurrence", Derived.COUNTS, COUNTS),
    ("UPDATE daily_count SET votes = votes + 1 WHERE dimension = 'hours'", Derived.COUNTS, COUNTS),
    ("DELETE FROM search_entry WHERE source LIKE 'note:%'", Derived.SEARCH, SEARCH),
    ("DELETE FROM search_entry WHERE source LIKE 'customer:%'", Derived.SEARCH, SEARCH),
    ("INSERT INTO search_entry (source, body) VALUES ('note:gone', 'erased')", Derived.SEARCH, SEARCH),
    ("INSERT INTO search_index (rowid, body) VALUES (9999, 'ghost')", Derived.SEARCH, SEARCH),
    (
        "INSERT INTO half_documented VALUES ('s', '2026-03-02 09:00:00.000000', 'profile_entry')",
        Derived.HALVES,
        HALVES,
    ),
    ("UPDATE occurrence SET votes = 1 - votes", Derived.COUNTS, COUNTS),
    ("DELETE FROM daily_count", Derived.COUNTS, COUNTS),
    ("INSERT INTO daily_count VALUES ('channel', '2026-03-01', 'late', '', 1, 1)", Derived.COUNTS, COUNTS),
    ("UPDATE session SET category = 'lines'", Derived.COUNTS, COUNTS),
]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "aware.db"
    customer = a_customer(name="Dana Reyes")
    heads = [a_head(category="late", customer_id=customer.id) for _ in range(3)]
    words = a_note(heads[0].id, "The van never came."), a_profile_entry(heads[0].id, recorded_at=NOW)
    with closing(open_file(path)) as db, db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, adding(customer, *heads, *words), Versions(), None)
    return path


def run(path: Path, *statements: str) -> None:
    """Do to the file what this program would not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def written(path: Path) -> list[object]:
    """Return all that people wrote."""
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(f"SELECT * FROM {table}").fetchall() for table in ("session", "customer", "note")]


@pytest.mark.sweep(4)
@pytest.mark.parametrize(("statement", "derived", "sentence"), WRONGS)
def test_what_is_derived_is_told_and_made_anew(
    filled: Path, tmp_path: Path, statement: str, derived: Derived, sentence: str
) -> None:
    run(filled, statement)
    before, found = written(filled), check(filled)
    assert found.derived == {derived}
    assert found.problems
    report = repair(filled, tmp_path / "backups", NOW)
    assert report.mended == (sentence,)
    assert (report.after.problems, report.after.derived) == ((), frozenset())
    assert written(filled) == before
    with closing(open_file(filled)) as db:
        assert [line.customer for line in search(db, "van came", 5)] == ["Dana Reyes"]


def test_everything_wrong_at_once_is_mended_at_once(filled: Path, tmp_path: Path) -> None:
    run(filled, *(statement for statement, _, _ in WRONGS))
    report = repair(filled, tmp_path / "backups", NOW)
    assert report.mended == (SEARCH, HALVES, COUNTS)
    assert report.after.ok


def test_the_data_as_it_was_is_kept_first(filled: Path, tmp_path: Path) -> None:
    run(filled, "DELETE FROM daily_count")
    kept = repair(filled, tmp_path / "backups", NOW).kept
    assert kept is not None
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT count(*) FROM daily_count").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM session").fetchone() == (3,)


def left_alone(path: Path) -> None:
    """Leave it as it is."""


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


UNMENDABLE: list[tuple[Callable[[Path], None], str]] = [
    (left_alone, ""),
    (cut, "damaged"),
    (lambda path: run(path, "CREATE TABLE mine (id)"), "mine"),
    (lambda path: path.unlink(), "no data at"),
]


@pytest.mark.parametrize(("wrong", "words"), UNMENDABLE, ids=["sound", "cut", "changed", "gone"])
def test_what_cannot_be_made_anew_is_told_and_left_alone(
    filled: Path, tmp_path: Path, wrong: Callable[[Path], None], words: str
) -> None:
    wrong(filled)
    before = filled.read_bytes() if filled.exists() else b""
    report = repair(filled, tmp_path / "backups", NOW)
    assert (report.mended, report.kept) == ((), None)
    assert words in " ".join(report.after.problems)
    assert (filled.read_bytes() if filled.exists() else b"") == before
    assert not (tmp_path / "backups").exists()


def test_a_time_nobody_can_read_stays_told_when_the_rest_is_mended(filled: Path, tmp_path: Path) -> None:
    run(filled, "UPDATE session SET started_at = 'after lunch' WHERE id = (SELECT min(id) FROM session)")
    report = repair(filled, tmp_path / "backups", NOW)
    assert COUNTS in report.mended
    assert report.after.problems == ("1 row of session with a time in started_at that cannot be read.",)
    assert report.after.derived == frozenset()


def test_a_turn_held_by_another_is_told_and_nothing_changes(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(filled, "DELETE FROM daily_count")
    monkeypatch.setattr("aware_tui.store.transaction.PATIENCE", 0.02)
    found = check(filled)
    monkeypatch.setattr("aware_tui.store.repairing.check", lambda _: found)
    with write_turn(filled), pytest.raises(StoreProblem, match="writing"):
        repair(filled, tmp_path / "backups", NOW)
    assert check(filled).derived == {Derived.COUNTS}
