"""Copies that are made by themselves: when one is due, where there is room, one window at a time."""

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aware_tui.domain.thinning import is_due
from aware_tui.store.care import STAMP, backup, backups
from aware_tui.store.copying import faults_of
from aware_tui.store.errors import Busy, Corrupt, StoreProblem, os_problem, problem_of
from aware_tui.store.gates import QUICK_LIMIT, reader
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import backup_turn
from aware_tui.store.outdated import copy_of, sweep, thin

LAST_TRY = "last-try"
"""The file beside the copies that tells why the last try to make one failed; after a good one it is gone."""

_WAIT = 5.0


class NoRoom(StoreProblem):
    """There is less room on the disk than a copy may leave; none was made."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at the copies did."""

    made: Path | None
    """The copy that was made; None where none was due."""
    gone: tuple[Path, ...] = ()
    """The files that were thinned out."""


def keep(path: Path, folder: Path, now: datetime, keep_days: int) -> Round:
    """Make a copy of the data at `path` if one is due, then thin what is kept; `now` is aware.

    Another window at the same work leaves nothing to do. Raises StoreProblems, and remembers them for
    `last_try`: Corrupt if the data does not pass the full check, and then nothing is thinned.
    """
    real = Path(os.path.realpath(path))
    try:
        with backup_turn(real):
            done = _kept(real, folder, now, keep_days)
    except Busy:
        return Round(None)
    except StoreProblem as problem:
        _remember(folder, now, str(problem))
        raise
    if done.made:
        with suppress(OSError):
            (folder / LAST_TRY).unlink(missing_ok=True)
    return done


def _kept(path: Path, folder: Path, now: datetime, keep_days: int) -> Round:
    try:
        sweep(path, folder, now)
        copies = [copy_of(file) for file in backups(folder) if not file.before_update]
        if not is_due(copies, _changed_at(path), size_of(path), now):
            return Round(None, thin(path, folder, now, keep_days))
        gone = _made_room(path, folder, now, keep_days)
        made = backup(path, folder, now)
        return Round(made, (*gone, *thin(path, folder, now, keep_days)))
    except OSError as error:
        raise os_problem(error, path) from error


def _made_room(path: Path, folder: Path, now: datetime, keep_days: int) -> tuple[Path, ...]:
    """Keep fewer of the newest copies where room is short; raise NoRoom if that does not help."""
    try:
        check_room(path, folder)
    except NoRoom:
        gone = thin(path, folder, now, keep_days, all_of_them=timedelta(0))
        check_room(path, folder)
        return gone
    return ()


def size_of(path: Path) -> int:
    """Return the bytes of the data at `path` with its log; raises OSError."""
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _changed_at(path: Path) -> datetime:
    """Return when the data was written last; an empty log tells only that somebody looked."""
    log = path.with_name(f"{path.name}-wal")
    logged = log.stat() if log.exists() else None
    times = [path.stat().st_mtime, *([logged.st_mtime] if logged and logged.st_size else [])]
    return datetime.fromtimestamp(max(times), UTC)


def check_room(path: Path, folder: Path) -> None:
    """Raise NoRoom if a copy would leave less room on the disk of `folder` than the data itself takes."""
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    size = size_of(path)
    if shutil.disk_usage(there).free < 2 * size:
        raise NoRoom(
            f"No backup is made: a copy takes {size:,} bytes, and as much again has to stay free on the disk "
            f"of {folder}. Make some room there."
        )


def read_through(path: Path, larger_than: int = QUICK_LIMIT) -> None:
    """Check a file that is too large to be checked at every opening; raises Corrupt and other StoreProblems.

    `larger_than` is in bytes. While another window makes a copy, which is checked too, nothing is done.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.stat().st_size <= larger_than:
            return
        with suppress(Busy), backup_turn(real), closing(reader(real, _WAIT)) as db:
            faults = faults_of(db)
            if faults:
                raise Corrupt(
                    f"{real} is damaged. Nothing was changed. `aware data restore` lists the copies."
                )
    except (sqlite3.Error, OSError) as error:
        raise problem_of(error, real) from error


def _remember(folder: Path, now: datetime, sentence: str) -> None:
    """Write down why no copy could be made, if even that is possible."""
    with suppress(OSError):
        how = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(folder / LAST_TRY, how, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as draft:
            draft.write(f"{now.astimezone(UTC).strftime(STAMP)}\n{sentence}\n")


def last_try(folder: Path) -> tuple[datetime, str] | None:
    """Return when the last try to make a copy failed and the sentence for it; None if it did not fail."""
    try:
        at, sentence = (folder / LAST_TRY).read_text("utf-8").strip().split("\n", 1)
        return datetime.strptime(at, STAMP).replace(tzinfo=UTC), sentence
    except (OSError, ValueError):
        return None
