"""Puts a copy in the place of the data: checked in full, told from what is there, nothing deleted."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from aware_tui.paths import make_private
from aware_tui.store.care import STAMP, backup
from aware_tui.store.copying import copy_verified, faults_of
from aware_tui.store.errors import (
    Busy,
    CannotMigrate,
    CannotWrite,
    Corrupt,
    NotOurs,
    os_problem,
    problem_of,
)
from aware_tui.store.gates import check_header, check_place, known_version, look, reader
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import SIDES, free_name, keep_strays, open_database, sync, sync_folder
from aware_tui.store.records import read_time

_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds."""

    path: Path
    size: int
    """Bytes."""
    version: str
    sessions: int
    changed_at: datetime | None
    """Aware UTC, when anything was done in it last; None if nothing ever was."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside the data it would replace."""

    copy: Held
    here: Held | None
    """None if there is no data, or it cannot be read."""
    damage: str
    """The sentence that says why the data cannot be read; empty if it can, or is not there."""
    not_in_copy: int
    """Sessions of the data that the copy does not have, or not as far as they went since."""
    loses: bool
    """Whether the data tells of anything, be it of a session or not, that the copy does not know."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done; `kept` is what was in the place before, None where there was nothing."""

    kept: Path | None
    was_damaged: bool
    """Whether `kept` is a bad file that was set aside, not a verified backup."""


def examine(path: Path, *, in_full: bool = True) -> Held:
    """Check the copy at `path` without changing it, and return what it holds.

    Raises NotOurs, Corrupt, NewerFile or CannotWrite, each with a sentence about a copy.
    """
    real = Path(os.path.realpath(path))
    with _told_of_copy(path):
        if not real.is_file():
            raise CannotWrite(f"There is no copy at {path}. `aware data restore` lists those there are.")
        check_header(real)
        with closing(reader(real, _WAIT)) as db:
            held = _held(db, real)
            if in_full and faults_of(db):
                raise _no_use(path)
    return held


@contextmanager
def _told_of_copy(path: Path) -> Iterator[None]:
    """Tell what is wrong with a file as what is wrong with a copy."""
    try:
        yield
    except NotOurs:
        raise NotOurs(
            f"{path} is not a copy of this program's data. Nothing was changed. "
            "`aware data restore` lists the copies there are."
        ) from None
    except (Corrupt, sqlite3.DatabaseError) as error:
        problem = problem_of(error, path)
        raise (_no_use(path) if isinstance(problem, Corrupt) else problem) from error
    except OSError as error:
        raise os_problem(error, path) from error


def _no_use(path: Path) -> Corrupt:
    return Corrupt(
        f"The copy {path} is damaged, so it was not used. The data is as it was. "
        "`aware data restore` lists the other copies."
    )


