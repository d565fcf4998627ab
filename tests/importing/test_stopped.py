"""Imports that are stopped, meet each other, or follow what people did to the data meanwhile."""

import os
import sqlite3
import threading
from contextlib import closing

import pytest
from importing.desks import Desk, table
from making import NOW, adding, an_id

from aware_tui.domain.importing.made import Made
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.rows import CustomerMerge
from aware_tui.services.importing import running, sinks, undoing
from aware_tui.services.importing.patience import patiently
from aware_tui.services.importing.running import take_in
from aware_tui.services.importing.survey import Request
from aware_tui.services.importing.undoing import imports, undo
from aware_tui.store.batch import save_now
from aware_tui.store.checking import check
from aware_tui.store.errors import Busy
from aware_tui.store.machine_lock import import_turn
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions

ROWS = [(f"2026-03-{1 + n % 28:02} 10:00", f"Late {n}", f"Cust {n % 3}") for n in range(12)]
TEXT = table(*ROWS, header="started_at,text,customer")


class Killed(BaseException):
    """The process is gone: nothing is tidied up."""


def killed(*_: object) -> None:
    raise Killed


def stopped_after(
    monkeypatch: pytest.MonkeyPatch, chunks: int, stop: type[BaseException] = KeyboardInterrupt
) -> None:
    """Let an import of chunks of three stop after so many of them."""
    monkeypatch.setattr(running, "CHUNK", 3)
    put, calls = sinks.Adding.put, list[int]()

    def stopping(self: sinks.Adding, rows: list[Made]) -> object:
        calls.append(len(rows))
        if len(calls) > chunks:
            raise stop
        return put(self, rows)

    monkeypatch.setattr(sinks.Adding, "put", stopping)


def without_tidying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "take_back", lambda *_: None)


def test_after_a_power_cut_the_same_file_completes_the_import(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        stopped_after(cut, 2, Killed)
        without_tidying(cut)
        with pytest.raises(Killed):
            desk.take(TEXT)
    assert [batch.finished_at for batch in imports(desk.settings)] == [None]
    report = desk.take(TEXT)
    assert (report.tally.rows, report.tally.there) == (6, 6)
    assert all(batch.finished_at for batch in imports(desk.settings))
    assert desk.rows("SELECT count(*), count(DISTINCT id) FROM session") == [(12, 12)]
    assert check(desk.settings.database).ok


def test_an_import_that_was_cut_off_at_its_very_end_is_done_when_nothing_is_left_to_add(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        without_tidying(cut)
        cut.setattr(running._Run, "finished", killed)
        with pytest.raises(Killed):
            desk.take(TEXT)
    assert [batch.finished_at for batch in imports(desk.settings)] == [None]
    assert desk.take(TEXT).tally.rows == 0
    assert [bool(batch.finished_at) for batch in imports(desk.settings)] == [True]


def test_what_cannot_be_taken_away_again_is_told_and_how_to_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(*_: object) -> None:
        raise KeyboardInterrupt

    stopped_after(monkeypatch, 2)
    monkeypatch.setattr(undoing, "take_away", again)
    with pytest.raises(ImportProblem, match="may have stayed") as problem:
        desk.take(TEXT)
    [batch] = imports(desk.settings)
    assert batch.id in str(problem.value)


def test_an_import_that_never_had_its_turn_leaves_nothing_to_tell_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_after(monkeypatch, 0, Busy)
    with pytest.raises(Busy):
        desk.take(TEXT)


def test_taking_away_again_is_shown_as_it_goes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    stopped_after(monkeypatch, 3)
    request = Request(desk.file(TEXT), "file.csv", "Europe/London")
    with pytest.raises(KeyboardInterrupt):
        take_in(desk.settings, request, desk.stamp, lambda part, rows: shown.append(rows))
    assert shown == [3, 3]
    assert desk.rows("SELECT count(*) FROM session") == [0]


def test_one_import_at_a_time(desk: Desk) -> None:
    report = desk.take(TEXT)
    with import_turn(desk.settings.database):
        for deed in (
            lambda: desk.take(TEXT),
            lambda: undo(desk.settings, report.import_id or "", desk.stamp),
        ):
            with pytest.raises(Busy, match="Another import is running"):
                deed()
    assert desk.take(TEXT).tally.there == 12


def test_a_program_not_of_ours_is_waited_for_too(desk: Desk) -> None:
    desk.take(table(("2026-01-05", "Old")))
    with closing(sqlite3.connect(desk.settings.database, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        tries: list[int] = []

        def deed() -> str:
            tries.append(1)
            if len(tries) == 3:
                other.execute("ROLLBACK")
            with closing(sqlite3.connect(desk.settings.database, isolation_level=None, timeout=0)) as mine:
                mine.execute("BEGIN IMMEDIATE")
            return "done"

        assert patiently(deed) == "done"
    assert len(tries) == 3


def test_other_faults_are_not_tried_again() -> None:
    tries: list[int] = []

    def deed() -> None:
        tries.append(1)
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("SELECT * FROM nothing")

    with pytest.raises(sqlite3.OperationalError):
        patiently(deed)
    assert len(tries) == 1


def test_merged_customers_stay_merged_and_get_what_comes_later(desk: Desk) -> None:
    desk.take(TEXT)
    one, other = desk.rows("SELECT id FROM customer ORDER BY name LIMIT 2")
    with closing(open_database(desk.settings.database)) as db:
        save_now(db, adding(CustomerMerge(an_id(), one, other, NOW, "kim")), Versions(), None)
    later = [(f"2026-04-{1 + n:02} 10:00", f"More {n}", f"Cust {n % 3}") for n in range(9)]
    report = desk.take(table(*ROWS, *later, header="started_at,text,customer"))
    assert (report.tally.rows, report.tally.there) == (9, 12)
    persons = dict(desk.rows("SELECT person, count(*) FROM occurrence GROUP BY person"))
    assert sorted(persons.values()) == [7, 14]
    assert check(desk.settings.database).ok
    for batch in imports(desk.settings):
        undo(desk.settings, batch.id, desk.stamp)
    assert desk.rows("SELECT count(*) FROM occurrence") == [0]
    assert check(desk.settings.database).ok


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_read_as_stdin_is(desk: Desk) -> None:
    from aware_tui.cli.importing import _readable

    pipe = desk.folder / "pipe.csv"
    os.mkfifo(pipe)
    threading.Thread(target=lambda: pipe.write_text(TEXT)).start()
    with _readable(str(pipe)) as path:
        assert path.read_text() == TEXT
        assert desk.take(path).tally.rows == 12
    assert not path.exists()
