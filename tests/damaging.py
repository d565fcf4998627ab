"""What happens to files: a page overwritten, an end cut off, nothing left, a beginning lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

PAGE = 4096


def spoil(path: Path, name: str = "note") -> None:
    """Overwrite the first page of a table or an index."""
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"#" * PAGE)


def cut(path: Path) -> None:
    """Cut the last page off."""
    path.write_bytes(path.read_bytes()[:-PAGE])


def empty(path: Path) -> None:
    """Cut everything off."""
    path.write_bytes(b"")


def behead(path: Path) -> None:
    """Overwrite what says that it is a database."""
    path.write_bytes(b"#" * 16 + path.read_bytes()[16:])
