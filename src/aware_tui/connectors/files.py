"""Writing for others to read: whole files or none, names made of the key alone, one writer at a time."""

import errno
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aware_tui.connectors.trouble import Refused, TryLater

_KEY = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")

TOO_LONG = "The path is too long for this computer. Choose a shorter one."

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)

TRIES, PAUSE = 100, 0.05
"""How often a lock is asked for, and the seconds between."""

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def safe_name(key: str) -> str:
    """Return a key as the stem of a file name; Refused if it could lead anywhere else."""
    if not _KEY.fullmatch(key):
        raise Refused("The key of this document cannot be the name of a file. Record the document again.")
    return key


def unusable(path: Path) -> str:
    """Return why nothing can be written at `path`, as far as its name tells; nothing if it can."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return TOO_LONG
        if error.errno not in _NOT_THERE:
            return f"{path} cannot be looked at ({error.strerror or 'it failed'}). Mend that, or the path."
    real = Path(os.path.realpath(path))
    if sys.platform == "linux" and real.parts[1:2] in (("proc",), ("sys",)):
        return f"{path} is where this computer shows its own state. Choose another path."
    return ""


def trouble_of(error: OSError, path: Path) -> TryLater:
    """Return what to tell of an error while writing at `path`; trying again is sensible."""
    if error.errno == errno.ENAMETOOLONG:
        return TryLater(TOO_LONG)
    return TryLater(f"{path} cannot be written ({error.strerror or 'it failed'}).")


def write_whole(path: Path, text: str, again: bool = False) -> None:
    """Write a private file that appears under its name only once it is whole and on the disk.

    `again` says that it was tried before: what a kill left of that is cleared away.
    """
    for stale in path.parent.glob(f".{path.name}.*.part") if again else ():
        stale.unlink(missing_ok=True)
    descriptor, draft = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make names in `folder` last through a power cut, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network drives cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def turn_of(path: Path) -> Path:
    """Return the file that stands for the turn to write at `path`."""
    return path.with_name(f".{path.name}.turn")


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the only turn to write at `path` among the windows of this program; TryLater if it is taken."""
    try:
        descriptor = os.open(turn_of(path), os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise trouble_of(error, path) from None
    try:
        for _ in range(TRIES):
            if _got(descriptor, path):
                break
            time.sleep(PAUSE)
        else:
            raise TryLater(f"Another program is writing in {path}.")
        yield
    finally:
        os.close(descriptor)


def _got(descriptor: int, path: Path) -> bool:
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise trouble_of(error, path) from None
    return True
