"""What a PostgreSQL server answers when it will not or cannot, told in plain words."""

from aware_tui.store.errors import (
    Busy,
    CannotWrite,
    Conflict,
    DiskFull,
    NotOurs,
    StoreProblem,
)
from aware_tui.store.library import sqlite3


class ServerGone(StoreProblem):
    """The server cannot be reached now; what waits is saved once it is there again."""


class NoEntry(StoreProblem):
    """The server is there, but lets this login not in, or not do this."""


_GONE = (
    ServerGone,
    "The server cannot be reached now. If that lasts, check the network and the address: {place}.",
)
_BUSY = (Busy, "{place} is busy with others' work. Wait a moment, then try again.")
_LOGIN = (
    NoEntry,
    "{place} does not let “{user}” in. Check the name and the password (in ~/.pgpass or PGPASSWORD), "
    "or ask whoever cares for the database.",
)
_UNPROVEN = (
    NoEntry,
    "{place} cannot prove who it is, so nothing was sent there. Ask for a certificate that this computer "
    "trusts, or add sslrootcert=FILE to the address.",
)
_RIGHTS = (
    NoEntry,
    "“{user}” may not do this in {place}. Ask whoever cares for the database for the right: "
    "`aware data grant-script` prints what to run, `aware doctor` how you stand there.",
)
_NO_DATABASE = (
    NoEntry,
    "There is no such database: {place}. Check the end of the address, or have the database made first.",
)
_FULL = (
    DiskFull,
    "The disk of {place} is full. Tell whoever cares for it; what is waiting is saved once there is room.",
)
_ELSEWHERE = (Conflict, "Somebody else changed the same thing at the same moment. Try again.")
_READ_ONLY = (CannotWrite, "{place} only reads now. Tell whoever cares for it; what is waiting is kept here.")
_SLOW = (Busy, "{place} took too long to answer, so it was stopped. Try again, or ask for less.")
_FOREIGN = (NotOurs, "{place} holds something else than this program's tables. Name an empty database.")

UNPROVEN = "28C00"
"""Our code for a server whose certificate does not hold, for which the driver has none."""

_STATES: dict[str, tuple[type[StoreProblem], str]] = {
    "25006": _READ_ONLY,
    "28": _LOGIN,
    UNPROVEN: _UNPROVEN,
    "3D": _NO_DATABASE,
    "40": _ELSEWHERE,
    "42501": _RIGHTS,
    "42P01": _FOREIGN,
    "53100": _FULL,
    "53": _BUSY,
    "55P03": _BUSY,
    "57014": _SLOW,
    "08": _GONE,
    "57": _GONE,
    "25P03": _GONE,
}
"""What each SQLSTATE, or its class, means to a person (postgresql.org/docs, appendix A)."""


def told(error: Exception, place: object, user: str) -> StoreProblem | None:
    """Return the plain problem behind an error of the server; None for what is a fault of the program."""
    state = getattr(error, "sqlstate", None) or ""
    kind, sentence = _STATES.get(state) or _STATES.get(state[:2]) or (None, "")
    return kind(sentence.format(place=place, user=user)) if kind else None


class ServerError(sqlite3.OperationalError):
    """An error of the server, without the values that were sent; `sqlstate` is its code.

    The store knows its errors by the names that PEP 249 gives them, which are those of its first engine.
    """

    sqlstate = ""


class ServerIntegrityError(sqlite3.IntegrityError):
    """A rule of the tables that a row breaks; `sqlstate` is the code."""

    sqlstate = ""


class ServerDataError(sqlite3.DataError):
    """A value that its column does not take; `sqlstate` is the code."""

    sqlstate = ""


LOST = "08006"
"""The code of a connection that broke, for which the driver has none."""


def without_values(kind: str, state: str | None, constraint: str | None) -> sqlite3.Error:
    """Return an error of the driver as one of the store, with nothing in it that anybody typed."""
    made = _MADE.get(kind, ServerError)
    what = "UNIQUE constraint failed" if state == "23505" else "the server refused a statement"
    error = made(f"{what} ({state or LOST}{f', {constraint}' if constraint else ''})")
    error.sqlstate = state or LOST
    return error


_Made = type[ServerError] | type[ServerIntegrityError] | type[ServerDataError]
_MADE: dict[str, _Made] = {"IntegrityError": ServerIntegrityError, "DataError": ServerDataError}
