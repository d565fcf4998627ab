"""An import beside open windows: they save meanwhile, and what they show is marked as imported."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from importing.desks import Desk, table
from making import NOW, a_note, a_session, adding

from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.services.importing import running
from aware_tui.services.importing.patience import TRIES, patiently
from aware_tui.services.questions import refuse_imported
from aware_tui.services.reports import playbook_in_force, read_session
from aware_tui.services.shown import NoSuchSession
from aware_tui.store.errors import Busy
from aware_tui.store.opening import open_database
from aware_tui.store.writer import Writer
from aware_tui.tui.history.session_row import session_row


def test_a_window_next_door_saves_between_two_chunks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 20)
    rows = [(f"2026-03-{1 + n % 28:02} 10:00", f"Late {n}") for n in range(400)]
    open_database(desk.settings.database).close()
    writer = Writer(desk.settings.database, lambda: datetime.now(UTC), lambda state: None)
    writer.start()
    importing = threading.Thread(target=lambda: desk.take(table(*rows)))
    importing.start()
    for _ in range(20):
        session = a_session()
        writer.submit(adding(session.head, a_note(session.id)))
        writer.ask(lambda db: None).result(30)
    importing.join(60)
    assert writer.close(30)
    kinds = desk.rows("SELECT kind, count(*) FROM session GROUP BY kind ORDER BY kind")
    assert kinds == [("imported", 400), ("live", 20)]
    assert desk.rows("SELECT count(*) FROM occurrence") == [420]


def test_who_is_in_the_way_is_waited_for_and_then_told() -> None:
    tries: list[int] = []

    def deed() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise Busy("wait")
        return "done"

    def never() -> str:
        tries.append(1)
        raise Busy("wait")

    assert patiently(deed) == "done"
    tries.clear()
    with pytest.raises(Busy):
        patiently(never)
    assert len(tries) == TRIES


def test_an_imported_complaint_is_marked_in_history_and_not_gone_on_with(desk: Desk) -> None:
    desk.take(table(("2026-03-02", "It rang")))
    [session_id] = desk.rows("SELECT id FROM session")
    with pytest.raises(NoSuchSession, match="came from a file"):
        refuse_imported(read_session(desk.settings, session_id).session.head)
    line = SessionLine(
        session_id,
        Kind.IMPORTED,
        Status.FINISHED,
        NOW,
        "",
        "Ann",
        None,
        "Lines",
        "",
        "It rang",
        None,
        "UTC",
        True,
    )
    shown = session_row(
        line._replace(started_at=NOW.replace(day=2)), playbook_in_force(desk.settings), NOW, 80
    )
    assert shown.plain.startswith(" 2 Mar   ")
    assert "imported" in shown.plain


def test_the_check_of_the_data_finds_an_import_in_order(desk: Desk) -> None:
    from aware_tui.store.checking import check

    rows = [(f"2026-03-{1 + n % 28:02}", f"Late {n}", f"Cust {n % 5}", str(1 + n % 5)) for n in range(60)]
    desk.take(table(*rows, header="date,text,customer,score"))
    assert check(desk.settings.database).ok
    with closing(sqlite3.connect(desk.settings.database)) as db:
        assert db.execute("SELECT count(*) FROM feedback WHERE session_id IS NOT NULL").fetchone() == (60,)
