"""Leases: one window at a time writes in a session, and another can ask for it."""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aware_tui.domain.summary import Lease
from aware_tui.store.database import Database
from aware_tui.store.moment import moment
from aware_tui.store.records import read_time, stored_time
from aware_tui.store.transaction import transaction

LASTS = timedelta(seconds=30)
"""A lease that was not renewed for so long is free."""

_TAKE = """
INSERT INTO lease (id, holder, host, pid, since, renewed_at, wanted_by)
VALUES (:id, :holder, :host, :pid, :now, :now, NULL)
ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, host = excluded.host, pid = excluded.pid,
    since = CASE WHEN lease.holder = excluded.holder THEN lease.since ELSE excluded.since END,
    renewed_at = excluded.renewed_at,
    wanted_by = CASE WHEN lease.holder = excluded.holder THEN lease.wanted_by ELSE NULL END
RETURNING id, holder, host, pid, since, renewed_at
"""


def take(db: Database, session_id: str, holder: str, host: str, pid: int, now: datetime) -> Lease:
    """Take the lease if it is free, ours or abandoned; return the lease in force, whoever holds it."""
    with transaction(db):
        row, now = _row(db, session_id), moment(db, now)
        if row is not None and row[1] != holder and not _abandoned(row, host, now):
            return _lease(row)
        return _taken(db, session_id, holder, host, pid, now)


def take_over(db: Database, session_id: str, holder: str, host: str, pid: int, now: datetime) -> Lease:
    """Take the lease from whoever holds it; what they still type is kept aside when they save it."""
    with transaction(db):
        return _taken(db, session_id, holder, host, pid, moment(db, now))


def clear(db: Database, session_id: str, host: str, now: datetime) -> None:
    """Take a lease away that nobody renews any more, such as that of a killed window."""
    row = _row(db, session_id)
    if row is not None and _abandoned(row, host, moment(db, now)):
        with transaction(db):
            db.execute("DELETE FROM lease WHERE id = ? AND holder = ?", (session_id, row[1]))


def renew(db: Database, holder: str, now: datetime) -> tuple[str, ...]:
    """Renew all leases of this holder; return the ids of the sessions it holds."""
    with transaction(db):
        values = {"holder": holder, "now": stored_time(moment(db, now))}
        db.execute("UPDATE lease SET renewed_at = :now WHERE holder = :holder", values)
        held = db.execute("SELECT id FROM lease WHERE holder = :holder ORDER BY id", values).fetchall()
    return tuple(session_id for (session_id,) in held)


def release(db: Database, session_id: str, holder: str) -> None:
    """Give the lease back, if this holder has it."""
    with transaction(db):
        db.execute("DELETE FROM lease WHERE id = ? AND holder = ?", (session_id, holder))


def want(db: Database, session_id: str, holder: str) -> None:
    """Ask whoever holds the lease to let go of it for `holder`."""
    with transaction(db):
        statement = "UPDATE lease SET wanted_by = ? WHERE id = ? AND holder <> ?"
        db.execute(statement, (holder, session_id, holder))


def wanted(db: Database, holder: str) -> tuple[tuple[str, str], ...]:
    """Return the sessions of this holder that somebody asks for: session id, who asks."""
    statement = "SELECT id, wanted_by FROM lease WHERE holder = ? AND wanted_by IS NOT NULL ORDER BY id"
    return tuple(db.execute(statement, (holder,)))


def lives(pid: int, since: datetime) -> bool:
    """Say whether the process that had this number at the time `since` runs on this machine still."""
    if sys.platform == "win32":
        return True  # os.kill would end the process there; the time limit alone frees its leases
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    begun = began_at(pid)
    return begun is None or begun <= since.timestamp() + 2


def began_at(pid: int) -> float | None:
    """Return when a process began, in seconds since 1970, where the system tells it (proc(5), Linux)."""
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        boot = Path("/proc/stat").read_text(encoding="utf-8").partition("btime ")[2].split()[0]
    except (OSError, IndexError):
        return None
    return int(boot) + int(ticks.split()[19]) / os.sysconf("SC_CLK_TCK")


def _row(db: Database, session_id: str) -> tuple[Any, ...] | None:
    statement = "SELECT id, holder, host, pid, since, renewed_at FROM lease WHERE id = ?"
    row: tuple[Any, ...] | None = db.execute(statement, (session_id,)).fetchone()
    return row


def _taken(db: Database, session_id: str, holder: str, host: str, pid: int, now: datetime) -> Lease:
    values = {"id": session_id, "holder": holder, "host": host, "pid": pid, "now": stored_time(now)}
    (row,) = db.execute(_TAKE, values).fetchall()
    return _lease(row)


def _lease(row: tuple[Any, ...]) -> Lease:
    return Lease(row[0], row[1], read_time(row[4]), read_time(row[5]))


def _abandoned(row: tuple[Any, ...], host: str, now: datetime) -> bool:
    """Say whether a lease is free again; one from the future was written before a clock was set back."""
    renewed_at = read_time(row[5])
    if abs(now - renewed_at) >= LASTS:
        return True
    return bool(row[2] == host) and not lives(int(row[3]), renewed_at)
