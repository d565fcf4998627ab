"""Copies of the database that are checked before they get their name."""

import filecmp
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from aware_tui.paths import make_private
from aware_tui.store.errors import Busy, CannotWrite, Corrupt, DiskFull, StoreProblem, os_problem, problem_of
from aware_tui.store.gates import check_header, reader
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import sync_folder

WHOLE = 1
"""The user_version of a copy that has passed the full check."""

_WAIT = 5.0
_PAUSE = 0.25
"""Seconds between two tries to copy a file that another program holds."""

_HELD = (5, 6)
"""Result codes of SQLite for that (sqlite.org/rescode.html)."""


def copy_verified(source: Path, target: Path, *, replace: bool = False) -> Path:
    """Copy the database `source`, its log included, to the one file `target`, and return it.

    Its folder is made 0700, the file 0600. Raises Corrupt if the copy does not pass SQLite's full check
    (the copy is taken away then), CannotWrite if `target` exists and is not to be replaced.
    """
    try:
        make_private(target.parent)
        check_header(source)
        with closing(reader(source, _WAIT)) as old:
            return copy_open(old, source, target, replace=replace)
    except sqlite3.Error as error:
        raise _told(problem_of(error, source), source) from error
    except OSError as error:
        raise os_problem(error, target) from error


def copy_out(file: Path, folder: Path) -> Path:
    """Copy a verified backup into another folder, as on a shared drive, and return the new file.

    It is written byte by byte, read back and compared before it gets its name; SQLite opens nothing there.
    Raises CannotWrite, also if there is a file of its name, and DiskFull.
    """
    target = folder / file.name
    try:
        make_private(folder)
        if target.exists():
            raise CannotWrite(f"{target} exists already and was left as it is. Try again in a second.")
        draft = target.with_name(f"{target.name}.new")
        draft.unlink(missing_ok=True)
        try:
            _write_bytes(file, draft)
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise os_problem(error, target) from error
    return target


def _write_bytes(file: Path, draft: Path) -> None:
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with file.open("rb") as old, os.fdopen(os.open(draft, how, 0o600), "wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    if not filecmp.cmp(file, draft, shallow=False):
        raise CannotWrite(f"What was written to {draft.parent} reads back otherwise. Check that drive.")


def copy_open(old: sqlite3.Connection, source: Path, target: Path, *, replace: bool = False) -> Path:
    """Copy what an open connection to `source` sees, even after the file is gone, to the file `target`.

    Raises what copy_verified does, sqlite3.Error and OSError.
    """
    if target.exists() and not replace:
        raise CannotWrite(f"{target} exists already and was left as it is. Try again in a second.")
    draft = target.with_name(f"{target.name}.new")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _fill(draft, old, source)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target


def _told(problem: StoreProblem, source: Path) -> StoreProblem:
    """Say what a full disk and damaged data mean here: that there is no copy."""
    if isinstance(problem, DiskFull):
        return DiskFull(f"The disk is full, so no copy of {source} was made. Make some room, then try again.")
    return _no_copy(source) if isinstance(problem, Corrupt) else problem


def _no_copy(source: Path) -> Corrupt:
    return Corrupt(
        f"{source} is damaged, so no copy was made. Earlier backups are untouched: "
        "`aware data restore` puts one in its place."
    )


def _fill(draft: Path, old: sqlite3.Connection, source: Path) -> None:
    """Fill `draft` from `old`: one plain file without a log, marked and checked."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as new:
        old.backup(new, progress=_in_a_while(source), sleep=_PAUSE)
        new.execute("PRAGMA journal_mode=DELETE")
        new.execute(f"PRAGMA user_version={WHOLE}")
        faults = faults_of(new)
    if faults:
        raise _no_copy(source)


def _in_a_while(source: Path) -> Callable[[int, int, int], None]:
    """Return what hears of each try to copy: SQLite itself would wait for ever for a file that is held."""
    waited = 0.0

    def tried(status: int, _remaining: int, _total: int) -> None:
        nonlocal waited
        waited += _PAUSE if status in _HELD else 0
        if waited > _WAIT:
            raise Busy(f"Another program is using {source}. Wait a moment, then try again.")

    return tried


def faults_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what SQLite's full check and the check of references find, in its own words."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    if found != ["ok"]:
        return tuple(found)
    orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    return tuple(f"row {row} of {table} points at no row of {parent}" for table, row, parent, _ in orphans)
