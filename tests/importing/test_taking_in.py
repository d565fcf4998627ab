"""Files taken in whole: what rows become, what is rejected, counts, doing it twice, taking it away."""

import csv
from contextlib import closing
from pathlib import Path

import pytest
from importing.desks import DAY_FIRST, MONTH_FIRST, Desk, table
from making import a_promise, adding

from aware_tui.domain.importing.made import Made
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.services.importing import running, sinks
from aware_tui.services.importing.undoing import imports, undo
from aware_tui.services.reports import read_session
from aware_tui.store.batch import save_now
from aware_tui.store.miscounted import miscounted
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions

SAMPLE = Path(__file__).with_name("complaints.csv")


def test_a_complaint_becomes_an_imported_session_with_its_words(desk: Desk) -> None:
    report = desk.take(SAMPLE)
    assert (report.tally.rows, report.tally.complaints, report.tally.feedback) == (3, 3, 0)
    columns = "kind, status, agent, category, location, product, channel, day_only, started_at, import_id"
    rows = desk.rows(f"SELECT {columns} FROM session ORDER BY started_at")
    first = (
        "imported",
        "finished",
        "",
        "Fees",
        "CA",
        "Credit card",
        "email",
        1,
        "2026-02-24 00:00:00.000000",
    )
    assert rows[0] == (*first, report.import_id)
    words = desk.rows("SELECT text FROM note WHERE step = 'import' AND field = 'their_words' ORDER BY id")
    assert words[0].endswith("My card is •••• 1111.")
    assert desk.rows("SELECT day, hours FROM occurrence ORDER BY day")[-1] == ("2026-03-03", "")


def test_a_dry_run_writes_nothing_at_all(desk: Desk) -> None:
    report = desk.take(table(("2026-03-02", "Late"), ("soon", "x")), dry_run=True)
    assert (report.tally.rows, report.rejected, report.import_id) == (1, 1, None)
    assert not desk.settings.data_dir.exists()


def test_the_same_file_adds_nothing_twice_nor_does_one_that_overlaps(desk: Desk) -> None:
    rows = [("2026-03-02 10:00", "Late"), ("2026-03-02 10:00", "Late"), ("2026-03-03", "Rude")]
    assert desk.take(table(*rows)).tally.rows == 3
    before = desk.everything()
    again = desk.take(table(*rows).replace(",", ";"))
    assert (again.tally.rows, again.tally.there, again.import_id) == (0, 3, None)
    assert desk.everything() == before
    more = desk.take(table(rows[0], ("2026-03-04", "Cold")))
    assert (more.tally.rows, more.tally.there) == (1, 1)
    assert len(imports(desk.settings)) == 2


def test_the_same_rows_at_other_times_are_refused(desk: Desk) -> None:
    text = table(("2026-03-02 10:00", "Late"))
    desk.take(text)
    with pytest.raises(ImportProblem, match="--undo"):
        desk.take(text, zone="Asia/Tokyo")


def test_counts_are_right_after_every_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 7)
    rows = [
        (f"2026-0{1 + n % 5}-{1 + n % 28:02} {n % 24:02}:00", f"Text {n}", f"Cust {n % 6}") for n in range(60)
    ]
    report = desk.take(table(*rows, header="started_at,text,customer"))
    assert (report.tally.rows, desk.rows("SELECT count(*) FROM occurrence")) == (60, [60])
    assert desk.rows("SELECT count(*) FROM customer") == [6]
    with closing(open_database(desk.settings.database)) as db:
        assert not list(miscounted(db))
    undone = undo(desk.settings, report.import_id or "", desk.stamp)
    assert (undone.complaints, undone.left) == (60, 0)
    assert desk.everything() == {name: [] for name in desk.everything()}
    assert imports(desk.settings) == ()


def test_what_people_worked_on_stays_when_an_import_is_taken_away(desk: Desk) -> None:
    report = desk.take(table(("2026-03-02", "Late"), ("2026-03-03", "Rude")))
    [kept, _] = desk.rows("SELECT id FROM session ORDER BY id")
    with closing(open_database(desk.settings.database)) as db:
        save_now(db, adding(a_promise(kept)), Versions(), None)
    undone = undo(desk.settings, report.import_id or "", desk.stamp)
    assert (undone.complaints, undone.left) == (1, 1)
    assert desk.rows("SELECT id FROM session") == [kept]


