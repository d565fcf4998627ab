"""A desk to import at: files to write, the command to call, the rows that came of it."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from aware_tui.config import Settings
from aware_tui.domain.importing.columns import told_of
from aware_tui.domain.importing.moments import Order
from aware_tui.domain.session import Stamp
from aware_tui.services.importing.report import Report
from aware_tui.services.importing.running import take_in
from aware_tui.services.importing.survey import Request
from aware_tui.store.opening import open_database

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)

_numbers = count(1)


def unseen(_part: float, _rows: int) -> None:
    """Show no progress."""


class Desk:
    """Imports into a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(folder / "data", "Kim", "Europe/London", "aware")
        self.stamp = Stamp(NOW, "Kim", lambda: f"019e0000-0000-7000-8000-{next(_numbers):012x}")

    def file(self, content: str | bytes, name: str = "file.csv") -> Path:
        """Write a file; text as UTF-8, line ends as given."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def take(self, content: str | bytes | Path, *told: str, dry_run: bool = False, **parts: Any) -> Report:
        """Import a text."""
        path = content if isinstance(content, Path) else self.file(content)
        request = Request(path, path.name, "Europe/London", told_of(told))
        request = replace(request, **parts)
        return take_in(self.settings, request, self.stamp, unseen, dry_run=dry_run)

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Return what the data holds; a bare value where it is one column."""
        with closing(open_database(self.settings.database)) as db:
            found = db.execute(statement, values).fetchall()
        return [row[0] if len(row) == 1 else row for row in found]

    def everything(self) -> dict[str, list[Any]]:
        """Return all that an import writes, but for its own line and the story."""
        tables = "session", "note", "feedback", "customer", "occurrence", "daily_count"
        return {table: sorted(self.rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


def table(*rows: Sequence[str], header: str = "started_at,text") -> str:
    """Return a CSV text of rows."""
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"


DAY_FIRST, MONTH_FIRST = Order.DAY_FIRST, Order.MONTH_FIRST
