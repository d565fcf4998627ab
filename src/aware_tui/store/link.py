"""The writer's link to its file: made anew when the disk failed, or when the file under it was exchanged."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aware_tui.store.carrying import carry_over
from aware_tui.store.copying import copy_open
from aware_tui.store.errors import Busy, CannotWrite, Corrupt, problem_of
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.opening import free_name, keep_strays, open_file
from aware_tui.store.saving import Versions
from aware_tui.store.transaction import PATIENCE

Mark = tuple[int, int] | None
"""The drive and the number of a file on it; None where there is none."""


class Link:
    """One connection, and a look at every use whether it still leads to the file with our name.

    `versions` names the sessions and attempts in hand, which go along into another file. `tell` hears in a
    plain sentence what was done about an exchanged file. Used on one thread.
    """

    def __init__(self, path: Path, versions: Versions, tell: Callable[[str], object]) -> None:
        self._path = Path(os.path.realpath(path))
        self._versions = versions
        self._tell = tell
        self._db: sqlite3.Connection | None = None
        self._strained = False
        self._file: Mark = None
        self._log: Mark = None
        self._kept: Path | None = None

    def open(self) -> None:
        """Make the link, and the file if there is none yet; raise a StoreProblem."""
        self._take(open_file(self._path, wait=PATIENCE))

    def use(self) -> sqlite3.Connection:
        """Return a connection to the file as it is now; raise a StoreProblem while there is none."""
        try:
            if self._db is None:
                return self._take(open_file(self._path, create=False, wait=PATIENCE))
            return self._renewed(self._db) if self._strained or not self._holds() else self._db
        except (sqlite3.Error, OSError) as error:
            raise problem_of(error, self._path) from error

    def strain(self) -> None:
        """Say that something went wrong on the connection: the next use makes it anew."""
        self._strained = True

    def close(self) -> None:
        """End the link."""
        if self._db is not None:
            _let_go(self._db)
        self._db = None

    def _take(self, db: sqlite3.Connection) -> sqlite3.Connection:
        self._db, self._strained, self._kept = db, False, None
        self._file, self._log = mark(self._path), mark(self._side("-wal"))
        return db

    def _side(self, side: str) -> Path:
        return self._path.with_name(self._path.name + side)

    def _holds(self) -> bool:
        """Say whether the file and its log are those of the connection."""
        return (mark(self._path), mark(self._side("-wal"))) == (self._file, self._log)

    def _renewed(self, old: sqlite3.Connection) -> sqlite3.Connection:
        now = mark(self._path)
        if now is None:
            return self._put_back(old)
        if now != self._file:
            return self._changed_over(old)
        if mark(self._side("-wal")) != self._log:
            self._fold(old)
            return self.use()
        return self._replace(old, open_file(self._path, create=False, wait=PATIENCE, checked=True))

    def _replace(self, old: sqlite3.Connection, new: sqlite3.Connection) -> sqlite3.Connection:
        _let_go(old)
        return self._take(new)

    def _fold(self, old: sqlite3.Connection) -> None:
        """Write into the file what only the log holds that somebody took away, and part with that log."""
        with write_turn(self._path, PATIENCE):
            _, logged, folded = old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if folded < logged:
                raise Busy(f"The log of {self._path} was deleted, and something still reads what it held.")
            self.close()

    def _put_back(self, old: sqlite3.Connection) -> sqlite3.Connection:
        """Copy what the connection still sees to where the file was."""
        if not self._path.parent.is_dir():
            raise CannotWrite(f"The folder {self._path.parent} is gone. Put it back: saving goes on then.")
        with write_turn(self._path, PATIENCE):
            if self._path.exists():
                raise Busy(f"{self._path} was deleted, and another window puts it back now.")
            keep_strays(self._path)
            copy_open(old, self._path, self._path)
            self.close()
        self._tell(f"{self._path} was deleted or moved while it was open. It was put back as it was.")
        return self.use()

    def _changed_over(self, old: sqlite3.Connection) -> sqlite3.Connection:
        """Go on in the file that took the place of ours, with the sessions in hand."""
        with write_turn(self._path, PATIENCE):
            self._kept = self._kept or self._copied(old)
            if mark(self._side("-wal")) == self._log is not None:
                keep_strays(self._path)
        new = open_file(self._path, create=False, wait=PATIENCE)
        try:
            carry_over(old, new, self._versions.ids("session"), self._versions.ids("attempt"))
        except BaseException:
            new.close()
            raise
        told = f"What the old file held is in {self._kept}." if self._kept else "The old file was damaged."
        self._replace(old, new)
        self._tell(
            f"{self._path} was replaced by another file while it was open. Saving goes on there, and the "
            f"sessions of this window went along. {told}"
        )
        return new

    def _copied(self, old: sqlite3.Connection) -> Path | None:
        """Keep what the connection still sees beside the new file, if it can be read to its end."""
        try:
            return copy_open(old, self._path, free_name(self._side(".replaced")))
        except (Corrupt, sqlite3.DatabaseError) as error:
            if isinstance(problem_of(error, self._path), Corrupt):
                return None
            raise


def _let_go(db: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        db.close()


def mark(path: Path) -> Mark:
    """Return by what a file is known, whatever its name."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
