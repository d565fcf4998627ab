"""What keeps happening, dealt with line by line: each deed on disk before it is called saved."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli.kept import keep
from hypothesis import given, settings
from making import a_head, a_note
from plain.talking import Talk, printable
from plain.test_any_lines import NARROW, lines_of
from reading_ahead import lay_read_playbook

from aware_tui.domain.insight_rows import Feedback, Goal
from aware_tui.domain.insights.whys import whys_of
from aware_tui.domain.rows import ChokePoint, Row
from aware_tui.domain.states import ChokePointState, Status
from aware_tui.plain.insights.talk import COMMANDS
from aware_tui.store.causes import choke_points
from aware_tui.store.feedback import lines
from aware_tui.store.goals import goals
from aware_tui.store.opening import open_database

pytestmark = pytest.mark.head(6)

WEEKS = 20
TODAY = datetime.now(ZoneInfo("Europe/London")).date()
MONDAY = TODAY - timedelta(days=TODAY.weekday(), weeks=WEEKS)
LEAVING = {"quit", "q", "open", "o", "new call", "practise", "practice"}
STAYING = sorted({name for command in COMMANDS for name in command.names} - LEAVING)
FINDING = "“bill, price or refund” on Tuesdays"


def a_call(day: date, hour: int, category: str, status: Status = Status.FINISHED) -> Row:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    call = a_head(status=status, zone="Europe/London", started_at=at, location="Leeds", channel="phone")
    return replace(call, category=category) if status is Status.FINISHED else replace(call, clock_since=None)


def months() -> Iterator[Row]:
    """Yield calls of 20 weeks, five a day alike, and three more about money on every Tuesday."""
    for week in range(WEEKS):
        for weekday in range(5):
            day = MONDAY + timedelta(weeks=week, days=weekday)
            for number, category in enumerate(("late", "money", "faulty")):
                yield a_call(day, 9 + (week + number) % 8, category)
            if weekday == 1:
                for hour in (9, 11, 13):
                    call = a_call(day, hour, "money")
                    yield from (call, a_note(call.id, f"The refund of week {week} came twice"))


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dealt") / "data"
    lay_read_playbook(folder)
    keep(folder, *months())
    return folder


@pytest.fixture
def found(kept_once: Path, data: Path) -> Path:
    """Return the data folder in force, with something in it that keeps happening."""
    shutil.copytree(kept_once, data, dirs_exist_ok=True)
    return data


def points_in(data: Path) -> list[ChokePoint]:
    with closing(open_database(data / "aware.db")) as db:
        return [line.point for line in choke_points(db, 50)]


def goals_in(data: Path) -> list[Goal]:
    with closing(open_database(data / "aware.db")) as db:
        return list(goals(db, 50))


def heard_in(data: Path) -> list[Feedback]:
    with closing(open_database(data / "aware.db")) as db:
        return [line.feedback for line in lines(db, 50)]


def test_nothing_typed_tells_the_page_alone_and_commands_come_after_it(talk: Talk, found: Path) -> None:
    alone = talk("insights", "--plain")
    worked = talk("insights", "--plain", typed=("list", "page", "quit"))
    assert (alone.status, alone.err, worked.status, worked.err) == (0, "", 0, "")
    assert alone.lines[2] == "What keeps happening:"
    assert worked.lines[: len(alone.lines)] == alone.lines
    assert worked.lines[-len(alone.lines) - 1 : -1] == alone.lines
    assert worked.lines[-1] == "Everything is saved."
    assert any(line.startswith(f"1 {FINDING}: ") for line in worked.lines)


def test_a_page_that_goes_to_a_file_waits_for_nobody(found: Path) -> None:
    person, typed = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "aware_tui", "insights", "--plain"],
            stdin=typed,
            capture_output=True,
            check=False,
            timeout=30,
        )
    finally:
        os.close(person)
        os.close(typed)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"What keeps happening:" in done.stdout
    assert b"`help`" not in done.stdout


def test_without_data_lines_are_not_waited_for_and_none_is_made(talk: Talk, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    heard = talk("insights", "--plain", "--data-dir", str(folder), typed=("list",))
    assert (heard.status, folder.exists()) == (0, False)
    assert "No command" not in heard.out


def test_a_finding_goes_from_whys_to_the_register_and_is_dealt_with(talk: Talk, found: Path) -> None:
    typed = (
        "why 1",
        "why 1 refunds go out by hand",
        "why 1 the bank's file comes on Mondays; nobody reads it",
        "why 1 oops",
        "why 1 -",
        "act 1 read the file at nine; Priya; tomorrow at 5",
        "act 1 ; me",
        "act 1",
        "fixed 1",
        "fixed 1",
        "open again 1",
        "fixed 1",
        "undo",
        "list",
    )
    heard = talk("insights", "--plain", typed=typed)
    assert (heard.status, heard.err, printable(heard.out)) == (0, "", True)
    [point] = points_in(found)
    whys = ("refunds go out by hand", "the bank's file comes on Mondays; nobody reads it")
    assert whys_of(point.whys) == whys
    assert (point.title, point.action, point.owner) == (FINDING, "read the file at nine", "Kim")
    assert (point.state, point.due_at is None) == (ChokePointState.OPEN, False)
    assert "Why does it happen? `why 1 WORDS` answers; fewer than five will do." in heard.lines
    assert "It is marked fixed already." in heard.lines
    assert f"Taken back: {FINDING}. Saved." in heard.lines
    [told] = [line for line in heard.lines if line.startswith(f"1 {FINDING}: ")]
    assert told.endswith("In the register: Kim, by tomorrow.")


def test_five_whys_are_enough(talk: Talk, found: Path) -> None:
    typed = [f"why 1 because of {number}" for number in range(6)]
    heard = talk("insights", "--plain", typed=(*typed, "why 1"))
    assert "All five are answered. `why 1 -` takes the last out." in heard.lines
    assert whys_of(points_in(found)[0].whys) == tuple(f"because of {number}" for number in range(5))


def test_a_goal_is_kept_once_its_letters_hold(talk: Talk, found: Path) -> None:
    typed = ("goal 1", "goal 1 banana; never", "goal 1 2; in 12 weeks; Priya", "goals")
    heard = talk("insights", "--plain", typed=typed)
    [goal] = goals_in(found)
    assert (goal.target, goal.owner) == (2.0, "Priya")
    assert heard.lines.count("`goal 1 keep` keeps it like this.") == 1
    assert heard.lines.count("Nothing was kept yet.") == 1
    assert heard.lines.count("The goal is kept. Saved.") == 1
    assert heard.lines[-1].startswith(f"{goal.title}: ")


def test_the_calls_behind_a_line_are_told_read_and_asked_about(talk: Talk, found: Path) -> None:
    typed = (
        "behind 1",
        "read 1",
        "how 1 2 nobody rang",
        "open 1",
        "same 1 1",
        "same 1 2",
        "same 1 2 one file",
        "feedback",
        "call 1",
    )
    heard = talk("insights", "--plain", typed=typed)
    assert (heard.status, heard.err) == (0, "")
    assert any(line.startswith("1 ") and "bill, price or refund" in line for line in heard.lines)
    assert "Only an open or a parked call can be opened. `read` reads this one." in heard.lines
    [said] = heard_in(found)
    assert (said.score, said.text, said.session_id is not None) == (2.0, "nobody rang", True)
    assert [point.title for point in points_in(found)] == ["one file"]
    assert "Linked: both have the same cause. Saved." in heard.lines
    assert heard.lines.count("Where: Leeds") == 2


def test_a_long_list_is_told_bit_by_bit(talk: Talk, found: Path) -> None:
    heard = talk("insights", "--plain", typed=("behind 1", *["more"] * 4))
    numbers = [line.split()[0] for line in heard.lines if "bill, price or refund." in line]
    assert numbers == [str(number) for number in range(1, 81)]
    assert next(line for line in heard.lines if line.endswith("`more` tells them.")).startswith("60 more")
    assert heard.lines[-1] == "There are no more."


def test_what_customers_say_is_noted_corrected_and_taken_away(talk: Talk, found: Path) -> None:
    typed = (
        "feedback 2 nobody rang",
        "feedback",
        "answered 1 neutral they rang",
        "take away 1",
        "heard rang",
    )
    heard = talk("insights", "--plain", typed=(*typed, "undo", "heard rang", "feedback 9 high"))
    assert (heard.status, heard.err) == (0, "")
    [said] = heard_in(found)
    assert (said.score, said.text, str(said.sentiment)) == (None, "they rang", "neutral")
    assert "No feedback has all of these words." in heard.lines
    assert heard.lines[-1] == "Say a score from 1, very bad, to 5, very good."


def test_words_alone_leave_the_score_as_it_was(talk: Talk, found: Path) -> None:
    talk("insights", "--plain", typed=("feedback 2 nobody rang", "heard", "answered 1 nobody rang at all"))
    [said] = heard_in(found)
    assert (said.score, said.scale, said.text) == (2.0, 5, "nobody rang at all")


def test_another_period_and_words_find_calls(talk: Talk, found: Path) -> None:
    typed = ("period 4 weeks", "period everything", "period 31/31/2020", "period", "search refund", "read 1")
    heard = talk("insights", "--plain", typed=typed)
    counts = [line for line in heard.lines if line.endswith(" sessions.") and " to " in line]
    assert len(counts) == 2
    assert counts[1].endswith(f": {WEEKS * 18} sessions.")
    assert any(line.startswith("“31/31/2020” can be read two ways.") for line in heard.lines)
    assert any("The refund of week" in line for line in heard.lines if line.startswith("1 "))


def test_what_trains_for_it_is_played_next(talk: Talk, found: Path) -> None:
    heard = talk("insights", "--plain", typed=("train 1", "practise 9", "practise 1", "quit"))
    assert (heard.status, heard.err) == (0, "")
    assert "`practise` and a number plays it now." in heard.lines
    assert "`help` tells what can be typed." in heard.lines


def test_a_new_call_comes_next(talk: Talk, found: Path) -> None:
    heard = talk("insights", "--plain", typed=("new call", "it leaked", "quit"))
    assert (heard.status, heard.err) == (0, "")
    assert "Noted. Saved." in heard.lines


@pytest.mark.parametrize(
    "line",
    [
        "",
        "hello",
        "why",
        "why 99",
        "act",
        "goal 99",
        "train 99",
        "practise 1",
        "read 1",
        "undo",
        "fixed 1",
        "search",
    ],
)
@pytest.mark.sweep(3)
def test_what_is_not_understood_changes_nothing(talk: Talk, found: Path, line: str) -> None:
    heard = talk("insights", "--plain", typed=(line,))
    assert (heard.status, heard.err, "Saved." in heard.out) == (0, "", False)
    assert (points_in(found), goals_in(found)) == ([], [])


@settings(NARROW, max_examples=2)
@given(content=lines_of(STAYING))
def test_any_lines_are_answered(talk: Talk, found: Path, content: bytes) -> None:
    heard = talk("insights", "--plain", typed=content)
    assert (heard.status, heard.err) == (0, "")
    assert printable(heard.out)


@pytest.mark.long
@settings(NARROW, max_examples=60)
@given(content=lines_of(STAYING))
def test_any_lines_are_answered_in_many_talks(talk: Talk, found: Path, content: bytes) -> None:
    heard = talk("insights", "--plain", typed=content)
    assert (heard.status, heard.err) == (0, "")
    assert printable(heard.out)
