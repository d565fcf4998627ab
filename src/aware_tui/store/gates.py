"""Looks at a database file without changing a byte of it, and refuses what must not be opened."""

import os
import stat
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from aware_tui.store.errors import CannotWrite, Corrupt, NetworkDrive, NewerFile, NotOurs
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import APPLICATION_ID, SCHEMA_VERSION

QUICK_LIMIT = 16_000_000
"""Bytes up to which every opening checks the file: 1.7 ms a megabyte; larger ones are for the background."""

MOUNTS = Path("/proc/mounts")

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "lustre", "glusterfs", "davfs"}
_NETWORK |= {f"fuse.{name}" for name in ("sshfs", "rclone", "glusterfs", "davfs2", "ceph", "s3fs", "gcsfuse")}
_MAGIC = b"SQLite format 3\0"
_MEND = "`aware data restore` puts a backup in its place"


def check_place(path: Path) -> None:
    """Raise unless `path` is, or may become, a plain file on a drive of this machine."""
    kind = drive_kind(path, _mounts())
    if kind is not None:
        raise NetworkDrive(
            f"{path} is on a network drive ({kind}), where the data is not safe. "
            "Choose a folder on this computer with --data-dir. To share it with a team, use PostgreSQL: "
            "--database-url names it, and the README says how."
        )
    if path.is_dir():
        raise CannotWrite(f"{path} is a folder. Name another place for the data with --data-dir.")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise NotOurs(f"{path} is not a plain file. Name another place for the data with --data-dir.")


def _mounts() -> str:
    return MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""


def drive_kind(path: Path, mounts: str) -> str | None:
    """Return the kind of network drive `path` is on, or None; `mounts` is the text of /proc/mounts."""
    if str(path).startswith("\\\\"):
        return "shared folder"
    kind, longest = "", -1
    for line in mounts.splitlines():
        parts = line.split(" ")
        point = parts[1].replace("\\040", " ") if len(parts) > 2 else ""
        if point and path.is_relative_to(point) and len(point) >= longest:
            kind, longest = parts[2], len(point)
    return kind if kind in _NETWORK else None


def check_header(path: Path) -> None:
    """Raise unless the file at `path` begins like one of ours.

    SQLite is asked first: to close a file that it has open would give its locks back behind its back
    (sqlite.org/howtocorrupt.html, section 2.2).
    """
    if _is_ours(path):
        return
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise Corrupt(
            f"{path} is empty, so something cut it off. It was not touched. {_MEND}, "
            "or move the file away to begin anew."
        )
    ours = head[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if head.startswith(_MAGIC) and ours:
        return
    if ours:
        raise Corrupt(f"{path} is damaged at its beginning. It was not touched. {_MEND}.")
    raise NotOurs(
        f"{path} is not a database of this program. It was not touched. "
        "Name another place for the data with --data-dir."
    )


def _is_ours(path: Path) -> bool:
    try:
        with closing(reader(path, 0)) as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except sqlite3.Error:
        return False


def look(path: Path, wait: float) -> str:
    """Return the schema version of the file at `path`; raise NewerFile, NotOurs, Corrupt or CannotWrite.

    `wait` is in seconds. May raise sqlite3.Error and OSError, which are for the caller to tell plainly.
    """
    check_header(path)
    with closing(reader(path, wait)) as connection:
        version = known_version(connection, path)
        if path.stat().st_size <= QUICK_LIMIT:
            check_quickly(connection, path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise CannotWrite(f"{path} cannot be written. Check who owns the file and its folder.")
    return version


def reader(path: Path, wait: float) -> sqlite3.Connection:
    """Return a connection to `path` that cannot write; `wait` is in seconds."""
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None, timeout=wait
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def known_version(connection: sqlite3.Connection, path: Path) -> str:
    """Return the schema version the file names; raise NewerFile if this release does not know it."""
    version = version_of(connection, path)
    if version > SCHEMA_VERSION:
        raise NewerFile(
            f"{path} was written by a newer release of this program (data version {version}, "
            f"this release knows {SCHEMA_VERSION}). It was not touched. Please update the program."
        )
    return version


def version_of(connection: sqlite3.Connection, path: Path) -> str:
    """Return the schema version the file names; raise Corrupt if it names none."""
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(known).fetchone() is not None:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is not None:
            return str(row[0])
    raise Corrupt(f"{path} has lost the table that tells its version. It was not touched. {_MEND}.")


def check_quickly(connection: sqlite3.Connection, path: Path) -> None:
    """Raise Corrupt if SQLite's quick check finds fault; it reads the whole file."""
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Corrupt(f"{path} is damaged. It was not touched. {_MEND}.")
