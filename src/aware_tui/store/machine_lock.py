"""One process writes at a time: a turn is taken for each transaction and each checkpoint.

SQLite 3.7.0 to 3.51.2 can damage a file when two connections write or checkpoint at the same instant
(sqlite.org/wal.html, "the WAL-reset bug"). Turns are taken whatever the library, since the other process
may run an older one, and they are handed over fairly, which SQLite's own waiting is not.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aware_tui.store.errors import Busy, os_problem

PATIENCE = 5.0
"""Seconds to wait for a turn."""

_PAUSE = 0.001

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def write_turn(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the only turn to write in the database at `path`; not to be taken twice by one thread.

    Raises Busy after `patience` seconds. Whoever has just written queues behind those who wait.
    """
    real = os.path.realpath(path)
    until = time.monotonic() + patience
    queue = _taken(f"{real}.next", path, until)
    try:
        turn = _taken(f"{real}.turn", path, until)
    finally:
        os.close(queue)
    try:
        yield
    finally:
        os.close(turn)


@contextmanager
def backup_turn(path: Path) -> Iterator[None]:
    """Hold the only turn to make copies unasked and to thin them, while that lasts; raises Busy at once."""
    turn = _taken(f"{os.path.realpath(path)}.backup", path, time.monotonic())
    try:
        yield
    finally:
        os.close(turn)


@contextmanager
def import_turn(path: Path) -> Iterator[None]:
    """Hold the only turn to take files in or away, for as long as that lasts; raises Busy at once."""
    try:
        turn = _taken(f"{os.path.realpath(path)}.import", path, time.monotonic())
    except Busy:
        raise Busy("Another import is running. Wait until it is done, then try again.") from None
    try:
        yield
    finally:
        os.close(turn)


def _taken(name: str, path: Path, until: float) -> int:
    """Return the descriptor of the locked file `name`; closing it gives the lock back."""
    try:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise os_problem(error, path) from error
    try:
        while not _got(descriptor, path):
            if time.monotonic() >= until:
                raise Busy(f"Another program is writing in {path}. Wait a moment, then try again.")
            time.sleep(_PAUSE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _got(descriptor: int, path: Path) -> bool:
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise os_problem(error, path) from error
    return True
