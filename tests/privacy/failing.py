"""Forced failures on data that has a marked word in every field: what each tells, and what it leaves behind.

Each function takes a folder, makes something fail there, and gives the sentences people would be told, and
the exceptions that would end in a crash report.
"""

import sqlite3 as plain
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from delivering import PROFILE, a_delivery, a_parcel, a_story, put
from making import NOW, a_head, a_note, a_promise, a_tick, adding, editing
from privacy.people import MARK, a_marked_person, keep
from watching import PATIENCE, Told

from aware_tui.config import Settings, SettingsProblem
from aware_tui.config.connectors import ConnectorSettings
from aware_tui.config.loading import load_settings
from aware_tui.connectors.guard import guarded
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.domain.session import Change
from aware_tui.services import exporting, privacy
from aware_tui.services.crash import write_report
from aware_tui.services.delivering import deliver_once
from aware_tui.services.importing.running import take_in
from aware_tui.services.importing.survey import Request
from aware_tui.services.opened import opened
from aware_tui.services.problems import sentence_of
from aware_tui.services.queue import stamp_of
from aware_tui.services.reports import read_session
from aware_tui.store.care import backup
from aware_tui.store.checking import check
from aware_tui.store.errors import StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.migrate import upgrade
from aware_tui.store.opening import open_file
from aware_tui.store.writer import SaveState, Writer

WORDS = f"{MARK} said it"

Outcome = list[str | BaseException]


def settings_of(folder: Path, **more: Any) -> Settings:
    """Return settings with all data in a folder."""
    return Settings(folder, "Kim", "Europe/London", "aware", **more)


def outcome(deed: Callable[[], object]) -> Outcome:
    """Do a deed that fails; return its sentence, or the exception where it has none."""
    try:
        deed()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
        return [sentence_of(error) or error]
    raise AssertionError("nothing failed")


def filled(folder: Path) -> tuple[Any, ...]:
    """Put a marked person into the data of a folder; return the rows."""
    _, theirs = a_marked_person(calls=1)
    keep(folder, *theirs)
    return theirs


def told_of(states: Iterable[SaveState]) -> Outcome:
    """Return what a window is told: problems, notices, and why changes were refused."""
    found: Outcome = []
    for state in states:
        found += [each for each in (state.problem, state.notice) if each]
        found += [each.problem for each in state.refused]
    return found


@contextmanager
def a_writer(folder: Path, told: Told) -> Iterator[Writer]:
    """Give a writer on the data of a folder."""
    writer = Writer(folder / "aware.db", lambda: NOW, told)
    writer.start()
    writer.opened.result(PATIENCE)
    try:
        yield writer
    finally:
        writer.close(PATIENCE)


def _refused(folder: Path, change: Callable[[tuple[Any, ...]], Change]) -> Outcome:
    theirs, told = filled(folder), Told()
    with a_writer(folder, told) as writer:
        ticket = writer.submit(change(theirs))
        told.wait(lambda state: state.saved == ticket)
    return told_of(told.states)


def _of(theirs: tuple[Any, ...], kind: str) -> Any:
    return next(row for row in theirs if type(row).__name__ == kind)


def a_place_that_is_taken(folder: Path) -> Outcome:
    """Save a note where one is."""
    return _refused(
        folder, lambda rows: adding(a_note(_of(rows, "Session").id, WORDS), a_tick(_of(rows, "Session").id))
    )


def a_row_that_moved_on(folder: Path) -> Outcome:
    """Save on top of what is not there."""

    def stale(rows: tuple[Any, ...]) -> Change:
        note = _of(rows, "Note")
        return editing(replace(note, text=f"{WORDS} before"), replace(note, text=f"{WORDS} after"))

    return _refused(folder, stale)


def a_row_of_nobody(folder: Path) -> Outcome:
    """Save a promise of a session that is not there."""
    return _refused(folder, lambda _: adding(a_promise("nobody", what=WORDS)))


def a_value_that_is_not_allowed(folder: Path) -> Outcome:
    """Save a mood beyond the scale, with words beside it."""
    return _refused(folder, lambda _: adding(a_head(mood_start=9, end_words=WORDS)))


def a_number_too_large(folder: Path) -> Outcome:
    """Save a number that no column holds."""
    return _refused(folder, lambda _: adding(a_head(clock_seconds=2**80, end_words=WORDS)))


def a_value_of_no_kind(folder: Path) -> Outcome:
    """Save something that is no text."""
    return _refused(folder, lambda _: adding(a_head(end_words=[WORDS])))


