"""Everything there is, written out for people and other programs: as of one moment, whole or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from aware_tui import __version__
from aware_tui.config import Settings
from aware_tui.services.opened import opened
from aware_tui.services.reports import has_data
from aware_tui.services.written import note_written

if TYPE_CHECKING:
    from aware_tui.domain.playbook import Playbook
    from aware_tui.store.database import Database
    from aware_tui.store.dumping import Table

SHAPE = 1
"""The version of the files' form; it grows when a name changes its meaning or goes."""

PAGE = 500
"""Sessions listed at a time."""


class Form(StrEnum):
    """The forms everything can be written out in."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the folder, how many files, and how many rows (in Markdown: sessions)."""

    folder: Path
    files: int
    rows: int


def export(settings: Settings, form: Form, target: Path, now: datetime) -> Exported:
    """Write everything into the new folder `target`; check-ins only if the agent of `settings` wrote them.

    `now` is aware. Raises NotWritten and StoreProblem; then there is no such folder.
    """
    from aware_tui.exports.files import new_folder
    from aware_tui.store.dumping import one_moment
    from aware_tui.store.errors import CannotWrite

    if not has_data(settings):
        raise CannotWrite(
            f"There is no data at {settings.place} yet, so there is nothing to export. Check --data-dir."
        )
    with ExitStack() as stack:
        folder = stack.enter_context(new_folder(target))
        db = stack.enter_context(opened(settings))
        stack.enter_context(one_moment(db))
        if form is Form.MARKDOWN:
            files, rows = _pages(settings, db, folder, now)
        else:
            files, rows = _tables(settings, db, folder, form, now)
    made = Exported(Path(os.path.realpath(target.expanduser())), files, rows)
    note_written(settings, made.folder, now)
    return made


def _tables(settings: Settings, db: "Database", folder: Path, form: Form, now: datetime) -> tuple[int, int]:
    """Write a file for each table, and last the manifest that tells of them."""
    from aware_tui.exports.files import new_file
    from aware_tui.exports.json_text import json_text
    from aware_tui.store.dumping import LEFT_OUT, tables_of, version_of

    told = dict[str, Any]()
    for table in tables_of(db):
        name = f"{table.name}.{form}"
        with new_file(folder / name) as file:
            rows = _write_table(db, table, file, form, settings.agent)
        told[table.name] = {"file": name, "rows": rows, "columns": table.columns}
    manifest = {
        "aware_export": SHAPE,
        "program": __version__,
        "schema_version": version_of(db),
        "made_at": now.astimezone(UTC),
        "format": form,
        "check_ins_of": settings.agent,
        "tables": told,
        "left_out": dict(LEFT_OUT),
    }
    with new_file(folder / "manifest.json") as file:
        file.write(json_text(manifest, indent=2) + "\n")
    return len(told) + 1, sum(table["rows"] for table in told.values())


def _write_table(db: "Database", table: "Table", file: TextIO, form: Form, reader: str) -> int:
    from aware_tui.exports.json_rows import write_rows
    from aware_tui.exports.spreadsheet import write_table
    from aware_tui.store.dumping import rows_of

    rows = rows_of(db, table, reader)
    if form is Form.JSON:
        return write_rows(file, table.columns, rows)
    return write_table(file, table.columns, rows)


def _pages(settings: Settings, db: "Database", folder: Path, now: datetime) -> tuple[int, int]:
    """Write a page for each session, and the list of them."""
    from aware_tui.exports.files import new_file
    from aware_tui.exports.session_markdown import session_markdown
    from aware_tui.exports.session_pages import INDEX, index_line, index_top, page_name
    from aware_tui.store.loading import load_session
    from aware_tui.store.reading import events_of

    playbook = playbooks_of(settings, db)
    (count,) = db.execute("SELECT count(*) FROM session").fetchone()
    with new_file(folder / INDEX) as index:
        index.write(index_top(count, now.astimezone(UTC)))
        for session_id in _newest_first(db):
            session = load_session(db, session_id)
            if session is None:
                continue
            head, events = session.head, events_of(db, session_id)
            with new_file(folder / page_name(head)) as page:
                page.write(session_markdown(session, playbook(head.playbook_hash), events, now))
            name = session.customer.name if session.customer else ""
            index.write(index_line(head, name) + "\n")
    return count + 1, count


def _newest_first(db: "Database") -> Iterator[str]:
    from aware_tui.store.reading import history

    before = None
    while page := history(db, before, PAGE):
        yield from (line.id for line in page)
        before = page[-1].started_at, page[-1].id


def playbooks_of(settings: Settings, db: "Database") -> "Callable[[str], Playbook]":
    """Return what finds the playbook a session kept, each read once; AWARE where it kept none."""
    from aware_tui.services.questions import thawed
    from aware_tui.store.reading import playbook_document

    known: dict[str, Playbook] = {}

    def find(content_hash: str) -> "Playbook":
        if content_hash not in known:
            kept = thawed(playbook_document(db, content_hash))
            known[content_hash] = kept or shipped(settings)
        return known[content_hash]

    return find


def shipped(settings: Settings) -> "Playbook":
    """Return the playbook that came with the program."""
    from aware_tui.services.reports import named_playbook

    return named_playbook(settings, "aware")