def _held(db: sqlite3.Connection, path: Path) -> Held:
    version = known_version(db, path)
    (sessions,) = db.execute("SELECT count(*) FROM session").fetchone()
    last = db.execute("SELECT at FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return Held(path, path.stat().st_size, version, sessions, read_time(last[0]) if last else None)


def compare(path: Path, source: Path) -> Comparison:
    """Check the copy `source` in full and tell it from the data at `path`; changes neither.

    Raises what `examine` does, and NewerFile, NotOurs or CannotWrite for data that must not be replaced.
    """
    real = _place_for(path, source)
    copy = examine(source)
    if not real.exists():
        return Comparison(copy, None, "", 0, loses=False)
    try:
        look(real, _WAIT)
        with closing(reader(real, _WAIT)) as db:
            return Comparison(copy, _held(db, real), "", *_not_in(db, copy.path))
    except (Corrupt, sqlite3.Error) as error:
        problem = problem_of(error, real)
        if isinstance(problem, Corrupt):
            return Comparison(copy, None, str(problem), 0, loses=False)
        raise problem from error
    except OSError as error:
        raise os_problem(error, real) from error


def _place_for(path: Path, source: Path) -> Path:
    """Return where the data is, or is to be; raise CannotWrite if that is the copy itself."""
    real = Path(os.path.realpath(path))
    check_place(real)
    if Path(os.path.realpath(source)) == real:
        raise CannotWrite(f"{source} is the data itself. Name one of its copies.")
    return real


_NOT_IN_COPY = """
SELECT count(*) FROM main.session s WHERE NOT EXISTS (SELECT 1 FROM copy.session c WHERE c.id = s.id)
OR EXISTS (
    SELECT 1 FROM main.event e WHERE e.session_id = s.id
    AND NOT EXISTS (SELECT 1 FROM copy.event c WHERE c.id = e.id)
)
"""


_LOST = """
SELECT EXISTS (SELECT 1 FROM main.event e WHERE NOT EXISTS (SELECT 1 FROM copy.event c WHERE c.id = e.id))
"""


def _not_in(db: sqlite3.Connection, copy: Path) -> tuple[int, bool]:
    """Return how many sessions went on, or began, after the copy was made, and whether anything did."""
    db.execute("ATTACH ? AS copy", (f"file:{quote(str(copy))}?mode=ro",))
    (sessions,), (other,) = db.execute(_NOT_IN_COPY).fetchone(), db.execute(_LOST).fetchone()
    return sessions, bool(sessions or other)


def restore(path: Path, source: Path, folder: Path, now: datetime) -> Restored:
    """Put the copy `source` in the place of the data at `path`; `now` is aware.

    The copy is checked, brought up to date and made to forget what was erased since, before it takes its
    place in one step. What is there now goes into `folder` as a verified backup, or stays beside it as a bad
    file. Raises StoreProblems, and then the data is as it was; Busy while a window has sound data open.
    """
    real = _place_for(path, source)
    examine(source, in_full=False)  # the copy of it that takes the place is checked in full
    try:
        with _staged(real, Path(os.path.realpath(source))) as draft:
            with write_turn(real, _WAIT):
                done = _made_way(real, folder, now)
                draft.replace(real)
                sync_folder(real.parent)
            open_database(real, create=False).close()
    except sqlite3.Error as error:
        raise problem_of(error, real) from error
    except OSError as error:
        raise os_problem(error, real) from error
    return done


@contextmanager
def _staged(path: Path, source: Path) -> Iterator[Path]:
    """Make of `source`, in a folder of its own beside `path`, the one file that is to take its place."""
    make_private(path.parent)
    folder = Path(tempfile.mkdtemp(prefix=".restoring-", dir=path.parent))
    try:
        with _told_of_copy(source):
            draft = copy_verified(source, folder / path.name)
        _bring_up_to_date(draft, source)
        _without_erased(draft, path.parent)
        _finish(draft, source)
        yield draft
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bring_up_to_date(draft: Path, source: Path) -> None:
    if look(draft, _WAIT) >= SCHEMA_VERSION:
        return
    from aware_tui.store.updating import bring_up_to_date  # Alembic: only when it is needed

    try:
        bring_up_to_date(draft, _WAIT)
    except CannotMigrate as problem:
        raise CannotMigrate(
            f"The copy {source} is from an older release and could not be brought up to date. "
            "Nothing was changed. Restore it with the release it is from, and report this."
        ) from problem


def _without_erased(draft: Path, data_dir: Path) -> None:
    """Take out of the copy what was erased since it was made."""
    from aware_tui.store.erased_file import reapply_all  # needed for a restore alone

    reapply_all(draft, data_dir)


def _finish(draft: Path, source: Path) -> None:
    """Make the draft one plain file without a log and without the mark of a copy, and check it once more."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=DELETE")
        db.execute("PRAGMA user_version=0")
        if faults_of(db):
            raise _no_use(source)
    sync(draft)


def _made_way(path: Path, folder: Path, now: datetime) -> Restored:
    """Keep what is in the place; the caller has the turn to write. Nobody else has sound data open then."""
    if not path.exists():
        keep_strays(path)
        return Restored(None, was_damaged=False)
    try:
        look(path, _WAIT)
        _close_log(path)
        kept = backup(path, folder, now)
        _refuse_if_open(path)
    except (Corrupt, sqlite3.DatabaseError) as error:
        problem = problem_of(error, path)
        if not isinstance(problem, Corrupt):
            raise problem from error
        return Restored(_kept_beside(path, now), was_damaged=True)
    return Restored(kept, was_damaged=False)


def _close_log(path: Path) -> None:
    """Fold the log into the file and end it; SQLite does that only for one who is alone with the file."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as db:
        try:
            db.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            problem = problem_of(error, path)
            raise (_is_open(path) if isinstance(problem, Busy) else problem) from error
    _refuse_if_open(path)


def _refuse_if_open(path: Path) -> None:
    """Raise Busy if there is a log: then a window has the file open, or has opened it meanwhile."""
    if any(path.with_name(path.name + side).exists() for side in SIDES):
        raise _is_open(path)


def _is_open(path: Path) -> Busy:
    return Busy(
        f"A window of aware has {path} open. Nothing was changed. Leave it there (ctrl+q), then try again."
    )


def _kept_beside(path: Path, now: datetime) -> Path:
    """Give a bad file a second name and take what SQLite keeps beside it along: its place is never empty."""
    kept = free_name(path.with_name(f"{path.name}.bad-{now.astimezone(UTC).strftime(STAMP)}"))
    try:
        os.link(path, kept)
    except OSError:  # a drive without second names
        path.rename(kept)
    for side in SIDES:
        beside = path.with_name(path.name + side)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + side))
    return kept
