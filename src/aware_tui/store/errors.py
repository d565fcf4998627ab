"""What can go wrong with the data, each told in plain words: what happened, what to do."""

import errno
import shutil
from pathlib import Path

from aware_tui.domain.server_url import ServerUrl
from aware_tui.language import _

Place = Path | ServerUrl
"""A database file, or the address of a server."""


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


_TAKEN = (Busy, _("Another program is using {path}. Wait a moment, then try again."))
_NO_RIGHT = (CannotWrite, _("{path} cannot be opened. Check who owns the file and its folder."))
_NO_MEMORY = (CannotWrite, _("The memory of this computer is used up. Close other programs, then try again."))
_FULL = (DiskFull, _("The disk is full, so {path} cannot be used now. Make some room, then try again."))
_DAMAGED = (
    Corrupt,
    _("{path} is damaged. Nothing was changed. `aware data restore` puts a backup in its place."),
)

_KINDS: dict[int, tuple[type[StoreProblem], str]] = {
    3: _NO_RIGHT,
    5: _TAKEN,
    6: _TAKEN,
    7: _NO_MEMORY,
    8: (CannotWrite, _("{path} cannot be written. Check who owns the file and its folder.")),
    10: (CannotWrite, _("The disk failed while using {path}. Check the disk, then try again.")),
    11: _DAMAGED,
    13: _FULL,
    14: _NO_RIGHT,
    15: _TAKEN,
    26: _DAMAGED,
}
"""What each result code of SQLite means to a person (sqlite.org/rescode.html)."""

_IOERR, _IOERR_NOMEM = 10, 10 | 12 << 8

_WORDS = {
    "access permission denied": 3,
    "locked": 5,
    "out of memory": 7,
    "readonly": 8,
    "disk i/o error": 10,
    "malformed": 11,
    "is full": 13,
    "unable to open": 14,
    "locking protocol": 15,
    "not a database": 26,
}
"""The same by words of the message, for libraries that give no code."""

_LITTLE = 65_536
"""Bytes: a disk with less room than this is full, whatever SQLite calls it."""


def problem_of(error: Exception, place: Place) -> StoreProblem:
    """Return the plain problem behind an error of a database or the system; raise `error` again for a bug."""
    if isinstance(error, StoreProblem):
        return error
    if isinstance(place, ServerUrl):
        return _server_problem(error, place)
    path = place
    if isinstance(error, OSError):
        return os_problem(error, path)
    code = 7 if isinstance(error, MemoryError) else _code_of(error)
    if code == _IOERR_NOMEM:
        code = 7
    if code & 0xFF not in _KINDS:
        raise error
    kind, sentence = _FULL if code & 0xFF == _IOERR and _is_full(path) else _KINDS[code & 0xFF]
    return kind(sentence.format(path=path))


def _server_problem(error: Exception, url: ServerUrl) -> StoreProblem:
    from aware_tui.store.server.errors import told

    problem = told(error, url, url.user)
    if problem is None:
        raise error
    return problem


def is_busy(error: Exception) -> bool:
    """Say whether an error means that another program has the data in hand, so that trying again helps."""
    return getattr(error, "sqlstate", _code_of(error) & 0xFF) in (5, 6, "55P03", "40P01")


def _code_of(error: Exception) -> int:
    """Return the result code of SQLite; 0 for an error that is not about the file."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code)
    message = str(error).lower()
    return next((code for words, code in _WORDS.items() if words in message), 0)


def _is_full(path: Path) -> bool:
    """Say whether the disk of `path` has no room: SQLite calls it a failing disk while it makes its files."""
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE
    except OSError:
        return False


def os_problem(error: OSError, path: Path) -> StoreProblem:
    """Return the plain problem behind an error of the operating system while making or opening `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            _("The disk is full, {path} cannot be made. Make some room, then try again.").format(path=path)
        )
    reason = error.strerror or _("it failed")
    return CannotWrite(
        _(
            "{path} cannot be made or written ({reason}). Check the folder, or choose "
            "another with --data-dir."
        ).format(path=path, reason=reason)
    )
