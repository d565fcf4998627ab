"""Errors of SQLite and of the system become plain sentences; mistakes of ours do not."""

from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.errors import os_problem, problem_of
from aware_tui.store.library import sqlite3


@pytest.mark.parametrize(
    ("code", "kind"),
    [(5, "Busy"), (517, "Busy"), (8, "CannotWrite"), (11, "Corrupt"), (13, "DiskFull"), (26, "Corrupt")],
)
def test_what_sqlite_says_is_told_plainly(code: int, kind: str) -> None:
    error = sqlite3.OperationalError("secret words")
    error.sqlite_errorcode = code
    problem = problem_of(error, Path("/x/aware.db"))
    assert type(problem).__name__ == kind
    assert "secret" not in str(problem)


def test_a_mistake_of_ours_is_not_made_plain() -> None:
    with closing(sqlite3.connect(":memory:")) as db, pytest.raises(sqlite3.OperationalError) as caught:
        db.execute("SELECT * FROM nothing")
    with pytest.raises(sqlite3.OperationalError):
        problem_of(caught.value, Path("x"))


def test_a_full_disk_is_known_from_the_system_too() -> None:
    assert type(os_problem(OSError(28, "No space left on device"), Path("x"))).__name__ == "DiskFull"
