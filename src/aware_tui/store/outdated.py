"""Deletes the copies and bad files whose time is over; only files that this program named ever go."""

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aware_tui.domain.thinning import ALL_OF_THEM, Copy, staying, within
from aware_tui.store.care import STAMP, BackupFile, backups
from aware_tui.store.opening import SIDES

LEFT_OVER = timedelta(days=1)
"""The age at which an unfinished copy is one that nobody finishes."""


def thin(
    path: Path, folder: Path, now: datetime, keep_days: int, *, all_of_them: timedelta = ALL_OF_THEM
) -> tuple[Path, ...]:
    """Delete the copies and bad files whose time is over; return them. Raises OSError and StoreProblem."""
    files = backups(folder)
    timed = [copy_of(file) for file in files if not file.before_update]
    before = [copy_of(file) for file in files if file.before_update]
    stay = staying(timed, now, keep_days, all_of_them=all_of_them) | within(before, now, keep_days)
    gone = [file.path for file in files if file.path.name not in stay]
    for kind in (_bad_files, _replaced, _strays):
        found = tuple(kind(path))
        stay = within(found, now, keep_days)
        gone += [path.with_name(copy.name) for copy in found if copy.name not in stay]
    return tuple(file for file in gone if _deleted(file))


def copy_of(file: BackupFile) -> Copy:
    """Return what the rules of thinning look at."""
    return Copy(file.path.name, file.made_at, file.verified)


def _bad_files(path: Path) -> Iterator[Copy]:
    """Yield the files that were set aside, without what is kept beside them."""
    for name, found in _named(path, r"\.bad-(\d{8}T\d{6}Z)(\.\d+)?"):
        yield Copy(name, datetime.strptime(found[1], STAMP).replace(tzinfo=UTC), verified=False)


def _replaced(path: Path) -> Iterator[Copy]:
    return _by_age(path, r"\.replaced(\.\d+)?")


def _strays(path: Path) -> Iterator[Copy]:
    return _by_age(path, r"\.stray-(wal|shm)(\.\d+)?")


def _by_age(path: Path, ending: str) -> Iterator[Copy]:
    for name, _ in _named(path, ending):
        changed = path.with_name(name).lstat().st_mtime
        yield Copy(name, datetime.fromtimestamp(changed, UTC), verified=False)


def _named(path: Path, ending: str) -> list[tuple[str, re.Match[str]]]:
    """Return the plain files beside `path` that are named like it with this `ending`."""
    pattern = re.compile(re.escape(path.name) + ending)
    names = [each.name for each in os.scandir(path.parent) if each.is_file(follow_symlinks=False)]
    return [(name, found) for name in names if (found := pattern.fullmatch(name))]


def _deleted(file: Path) -> bool:
    """Delete a file, after what SQLite keeps beside it; False if it was gone already."""
    for side in SIDES:
        file.with_name(file.name + side).unlink(missing_ok=True)
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    return True


def sweep(path: Path, folder: Path, now: datetime) -> None:
    """Delete the copies that a killed program left half made."""
    drafts = [*_there(folder, r"aware-.+\.db\.new", stat.S_ISREG)]
    staged = [*_there(path.parent, r"\.restoring-.+", stat.S_ISDIR)]
    for left in (*drafts, *staged):
        if now - datetime.fromtimestamp(left.lstat().st_mtime, UTC) >= LEFT_OVER:
            shutil.rmtree(left) if left in staged else left.unlink()


def _there(folder: Path, name: str, kind: Callable[[int], bool]) -> Iterable[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return (each for each in found if re.fullmatch(name, each.name) and kind(each.lstat().st_mode))
