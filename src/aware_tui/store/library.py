"""Which SQLite is used: everything in the store takes `sqlite3` from here, its exceptions too."""

import importlib
import sqlite3 as _system
from types import ModuleType
from typing import TYPE_CHECKING

__all__ = ["FIRST_SAFE", "choose", "safe_together", "sqlite3"]

FIRST_SAFE = (3, 51, 3)
"""From this version on, two connections may checkpoint at the same instant (sqlite.org/wal.html)."""


def choose(system: ModuleType, other: str = "pysqlite3.dbapi2") -> ModuleType:
    """Return `system` if it is safe or no newer `other` can be imported, else that other one."""
    if system.sqlite_version_info >= FIRST_SAFE:
        return system
    try:
        bundled = importlib.import_module(other)
    except ImportError:
        return system
    newer: bool = bundled.sqlite_version_info > system.sqlite_version_info
    return bundled if newer else system


if TYPE_CHECKING:
    import sqlite3
else:
    sqlite3 = choose(_system)


def safe_together() -> bool:
    """Say whether the library in use may write from several processes without taking turns."""
    return sqlite3.sqlite_version_info >= FIRST_SAFE
