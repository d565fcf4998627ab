"""The one way to open the database: every gate is passed before a byte is changed."""

import os
import sys
from contextlib import closing, suppress
from pathlib import Path

from aware_tui.domain.server_url import ServerUrl
from aware_tui.paths import make_private
from aware_tui.store.database import Database
from aware_tui.store.errors import CannotWrite, Place, os_problem, problem_of
from aware_tui.store.gates import check_place, look
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.place import on_server

SCHEMA = Path(__file__).parent / "schema.sql"

SETTINGS = """
PRAGMA foreign_keys=ON;
PRAGMA synchronous=FULL;
PRAGMA secure_delete=ON;
PRAGMA temp_store=MEMORY;
"""

SIDES = ("-wal", "-shm")
"""The endings of the files SQLite keeps beside a database."""


def open_database(place: Place, *, create: bool = True, wait: float = 5.0, checked: bool = False) -> Database:
    """Open (or make) the data at `place`, a file or a server; see `open_file` and `server.opening`."""
    if isinstance(place, ServerUrl):
        from aware_tui.store.server.opening import open_server

        return open_server(place, create=create)
    return open_file(place, create=create, wait=wait, checked=checked)


def open_file(
    path: Path, *, create: bool = True, wait: float = 5.0, checked: bool = False
) -> sqlite3.Connection:
    """Open (or make) the database at `path`, brought up to date after a backup; `wait` is in seconds.

    The connection has isolation_level None: transactions are begun in words. With `checked` this process
    has passed the gates before, and they are skipped. Files above QUICK_LIMIT are not read through here:
    run `checking.check` in the background. Raises a StoreProblem.
    """
    real = Path(os.path.realpath(path))
    try:
        if not checked:
            _pass_gates(real, create, wait)
        return connect(real, wait)
    except sqlite3.Error as error:
        raise problem_of(error, real) from error
    except OSError as error:
        raise os_problem(error, real) from error


def remember_much(db: Database, kibibytes: int) -> None:
    """Let a connection to a file keep more of it in memory, for work that goes over much of it."""
    if not on_server(db):
        db.execute(f"PRAGMA cache_size=-{kibibytes}")


def _pass_gates(path: Path, create: bool, wait: float) -> None:
    check_place(path)
    if not path.exists():
        if not create:
            raise CannotWrite(f"There is no data at {path} yet. Start `aware` once, or check --data-dir.")
        _make(path, wait)
    if look(path, wait) < SCHEMA_VERSION:
        from aware_tui.store.updating import bring_up_to_date  # Alembic: only when it is needed

        bring_up_to_date(path, wait)
    _close_to_others(path)


def _make(path: Path, wait: float) -> None:
    """Make an empty database, unless one has appeared meanwhile; it is there whole or not at all."""
    make_private(path.parent)
    with write_turn(path, wait):
        if path.exists():
            return
        keep_strays(path)
        draft = path.with_name(f"{path.name}.new")
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")  # nobody sees the draft: it is synced once, below
            connection.executescript(f"BEGIN;{SCHEMA.read_text(encoding='utf-8')}COMMIT;")
            connection.execute("PRAGMA journal_mode=WAL")
        sync(draft)
        draft.rename(path)
        sync_folder(path.parent)


def keep_strays(path: Path) -> None:
    """Move a log without its database out of the way: SQLite would play it into the new file."""
    for side in SIDES:
        stray = path.with_name(path.name + side)
        if stray.exists():
            stray.rename(free_name(path.with_name(f"{path.name}.stray{side}")))


def free_name(wanted: Path) -> Path:
    """Return `wanted`, or the first of `wanted.2`, `wanted.3` ... that does not exist."""
    free, n = wanted, 1
    while free.exists():
        n += 1
        free = wanted.with_name(f"{wanted.name}.{n}")
    return free


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` last through a power cut, where the system can."""
    if sys.platform != "win32":
        sync(folder)


def sync(path: Path) -> None:
    """Have what was written to `path` on the disk before going on."""
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _close_to_others(path: Path) -> None:
    """Let nobody else read the file and what SQLite keeps beside it, if it is ours to say."""
    for name in (path, *(path.with_name(path.name + side) for side in SIDES)):
        with suppress(FileNotFoundError):  # the last of the other windows takes its log away as it closes
            about = name.stat()
            if sys.platform != "win32" and about.st_uid == os.geteuid() and about.st_mode & 0o077:
                name.chmod(0o600)


def connect(path: Path, wait: float) -> sqlite3.Connection:
    """Return a connection to an existing database, with our settings and no gates; `wait` is in seconds."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=wait, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(SETTINGS)
        _distrust(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _distrust(connection: sqlite3.Connection) -> None:
    """Let the file's own triggers do nothing unsafe, where the library knows the search index to be safe."""
    connection.execute("PRAGMA trusted_schema=OFF")
    try:
        connection.execute("EXPLAIN DELETE FROM search_entry")
    except sqlite3.OperationalError as error:
        if "unsafe use" not in str(error):
            raise
        connection.execute("PRAGMA trusted_schema=ON")