def a_time_without_a_zone(folder: Path) -> Outcome:
    """Save a naive time beside words."""
    naive = NOW.replace(tzinfo=None)
    return _refused(folder, lambda _: adding(a_head(end_words=WORDS, started_at=naive)))


def a_question_with_a_fault(folder: Path) -> Outcome:
    """Ask the writer something that fails with words in its message."""
    filled(folder)

    def fail(_: object) -> None:
        raise ValueError(WORDS)

    with a_writer(folder, Told()) as writer:
        return [writer.ask(fail).exception(PATIENCE) or ""]


def a_listener_with_a_fault(folder: Path) -> Outcome:
    """Let the listener of a writer fail with words."""

    def fail(state: SaveState) -> None:
        raise ValueError(WORDS)

    writer = Writer(folder / "aware.db", lambda: NOW, fail)
    writer.start()
    writer.submit(adding(a_head(end_words=WORDS)))
    writer.close(PATIENCE)
    assert writer.fault is not None
    return [writer.fault]


def an_error_of_sql(folder: Path) -> Outcome:
    """Have SQLite refuse a statement with words bound to it."""
    filled(folder)

    def fail() -> None:
        with opened(settings_of(folder)) as db:
            db.execute("INSERT INTO note (id, text) VALUES (?, ?)", ("n", WORDS))

    return outcome(fail)


def words_as_sql(folder: Path) -> Outcome:
    """Have SQLite take words for a statement."""
    filled(folder)

    def fail() -> None:
        with opened(settings_of(folder)) as db:
            db.execute("SELECT body FROM search_index WHERE search_index MATCH ?", (f'"{WORDS}',))

    return outcome(fail)


def a_held_file(folder: Path) -> Outcome:
    """Let another program hold the file while words are saved."""
    theirs = filled(folder)
    told = Told()
    other = plain.connect(folder / "aware.db", isolation_level=None)
    with closing(other), a_writer(folder, told) as writer:
        other.execute("BEGIN IMMEDIATE")
        writer.submit(adding(a_note(_of(theirs, "Session").id, WORDS, field="other")))
        told.wait(lambda state: state.problem is not None)
        other.execute("ROLLBACK")
        told.wait(lambda state: state.saved == 1)
    return told_of(told.states)


def a_full_file(folder: Path) -> Outcome:
    """Let there be no room for words."""
    filled(folder)

    def fail() -> None:
        with opened(settings_of(folder)) as db:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count={pages}")
            db.execute("UPDATE note SET text = ?", (WORDS * 50_000,))

    return outcome(fail)


def a_cut_file(folder: Path) -> Outcome:
    """Open a file that lost its end."""
    filled(folder)
    path = folder / "aware.db"
    path.write_bytes(path.read_bytes()[:-4096])
    found = outcome(lambda: open_file(path))
    return [*found, *check(path).problems, *outcome(lambda: backup(path, folder / "backups", NOW))]


def a_spoilt_file(folder: Path) -> Outcome:
    """Open a file whose middle was overwritten with words."""
    filled(folder)
    path = folder / "aware.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = (WORDS * 1_000).encode()[:4096]
    path.write_bytes(content)
    return [*outcome(lambda: open_file(path)), *check(path).problems]


def a_file_of_words(folder: Path) -> Outcome:
    """Open a file that is a text."""
    folder.mkdir()
    (folder / "aware.db").write_text(WORDS * 100)
    return [*outcome(lambda: open_file(folder / "aware.db")), *check(folder / "aware.db").problems]


def a_broken_step(folder: Path) -> Outcome:
    """Bring data up to date by a step that fails on the words in it."""
    folder.mkdir()
    steps = folder / "steps"
    (steps / "versions").mkdir(parents=True)
    from aware_tui.store import migrate

    (steps / "env.py").write_text((migrate.STEPS / "env.py").read_text())
    (steps / "versions" / "v1.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = '1'\ndown_revision = None\n"
        "def upgrade():\n"
        "    op.get_bind().execute(sa.text('CREATE TABLE t (a TEXT UNIQUE)'))\n"
        "    for _ in range(2):\n"
        f"        op.get_bind().execute(sa.text('INSERT INTO t VALUES (:a)'), {{'a': '{WORDS}'}})\n"
    )
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        found = outcome(lambda: upgrade(db, steps))
    (steps / "versions" / "v1.py").unlink()
    return [str(found[0]), *found]


