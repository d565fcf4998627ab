"""Everything written out, and read back by other programs."""

import csv
import json
import os
import resource
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli.kept import keep
from cli.said import Aware
from hostile import HOSTILE
from making import NOW, a_customer, a_head, a_note, a_promise, an_event, an_option
from markdown_it import MarkdownIt

from aware_tui.config import Settings
from aware_tui.domain.rows import CheckIn, Row
from aware_tui.domain.text import for_screen
from aware_tui.exports.spreadsheet import MARK, plain_text
from aware_tui.services.exporting import Form, export

Rows = list[tuple[Any, ...]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder whose every text is a hostile one."""
    rows: list[Row] = []
    for text in HOSTILE:
        customer = a_customer(name=text, reference=text)
        head = a_head(agent=text[:80] or "kim", customer_id=customer.id, end_words=text)
        rows += [customer, head, a_note(head.id, text), an_option(head.id, works_for_them=False, chosen=True)]
        rows.append(a_promise(head.id, what=text, note=text, due_at=None))
    mine, theirs = (CheckIn(f"c-{who}", head.id, who, 2, NOW) for who in ("Kim", "Sam"))
    events = tuple(an_event(head.id, "check-in", actor=who) for who in ("Kim", "Sam"))
    keep(tmp_path / "data", *rows, mine, theirs, events=(*events, an_event(head.id, "parked")))
    return tmp_path / "data"


LEFT_OUT = (
    "alembic_version",
    "count_mark",
    "daily_count",
    "half_documented",
    "lease",
    "occurrence",
    "search_",
    "sqlite_",
)


def stored(folder: Path) -> dict[str, tuple[list[str], Rows]]:
    """Return the columns and the rows of every table as another program reads them."""
    with closing(sqlite3.connect(folder / "aware.db")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in names:
            if not name.startswith(LEFT_OUT):
                cursor = db.execute(f'SELECT * FROM "{name}" ORDER BY id')
                found[name] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found


def for_kim(name: str, columns: list[str], rows: Rows) -> Rows:
    """Leave out what is only for its author to read."""
    if name == "check_in":
        return [row for row in rows if row[columns.index("author")] == "Kim"]
    if name == "event":
        what, actor = columns.index("what"), columns.index("actor")
        return [row for row in rows if row[what] != "check-in" or row[actor] == "Kim"]
    return rows


def as_stored(value: Any) -> Any:
    """Return a value of the JSON as its column holds it."""
    if isinstance(value, str) and value.endswith("+00:00"):
        return datetime.fromisoformat(value).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value


def test_json_gives_back_every_row_of_every_table(aware: Aware, folder: Path, tmp_path: Path) -> None:
    said = aware("export", "-o", str(tmp_path / "out"))
    assert (said.status, said.err) == (0, "")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    every = stored(folder)
    assert list(manifest["tables"]) == sorted(every)
    for name, (columns, rows) in every.items():
        found = json.loads((tmp_path / "out" / f"{name}.json").read_text("utf-8"))
        assert all(list(row) == columns for row in found)
        read = sorted((tuple(map(as_stored, row.values())) for row in found), key=lambda row: row[0])
        assert read == for_kim(name, columns, rows)
        assert manifest["tables"][name] == {"file": f"{name}.json", "rows": len(found), "columns": columns}
    total = sum(table["rows"] for table in manifest["tables"].values())
    assert said.out == f"Exported {total:,} rows in {len(every) + 1} files to {tmp_path / 'out'}.\n"
    assert (manifest["aware_export"], manifest["format"], manifest["check_ins_of"]) == (1, "json", "Kim")
    assert datetime.fromisoformat(manifest["made_at"]) > datetime.now(UTC) - timedelta(minutes=5)


def test_nobody_reads_what_a_call_was_like_for_somebody_else(
    aware: Aware, folder: Path, tmp_path: Path
) -> None:
    for form in Form:
        aware("export", "--format", form, "-o", str(tmp_path / form))
        text = "".join(file.read_text("utf-8") for file in (tmp_path / form).iterdir())
        assert "c-Sam" not in text
        assert ("c-Kim" in text) is (form is not Form.MARKDOWN)


def test_what_is_written_is_safe_to_look_at_and_private(aware: Aware, folder: Path, tmp_path: Path) -> None:
    for form in Form:
        assert aware("export", "--format", form, "-o", str(tmp_path / form)).status == 0
        assert (tmp_path / form).stat().st_mode & 0o777 == 0o700
        for file in (tmp_path / form).iterdir():
            assert file.stat().st_mode & 0o777 == 0o600
            text = file.read_bytes().decode("utf-8").removeprefix(MARK)
            assert for_screen(text.replace("\r\n", "\n")) == text.replace("\r\n", "\n")


def test_csv_gives_back_every_text_and_no_formula(aware: Aware, folder: Path, tmp_path: Path) -> None:
    assert aware("export", "--format", "csv", "-o", str(tmp_path / "out")).status == 0
    for name, (columns, rows) in stored(folder).items():
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *found = csv.reader(file)
        assert header == columns
        wanted = [as_texts(row, columns) for row in for_kim(name, columns, rows)]
        read = [[as_stored(plain_text(cell)) for cell in row] for row in found]
        assert sorted(read) == sorted(wanted)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in found for cell in row)


FLAGS = {"works_for_them", "possible", "chosen", "day_only"}


def as_texts(row: tuple[Any, ...], columns: list[str]) -> list[str]:
    """Return the values of a row as the texts of cells."""
    return [as_text(value, column in FLAGS) for value, column in zip(row, columns, strict=True)]


def as_text(value: Any, is_flag: bool) -> str:
    if value is None:
        return ""
    if is_flag:
        return "true" if value else "false"
    return for_screen(str(value))


def test_markdown_has_a_page_for_each_session_named_by_day_and_id(
    aware: Aware, data: Path, tmp_path: Path
) -> None:
    said = aware("export", "--format", "markdown", "-o", str(tmp_path / "out"))
    assert said.out == f"Exported 8 sessions in 9 files to {tmp_path / 'out'}.\n"
    sessions = aware("sessions", "--json").json
    pages = {f"{each['started_at'][:10]}-{each['id']}.md": each for each in sessions}
    assert {file.name for file in (tmp_path / "out").iterdir()} == {*pages, "index.md"}
    for name, each in pages.items():
        told = aware("session", each["id"], "--markdown").out
        assert (tmp_path / "out" / name).read_text("utf-8") == told


def links_of(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    parts = [part for token in tokens for part in token.children or () if part.type == "link_open"]
    return [str(part.attrs["href"]) for part in parts]


def test_the_index_leads_to_every_page_whatever_the_customers_are_called(
    aware: Aware, folder: Path, tmp_path: Path
) -> None:
    aware("export", "--format", "markdown", "-o", str(tmp_path / "out"))
    index = (tmp_path / "out" / "index.md").read_text("utf-8")
    pages = {file.name for file in (tmp_path / "out").iterdir()} - {"index.md"}
    assert sorted(links_of(index)) == sorted(pages)
    assert len(pages) == len(HOSTILE)
    assert all(name.isascii() and name.startswith("2026-03-04-0195") for name in pages)


def test_an_id_that_is_none_of_ours_names_no_file(aware: Aware, tmp_path: Path) -> None:
    keep(tmp_path / "data", a_head(id="../../../escaped"), a_head(id="a/b"))
    assert aware("export", "--format", "markdown", "-o", str(tmp_path / "out")).status == 0
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert sorted(file.name for file in tmp_path.iterdir() if "escaped" in file.name) == []


# bad input


def test_a_folder_with_something_in_it_is_refused(aware: Aware, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    said = aware("export", "-o", str(tmp_path / "out"))
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        f"{tmp_path / 'out'} has something in it, and nothing is overwritten. Name a new folder.\n"
    )
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_used(aware: Aware, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert aware("export", "-o", str(tmp_path / "out")).status == 0
    assert (tmp_path / "out" / "manifest.json").exists()


@pytest.mark.parametrize("place", ["file", "nowhere/out"])
def test_a_place_where_no_folder_can_be_is_one_sentence(
    aware: Aware, folder: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("mine")
    said = aware("export", "-o", str(tmp_path / place))
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever runs this may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(aware: Aware, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    said = aware("export", "-o", str(tmp_path / "locked" / "out"))
    assert (said.status, len(said.err.splitlines())) == (1, 1)


def test_without_data_there_is_nothing_to_export(aware: Aware, tmp_path: Path) -> None:
    said = aware("export", "-o", str(tmp_path / "out"))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("There is no data at ")
    assert not (tmp_path / "out").exists()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_half_an_export_never_looks_whole(aware: Aware, folder: Path, tmp_path: Path) -> None:
    aware("export", "-o", str(tmp_path / "whole"))  # so that the database has nothing left to write
    largest = max(file.stat().st_size for file in (tmp_path / "whole").iterdir())
    with no_file_larger_than(largest - 1):
        said = aware("export", "-o", str(tmp_path / "out"))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"{tmp_path / 'out'} was not written (File too large).")
    assert sorted(file.name for file in tmp_path.iterdir() if "out" in file.name) == []


def test_what_is_saved_meanwhile_is_not_in_the_way(aware: Aware, folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folder / "aware.db", isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        assert aware("export", "-o", str(tmp_path / "out")).status == 0
        db.execute("ROLLBACK")


@pytest.mark.parametrize("words", [[], ["-o", ""], ["-o", "x", "--format", "pdf"]])
def test_wrong_usage_is_told(aware: Aware, words: list[str]) -> None:
    said = aware("export", *words)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 2


@pytest.mark.long
def test_a_large_file_needs_little_memory(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", "Kim", "Europe/London", "aware")
    head = a_head()
    keep(tmp_path / "data", head, *(a_note(head.id, "x" * 2_000, field=f"f{n}") for n in range(20_000)))
    for form in (Form.JSON, Form.CSV):
        tracemalloc.start()
        export(settings, form, tmp_path / form, NOW)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (tmp_path / form / f"note.{form}").stat().st_size > 40_000_000
        assert peak < 4_000_000
