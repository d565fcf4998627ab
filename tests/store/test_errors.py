"""Errors of SQLite and of the system become plain sentences; mistakes of ours do not."""

from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.errors import Busy, DiskFull, os_problem, problem_of
from aware_tui.store.library import sqlite3

CODES = [
    (3, "CannotWrite", "cannot be opened"),
    (5, "Busy", "Another program"),
    (6, "Busy", "Another program"),
    (517, "Busy", "Another program"),
    (7, "CannotWrite", "memory of this computer"),
    (8, "CannotWrite", "cannot be written"),
    (1032, "CannotWrite", "cannot be written"),
    (10, "CannotWrite", "disk failed"),
    (778, "CannotWrite", "disk failed"),
    (3082, "CannotWrite", "memory of this computer"),
    (11, "Corrupt", "aware data restore"),
    (779, "Corrupt", "aware data restore"),
    (13, "DiskFull", "disk is full"),
    (14, "CannotWrite", "cannot be opened"),
    (15, "Busy", "Another program"),
    (26, "Corrupt", "aware data restore"),
]


@pytest.mark.parametrize(("code", "kind", "words"), CODES)
def test_what_sqlite_says_is_told_plainly(code: int, kind: str, words: str) -> None:
    error = sqlite3.OperationalError("secret words")
    error.sqlite_errorcode = code
    problem = problem_of(error, Path("/x/aware.db"))
    assert type(problem).__name__ == kind
    assert words in str(problem)
    assert "secret" not in str(problem)


MESSAGES = [
    ("access permission denied", 3),
    ("database is locked", 5),
    ("database table is locked: note", 6),
    ("out of memory", 7),
    ("attempt to write a readonly database", 8),
    ("disk I/O error", 10),
    ("database disk image is malformed", 11),
    ("database or disk is full", 13),
    ("unable to open database file", 14),
    ("locking protocol", 15),
    ("file is not a database", 26),
]


@pytest.mark.parametrize(("message", "code"), MESSAGES)
def test_a_library_that_gives_no_code_is_understood_by_its_words(message: str, code: int) -> None:
    (wanted,) = {(kind, words) for number, kind, words in CODES if number == code}
    problem = problem_of(sqlite3.DatabaseError(message), Path("/x/aware.db"))
    assert type(problem).__name__ == wanted[0]
    assert wanted[1] in str(problem)


def test_memory_that_is_used_up_is_told_plainly() -> None:
    assert "memory" in str(problem_of(MemoryError(), Path("/x/aware.db")))


def test_a_problem_that_is_plain_already_stays_as_it_is() -> None:
    plain = Busy("wait")
    assert problem_of(plain, Path("x")) is plain
    assert type(problem_of(OSError(28, "No space left on device"), Path("x"))).__name__ == "DiskFull"


def test_a_failing_disk_without_room_is_a_full_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aware_tui.store.errors._LITTLE", 2**63)
    assert isinstance(problem_of(sqlite3.OperationalError("disk I/O error"), tmp_path / "a.db"), DiskFull)


@pytest.mark.parametrize("error", [sqlite3.OperationalError("no such table: x"), ValueError("x")])
def test_what_is_not_about_the_file_is_raised_again(error: Exception) -> None:
    with pytest.raises(type(error)):
        problem_of(error, Path("x"))


def test_a_mistake_of_ours_is_not_made_plain() -> None:
    with closing(sqlite3.connect(":memory:")) as db, pytest.raises(sqlite3.OperationalError) as caught:
        db.execute("SELECT * FROM nothing")
    with pytest.raises(sqlite3.OperationalError):
        problem_of(caught.value, Path("x"))


def test_a_full_disk_is_known_from_the_system_too() -> None:
    assert type(os_problem(OSError(28, "No space left on device"), Path("x"))).__name__ == "DiskFull"