def test_what_stops_an_import_leaves_nothing_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 2)
    desk.take(table(("2026-01-05", "Old")))
    before = desk.everything()
    put = sinks.Adding.put
    calls: list[int] = []

    def stop(self: sinks.Adding, rows: list[Made]) -> object:
        calls.append(len(rows))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return put(self, rows)

    monkeypatch.setattr(sinks.Adding, "put", stop)
    rows = [("2026-03-02 10:00", f"Late {n}") for n in range(9)]
    with pytest.raises(KeyboardInterrupt):
        desk.take(table(*rows, ("soon", "x")))
    assert calls == [2, 2, 2]
    assert desk.everything() == before
    assert not list((desk.settings.data_dir / "imports").iterdir())


def test_rejected_rows_are_kept_with_line_and_reason_and_never_overwritten(desk: Desk) -> None:
    text = (
        'started_at,text\n2026-03-02,Fine\n,"no\nday"\n2099-01-01,Later\n1969-01-01,=1+1\n2026-03-02,a,b,c\n'
    )
    report = desk.take(text)
    assert report.rejected_file == desk.settings.data_dir / "imports" / "file.rejected.csv"
    with report.rejected_file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:2] for row in rows] == [
        ["line", "reason"],
        ["3", "started_at is empty"],
        ["5", "started_at lies in the future"],
        ["6", "started_at is before 1970"],
        ["7", "it has more cells than there are columns"],
    ]
    assert rows[3][3] == "'=1+1"
    again = desk.take(text)
    assert again.rejected_file is not None
    assert again.rejected_file.name == "file.rejected.2.csv"
    assert report.rejected_file.stat().st_mode & 0o077 == 0


def test_a_customer_is_found_by_name_or_number_else_made_once(desk: Desk) -> None:
    header = "started_at,text,customer"
    desk.take(table(("2026-03-02", "a", "Ann Lee"), ("2026-03-03", "b", "ANN LEE"), header=header))
    desk.take(table(("2026-03-04", "c", "ann lee"), ("2026-03-05", "d", "A-77"), header=header))
    assert sorted(desk.rows("SELECT name, reference FROM customer")) == [("", "A-77"), ("Ann Lee", "")]
    assert len(set(desk.rows("SELECT customer_id FROM session WHERE substr(started_at, 9, 2) < '05'"))) == 1


def test_feedback_alone_and_feedback_with_a_complaint(desk: Desk) -> None:
    rows = ("2026-03-02", "5", "survey", "Great"), ("2026-03-03", "1", "facebook", "Bad")
    header = "date,score,source,feedback"
    report = desk.take(table(*rows, ("2026-03-04", "", "web form", "Hm"), header=header))
    assert (report.tally.complaints, report.tally.feedback) == (0, 3)
    said = desk.rows("SELECT source, score, scale, sentiment, text FROM feedback ORDER BY received_at")
    assert said[:2] == [("survey", 5.0, 5, "positive", "Great"), ("social", 1.0, 5, "negative", "Bad")]
    assert said[2] == ("form", None, 5, None, "Hm")
    both = desk.take("date,text,score\n2026-03-05,It broke,2\n2026-03-06,It broke too,\n", dry_run=False)
    assert (both.tally.complaints, both.tally.feedback) == (2, 1)
    assert desk.rows("SELECT count(*) FROM feedback f JOIN session s ON s.id = f.session_id") == [1]


