"""All about one person, written out for them: every row as JSON, and the same as text to be read."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aware_tui import __version__
from aware_tui.config import Settings
from aware_tui.services.exporting import playbooks_of
from aware_tui.services.opened import opened
from aware_tui.services.written import note_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aware_tui.domain.rows import Customer
    from aware_tui.store.database import Database

JSON, TEXT = "person.json", "person.md"
"""The names of the two files."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was written: the folder, how many rows and how many calls."""

    folder: Path
    rows: int
    calls: int


def folder_for(customer: "Customer") -> Path:
    """Return where it goes unless somebody says: named by the id, never by the person."""
    return Path(f"person-{customer.id}")


def write_out(settings: Settings, customer: "Customer", target: Path, now: datetime) -> Given:
    """Write all about a customer, and those shown as the same, into the new folder `target`.

    Check-ins are not in it: they are for their author. Raises NotWritten and StoreProblem; then there is no
    such folder.
    """
    from aware_tui.exports.files import new_folder
    from aware_tui.store.dumping import one_moment
    from aware_tui.store.person import everybody_of, rows_about

    with ExitStack() as stack:
        folder = stack.enter_context(new_folder(target))
        db = stack.enter_context(opened(settings))
        stack.enter_context(one_moment(db))
        customers, sessions = everybody_of(db, customer.id)
        tables = dict(rows_about(db, customers, sessions))
        _write_json(folder / JSON, tables, customers, now)
        _write_text(folder / TEXT, tables, _pages(settings, db, sessions, now), now)
    made = Given(Path(os.path.realpath(target.expanduser())), sum(map(len, tables.values())), len(sessions))
    note_written(settings, made.folder, now)
    return made


def _write_json(
    path: Path, tables: "Mapping[str, tuple[Any, ...]]", customers: tuple[str, ...], now: datetime
) -> None:
    from aware_tui.exports.files import new_file
    from aware_tui.exports.json_text import json_text
    from aware_tui.store.person import LEFT_OUT

    told = {
        "aware_person": 1,
        "program": __version__,
        "made_at": now.astimezone(UTC),
        "customers": customers,
        "left_out": LEFT_OUT,
        "tables": tables,
    }
    with new_file(path) as file:
        file.write(json_text(told, indent=2) + "\n")


def _write_text(
    path: Path, tables: "Mapping[str, tuple[Any, ...]]", pages: "Iterator[str]", now: datetime
) -> None:
    from aware_tui.exports.files import new_file
    from aware_tui.exports.person_markdown import after_calls, beginning

    with new_file(path) as file:
        file.write(beginning(tables, now.astimezone(UTC)))
        for page in pages:
            file.write(f"\n{page}")
        file.write(after_calls(tables))


def _pages(settings: Settings, db: "Database", sessions: tuple[str, ...], now: datetime) -> "Iterator[str]":
    """Yield the record of each session, in the wording it had."""
    from aware_tui.exports.person_markdown import page_of
    from aware_tui.exports.session_markdown import session_markdown
    from aware_tui.store.loading import load_session
    from aware_tui.store.reading import events_of

    playbook = playbooks_of(settings, db)
    for session_id in sessions:
        session = load_session(db, session_id)
        if session is not None:
            events = events_of(db, session_id)
            yield page_of(session_markdown(session, playbook(session.head.playbook_hash), events, now))
