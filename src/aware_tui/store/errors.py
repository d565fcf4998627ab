"""What can go wrong with the data, each told in plain words: what happened, what to do."""

import errno
from pathlib import Path


class StoreProblem(Exception):  # noqa: N818  (it is told to people, as a problem)
    """Something about the data that a person must know; `str()` of it is the sentence to show."""


class NewerFile(StoreProblem):
    """The file was written by a newer program; it was not touched."""


class NotOurs(StoreProblem):
    """The file is something else than our database; it was not touched."""


class Corrupt(StoreProblem):
    """The file is damaged or empty; it was not touched."""


class CannotWrite(StoreProblem):
    """The file or its folder cannot be made, opened or written."""


class NetworkDrive(StoreProblem):
    """The file is on a drive shared over a network, where SQLite cannot keep it safe."""


class CannotMigrate(StoreProblem):
    """An older file could not be brought up to date; it was not changed and a copy was kept."""


class Busy(StoreProblem):
    """Another program held the file for too long; trying again is sensible."""


class DiskFull(StoreProblem):
    """There is no room left; nothing that was saved before is lost."""


class Conflict(StoreProblem):
    """Somebody else changed the same row in the meantime."""


class LeaseLost(StoreProblem):
    """Another window took over writing in this session."""


_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_KINDS: dict[int, tuple[type[StoreProblem], str]] = {
    _BUSY: (Busy, "Another program is using {path}. Wait a moment, then try again."),
    _LOCKED: (Busy, "Another program is using {path}. Wait a moment, then try again."),
    _READONLY: (CannotWrite, "{path} cannot be written. Check who owns the file and its folder."),
    _IOERR: (CannotWrite, "The disk failed while using {path}. Check the disk, then try again."),
    _CANTOPEN: (CannotWrite, "{path} cannot be opened. Check who owns the file and its folder."),
    _FULL: (DiskFull, "NOT SAVED, the disk is full. Make some room: what is waiting is saved then."),
    _CORRUPT: (
        Corrupt,
        "{path} is damaged. Nothing was changed. Put back the newest backup with `aware data restore`.",
    ),
    _NOTADB: (
        Corrupt,
        "{path} is damaged. Nothing was changed. Put back the newest backup with `aware data restore`.",
    ),
}


def problem_of(error: Exception, path: Path) -> StoreProblem:
    """Return the plain problem behind an error of SQLite; raise `error` again if it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code not in _KINDS:
        raise error
    kind, sentence = _KINDS[code]
    return kind(sentence.format(path=path))


def os_problem(error: OSError, path: Path) -> StoreProblem:
    """Return the plain problem behind an error of the operating system while making or opening `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(f"The disk is full, {path} cannot be made. Make some room, then try again.")
    reason = error.strerror or "it failed"
    return CannotWrite(
        f"{path} cannot be made or written ({reason}). Check the folder, or choose another with --data-dir."
    )
