"""A person who sits down before the installed program, and looks into its file as any other program would."""

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from terminal.person import Person

AWARE: Final = Path(sys.executable).with_name("aware")


def sit_down(
    data_folder: Path, *words: str, columns: int = 120, rows: int = 36, before: Sequence[str] = (), **env: str
) -> Person:
    """Open `aware` on a terminal; `before` is a program that starts it. Use it in a `with` block."""
    settings = {"AWARE_DATA_DIR": str(data_folder), "AWARE_AGENT": "Kim", "AWARE_ZONE": "Europe/London"}
    return Person([*before, AWARE, *words], columns, rows, {**settings, **env})


def read(data_folder: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Answer a question from the file, without writing to it."""
    path = data_folder / "aware.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute(query, values).fetchall()


def damage(data_folder: Path) -> list[str]:
    """Return what SQLite finds wrong with the file."""
    told = [str(line) for (line,) in read(data_folder, "PRAGMA integrity_check")]
    return [] if told == ["ok"] else told
