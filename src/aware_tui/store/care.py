"""Care of the data: copies, the list of them, and where everything is."""

import os
import re
import stat
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aware_tui.store.copying import WHOLE, copy_verified
from aware_tui.store.errors import CannotWrite, os_problem, problem_of
from aware_tui.store.gates import check_header, reader, version_of
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import APPLICATION_ID
from aware_tui.store.opening import SIDES, free_name, sync_folder

STAMP = "%Y%m%dT%H%M%SZ"
"""How a time is written in the name of a file; always UTC."""

_BACKUP = re.compile(r"aware-(\d{8}T\d{6}Z|before-\w+)\.db")
_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A copy in the backup folder."""

    path: Path
    made_at: datetime
    """Aware UTC."""
    size: int
    """Bytes."""
    verified: bool
    """Whether it passed the full check when it was made and still has its length."""

    @property
    def before_update(self) -> bool:
        """Say whether it was made before the data was brought up to a later release."""
        return self.path.stem.startswith("aware-before-")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the data is and what it holds."""

    path: Path
    size: int
    """Bytes of the file; `log_size` those of the log that is not yet folded into it."""
    log_size: int
    version: str
    library: str
    """The version of SQLite in use."""
    rows: dict[str, int]
    """Rows by table."""


def backup(path: Path, folder: Path, now: datetime) -> Path:
    """Copy the database into `folder` as `aware-YYYYMMDDTHHMMSSZ.db`, fully checked; `now` is aware.

    Raises Corrupt if the data does not pass, and other StoreProblems; earlier backups are never touched.
    """
    name = f"aware-{now.astimezone(UTC).strftime(STAMP)}.db"
    return copy_verified(Path(os.path.realpath(path)), folder / name)


def backups(folder: Path) -> tuple[BackupFile, ...]:
    """Return the copies in `folder`, the newest first; none if there is no such folder."""
    try:
        found = [path for path in folder.iterdir() if _BACKUP.fullmatch(path.name)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise os_problem(error, folder) from error
    files = [file for path in found if (file := _backup_file(path)) is not None]
    return tuple(sorted(files, key=lambda file: (file.made_at, file.path.name), reverse=True))


def _backup_file(path: Path) -> BackupFile | None:
    """Return what a copy is; None for what is no plain file, or was taken away at this moment."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            return None
        whole = _is_whole(path, state.st_size)
    except FileNotFoundError:
        return None
    except OSError:
        whole = False  # nobody may read it: it is there, and no help
    stamp = path.stem.removeprefix("aware-")
    try:
        made_at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        made_at = datetime.fromtimestamp(state.st_mtime, UTC)
    return BackupFile(path, made_at, state.st_size, whole)


def _is_whole(path: Path, size: int) -> bool:
    """Read the marks in the first hundred bytes (sqlite.org/fileformat2.html, section 1.3)."""
    with path.open("rb") as file:
        head = file.read(100)
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    ours = int.from_bytes(head[68:72], "big") == APPLICATION_ID
    checked = int.from_bytes(head[60:64], "big") == WHOLE
    return ours and checked and size == pages * (65536 if page_size == 1 else page_size)


def set_aside(path: Path, now: datetime) -> Path:
    """Rename the file at `path` and what SQLite keeps beside it to `aware.db.bad-TIME`; return the new path.

    Nothing is deleted: the renamed files still open together. No window may have the data open.
    """
    real = Path(os.path.realpath(path))
    stamp = now.astimezone(UTC).strftime(STAMP)
    try:
        with write_turn(real):
            if not real.exists():
                raise CannotWrite(f"There is no file at {real} to set aside. Check --data-dir.")
            kept = free_name(real.with_name(f"{real.name}.bad-{stamp}"))
            for side in SIDES:
                beside = real.with_name(real.name + side)
                if beside.exists():
                    beside.rename(kept.with_name(kept.name + side))
            real.rename(kept)
            sync_folder(real.parent)
    except OSError as error:
        raise os_problem(error, real) from error
    return kept


def where(path: Path) -> Whereabouts:
    """Return the facts about the database at `path`; raise a StoreProblem if it cannot be read."""
    real = Path(os.path.realpath(path))
    try:
        check_header(real)
        with closing(reader(real, _WAIT)) as connection:
            version = version_of(connection, real)
            tables = [row[0] for row in connection.execute(_TABLES)]
            rows = {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables
            }
        return Whereabouts(real, real.stat().st_size, log_size(real), version, sqlite3.sqlite_version, rows)
    except sqlite3.Error as error:
        raise problem_of(error, real) from error
    except OSError as error:
        raise os_problem(error, real) from error


_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
AND name NOT LIKE 'search~_%' ESCAPE '~'
AND name NOT IN ('alembic_version', 'half_documented', 'occurrence', 'daily_count', 'count_mark')
ORDER BY name
"""


def log_size(path: Path) -> int:
    """Return the bytes of the log beside the database at `path`, 0 if there is none."""
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.exists() else 0
