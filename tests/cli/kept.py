"""Rows put straight into the data that a command will read, and what it kept."""

from contextlib import closing
from pathlib import Path

from making import adding

from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.rows import Event, Row
from aware_tui.domain.session import Change
from aware_tui.store.batch import save_now
from aware_tui.store.opening import open_database
from aware_tui.store.practice import finished_attempts, open_attempts
from aware_tui.store.saving import Versions


def keep(folder: Path, *rows: Row, events: tuple[Event, ...] = ()) -> None:
    """Save new rows in the data folder."""
    with closing(open_database(folder / "aware.db")) as db:
        save_now(db, Change(adding(*rows).edits, events), Versions(), None)


def attempts(folder: Path) -> tuple[tuple[Attempt, ...], tuple[Attempt, ...]]:
    """Return the attempts of the agent that are open, and those that are finished."""
    with closing(open_database(folder / "aware.db")) as db:
        return open_attempts(db, "Kim"), finished_attempts(db, "Kim")