def an_unknown_session(folder: Path) -> Outcome:
    """Read a session that is not there."""
    filled(folder)
    return outcome(lambda: read_session(settings_of(folder), "0195ffff"))


def an_export_onto_something(folder: Path) -> Outcome:
    """Export into a folder with something in it."""
    filled(folder)
    form = exporting.Form.JSON
    return outcome(lambda: exporting.export(settings_of(folder), form, folder, NOW))


def an_export_of_what_cannot_be_read(folder: Path) -> Outcome:
    """Export rows of which one has a state that does not exist."""
    filled(folder)
    with closing(open_file(folder / "aware.db")) as db:
        db.execute("PRAGMA ignore_check_constraints=ON")
        db.execute("UPDATE promise SET state = ?", (WORDS,))
    form = exporting.Form.MARKDOWN
    return outcome(lambda: exporting.export(settings_of(folder), form, folder / "out", NOW))


def _imported(folder: Path, content: bytes) -> Outcome:
    folder.mkdir()
    path = folder / "complaints.csv"
    path.write_bytes(content)
    stamp, settings = stamp_of(settings_of(folder), NOW), settings_of(folder)
    try:
        report = take_in(settings, Request(path, "complaints.csv", "UTC"), stamp, lambda *_: None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
        return [sentence_of(error) or error]
    finally:
        path.unlink()
    assert report.rejected
    return [*report.reasons, *report.odd, *(str(each) for each in report.left_out)]


def an_import_of_odd_rows(folder: Path) -> Outcome:
    """Take in rows of which none can be read."""
    return _imported(folder, f"started_at,text,score\n{WORDS},{WORDS},{WORDS}\n,{WORDS},{WORDS}\n".encode())


def an_import_of_bytes(folder: Path) -> Outcome:
    """Take in bytes that are no text."""
    return _imported(folder, f"started_at,text\n2026-03-02,{WORDS}\n".encode() + b"\x00\xff\xfe\x00" * 50)


def an_import_without_an_end(folder: Path) -> Outcome:
    """Take in a file with a quotation that never ends."""
    return _imported(folder, f'started_at,text\n2026-03-02,"{WORDS}\n{WORDS}\n'.encode())


def settings_that_cannot_be_read(folder: Path) -> Outcome:
    """Read settings that are no TOML."""
    folder.mkdir()
    found: Outcome = []
    for text in (f"agent = {WORDS}", f'agent = "{WORDS}', f'[agent]\nx = "{WORDS}"'):
        (folder / "settings.toml").write_text(text)
        try:
            load_settings(folder, None, {})
        except SettingsProblem as problem:
            found.append(str(problem))
    (folder / "settings.toml").unlink()
    assert found
    return found


class _Plugged:
    """A connector that fails with words in its message."""

    by_hand = False
    name = "plugged"
    where = "nowhere"

    def check(self) -> tuple[str, ...]:
        """Find nothing wrong."""
        return ()

    def preview(self, parcel: Parcel) -> str:
        """Fail."""
        raise KeyError(parcel.payload)

    def deliver(self, parcel: Parcel) -> Receipt:
        """Fail."""
        raise ValueError(parcel.payload)


def a_plug_in_with_a_fault(folder: Path) -> Outcome:
    """Deliver by a plug-in that raises with the document in its message."""
    connector, parcel = guarded("plugged", _Plugged), a_parcel(WORDS)
    return [*outcome(lambda: connector.deliver(parcel)), connector.preview(parcel)]


def _delivered(folder: Path, connector: ConnectorSettings) -> Outcome:
    settings = settings_of(folder, connectors={PROFILE.value: connector})
    session = a_story(WORDS)
    with closing(open_file(folder / "aware.db")) as db:
        put(db, session, a_delivery(session, PROFILE))
    report = deliver_once(settings, lambda: NOW)
    problems = [each.problem for each in report.changed]
    assert any([*problems, *report.problems])
    return [*problems, *report.problems]


def a_folder_that_is_a_file(folder: Path) -> Outcome:
    """Deliver into a folder that is none."""
    folder.mkdir()
    (folder / "out").write_text("")
    return _delivered(folder, ConnectorSettings("folder", options={"path": str(folder / "out")}))


def a_csv_of_another(folder: Path) -> Outcome:
    """Deliver into a CSV file that somebody else keeps."""
    folder.mkdir()
    (folder / "out.csv").write_text("a,b\n1,2\n")
    return _delivered(folder, ConnectorSettings("csv", options={"path": str(folder / "out.csv")}))


def nobody_listens(folder: Path) -> Outcome:
    """Deliver to an address where nobody is."""
    folder.mkdir()
    return _delivered(folder, ConnectorSettings("webhook", options={"url": "http://127.0.0.1:9/x"}))


def an_erasure_that_is_not_confirmed(folder: Path) -> Outcome:
    """Erase somebody without the right word, and somebody who is in hand."""
    theirs, settings = filled(folder), settings_of(folder)
    person = privacy.look_at(settings, theirs[0].id)
    found = outcome(lambda: privacy.erase(settings, person, "no", NOW))
    from aware_tui.store import leases

    with closing(open_file(folder / "aware.db")) as db:
        leases.take(db, _of(theirs, "Session").id, "w", "desk", 1, datetime.now(UTC))
    return [*found, *outcome(lambda: privacy.erase(settings, person, person.to_type, datetime.now(UTC)))]


def a_playbook_that_cannot_be_read(folder: Path) -> Outcome:
    """Open a scenario whose fields hold words where they may not be."""
    from aware_tui.content.yaml_reader import read_yaml

    folder.mkdir()
    found: Outcome = []
    for text in (f"a: [{WORDS}", f"a: *{MARK}", f"a: !{MARK} b", f'a: "{WORDS}\nb', f"a: {{{WORDS}: [}}"):
        path = folder / "scenario.yaml"
        path.write_text(text)
        found += outcome(partial(read_yaml, path))
        path.unlink()
    return found


def faults_of_the_program(folder: Path) -> Outcome:
    """Raise what programs raise, with words in the message, the cause, the notes and the locals."""
    words = WORDS
    found: Outcome = []
    for fail in _FAULTS:
        try:
            fail(words)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is looked at
            error.add_note(words)
            found.append(error)
    return found


def _chained(words: str) -> None:
    try:
        raise KeyError(words)
    except KeyError as error:
        raise RuntimeError(words) from error


def _grouped(words: str) -> None:
    raise ExceptionGroup(words, [ValueError(words), OSError(5, words, words)])


def _exit(words: str) -> None:
    raise SystemExit(words)


_FAULTS: tuple[Callable[[str], object], ...] = (
    _chained,
    _grouped,
    _exit,
    lambda words: int(words),
    lambda words: dict[str, str]()[words],
    lambda words: getattr(words, words),
    lambda words: words.encode("utf-16").decode("ascii"),
    lambda words: compile(words, words, "exec"),
    lambda words: datetime.fromisoformat(words),
    lambda words: Path(words).read_text(),
    lambda words: plain.connect(":memory:").execute(words),
    lambda words: exec(f"raise ValueError({words!r})"),
    lambda words: __import__(words),
)

FAILURES: tuple[Callable[[Path], Outcome], ...] = (
    a_place_that_is_taken,
    a_row_that_moved_on,
    a_row_of_nobody,
    a_value_that_is_not_allowed,
    a_number_too_large,
    a_value_of_no_kind,
    a_time_without_a_zone,
    a_question_with_a_fault,
    a_listener_with_a_fault,
    an_error_of_sql,
    words_as_sql,
    a_held_file,
    a_full_file,
    a_cut_file,
    a_spoilt_file,
    a_file_of_words,
    a_broken_step,
    an_unknown_session,
    an_export_onto_something,
    an_export_of_what_cannot_be_read,
    an_import_of_odd_rows,
    an_import_of_bytes,
    an_import_without_an_end,
    settings_that_cannot_be_read,
    a_plug_in_with_a_fault,
    a_folder_that_is_a_file,
    a_csv_of_another,
    nobody_listens,
    an_erasure_that_is_not_confirmed,
    a_playbook_that_cannot_be_read,
    faults_of_the_program,
)
"""All of them."""


def leaks(failure: Callable[[Path], Outcome], folder: Path, reports: Path) -> list[str]:
    """Make something fail in `folder`, report what is a fault into `reports`; return where words are told."""
    told = failure(folder)
    assert told, failure.__name__
    faults = [each for each in told if isinstance(each, BaseException) and not isinstance(each, StoreProblem)]
    for fault in faults:
        write_report(reports, fault, datetime.now(UTC), {"python": sys.version.split()[0]})
    sentences = [each if isinstance(each, str) else str(each) for each in told if each not in faults]
    found = [sentence for sentence in sentences if MARK in sentence]
    return found + [f"{path}" for path in reports.glob("*") if MARK in path.read_text()]