@pytest.mark.parametrize(
    ("dates", "order", "days"),
    [
        (("13/02/2026", "06/02/2026"), None, ["2026-02-06", "2026-02-13"]),
        (("02/13/2026", "06/02/2025"), None, ["2025-06-02", "2026-02-13"]),
        (("06/02/2026",), DAY_FIRST, ["2026-02-06"]),
        (("06/02/2025",), MONTH_FIRST, ["2025-06-02"]),
        (("05/05/2026",), None, ["2026-05-05"]),
    ],
)
def test_one_order_is_decided_for_the_whole_column(
    desk: Desk, dates: tuple[str, ...], order: object, days: list[str]
) -> None:
    desk.take(table(*((day, "x") for day in dates)), order=order)
    assert sorted(desk.rows("SELECT day FROM occurrence")) == days


def test_an_order_in_doubt_is_asked_with_a_row_as_example(desk: Desk) -> None:
    with pytest.raises(ImportProblem) as problem:
        desk.take(table(("05/05/2026", "x"), ("06/02/2026", "x")))
    assert str(problem.value).startswith(
        "“06/02/2026” in line 3 can be 6 Feb or 2 Jun, and nothing in “started_at” tells which: "
        "1 row is written so."
    )
    with pytest.raises(ImportProblem, match="two orders"):
        desk.take(table(("13/02/2026", "x"), ("02/13/2026", "x")))
    told = desk.take(table(("13/02/2026", "x"), ("02/13/2026", "x")), order=DAY_FIRST)
    assert (told.tally.rows, told.rejected) == (1, 1)


def test_a_time_that_is_before_1970_in_utc_alone_is_rejected_too(desk: Desk) -> None:
    report = desk.take(table(("1970-01-01 00:30", "x"), ("0001-01-01", "y")), zone="Asia/Tokyo")
    assert (report.tally.rows, list(report.reasons)) == (
        0,
        ["started_at is before 1970", "started_at holds no date or time that can be read"],
    )


def test_midnights_that_are_no_times_are_days(desk: Desk) -> None:
    rows = [(f"2026-03-{day:02} 00:00", "x") for day in range(1, 9)] + [("2026-03-20 14:00", "y")]
    report = desk.take(table(*rows))
    assert desk.rows("SELECT sum(day_only), count(*) FROM session") == [(8, 9)]
    assert "8 of 9 times" in report.survey.notices[0]


def test_answers_before_the_complaint_are_left_out_and_told(desk: Desk) -> None:
    header = "started_at,first_response_at,text"
    report = desk.take(
        table(
            ("2026-03-02 10:00", "2026-03-02 10:20", "a"),
            ("2026-03-02 10:00", "2026-03-02 09:00", "b"),
            ("2026-03-02 10:00", "pending", "c"),
            header=header,
        )
    )
    found = desk.rows("SELECT received_at, first_response_at FROM session ORDER BY first_response_at")
    assert [first for _, first in found] == [None, None, "2026-03-02 10:20:00.000000"]
    assert {received for received, _ in found} == {"2026-03-02 10:00:00.000000"}
    assert sum(report.left_out.values()) == 2


def test_an_imported_session_reads_back_as_what_it_is(desk: Desk) -> None:
    from importing.desks import NOW

    from aware_tui.exports.session_record import record_of
    from aware_tui.exports.session_text import session_text

    desk.take(table(("2026-03-02", "It rang and rang")))
    [session_id] = desk.rows("SELECT id FROM session")
    story = read_session(desk.settings, session_id)
    text = session_text(record_of(story.session, story.playbook, story.events, NOW))
    assert "imported, not a coached call" in text
    assert "It rang and rang" in text
    assert "Mon 2 Mar 2026 (Europe/London)" in text
    assert not [
        word for word in ("Acknowledge", "not reached", "On the clock", "Playbook", "00:00") if word in text
    ]


def test_imported_sessions_wait_for_nobody_and_count_as_no_calls(desk: Desk) -> None:
    from importing.desks import NOW

    from aware_tui.store.reading import half_documented, unfinished
    from aware_tui.store.tiles import figures

    desk.take(table(("2026-05-30 10:00", "x"), ("2026-05-31", "y")))
    with closing(open_database(desk.settings.database)) as db:
        assert unfinished(db, 9) == ()
        assert half_documented(db, 9) == ()
        assert (figures(db, NOW, "Kim").calls, figures(db, NOW, "Kim").finished) == (0, 0)
