"""Words typed in a question are kept as they are typed, and go with its answer or come back."""

from pathlib import Path

import pytest
from tui.pilots import an_app, in_call, on_top, press, session, shown, stored, until

from aware_tui.domain.session import CoachingSession
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

WORDS = "SELECT text FROM note WHERE field LIKE 'unfinished/%' AND text <> '' ORDER BY id"

TO_TYPE = {
    "promise": ("f3",),
    "who promises": ("f3", "x", "tab"),
    "by when": ("f3", "x", "tab", "tab"),
    "safety": ("f6",),
    "gate": ("f9", "down", "enter", "w"),
}
"""The keys to each question that can be asked in every step."""


def left_over(kept: CoachingSession) -> list[str]:
    """Return the words of questions that were not answered."""
    return [note.text for note in kept.notes if note.field.startswith("unfinished/") and note.text]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("question", TO_TYPE)
async def test_words_are_kept_while_the_question_is_open_and_come_back(tmp_path: Path, question: str) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *TO_TYPE[question], *"as they said")
        await until(lambda: ("as they said",) in stored(app, WORDS))
        await press(pilot, "escape")
        if on_top(app, GateDialog):
            await press(pilot, "escape")
        await until(lambda: on_top(app, LiveScreen))
        await press(pilot, *("backspace" if key == "x" else key for key in TO_TYPE[question]))
        assert "as they said" in [view.text for view in app.screen.query(TextView)]


@pytest.mark.long
async def test_nothing_is_left_of_a_promise_that_was_made(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", *"ring you back")
        await until(lambda: stored(app, WORDS) == [("ring you back",)])
        await press(pilot, "enter", *"Lee", "enter", "enter")
        await until(lambda: [made.who for made in session(app).promises] == ["Lee"])
        await until(lambda: stored(app, WORDS) == [])
        await press(pilot, "f3")
        assert [view.text for view in app.screen.query(TextView)] == ["", "", ""]


@pytest.mark.long
async def test_nothing_is_left_of_a_reason_that_was_given(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f6", *"gas smell")
        await until(lambda: stored(app, WORDS) == [("gas smell",)])
        await press(pilot, "enter")
        await until(lambda: session(app).head.safety_reason == "gas smell")
        await press(pilot, "f9", "down", "enter", "w", *"hung up", "enter", "1")
        await until(lambda: on_top(app, TodayScreen))
        await until(lambda: stored(app, "SELECT end_words FROM session") == [("hung up",)])
        await until(lambda: stored(app, WORDS) == [])


@pytest.mark.sweep(1)
@pytest.mark.parametrize("key", ["f3", "f6", "f4", "f2"])
async def test_a_quit_or_a_lost_terminal_keeps_what_was_typed_a_moment_ago(tmp_path: Path, key: str) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, key, *(["tab"] if key == "f2" else []), *"a moment ago")
        app.leave_in_haste()
        kept = stored(
            app, "SELECT text FROM note UNION SELECT name FROM customer UNION SELECT text FROM apology"
        )
        assert ("a moment ago",) in kept


@pytest.mark.long
async def test_words_left_in_one_step_come_back_in_another(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", *"left alone", "escape")
        await until(lambda: left_over(session(app)) == ["left alone"])
        await press(pilot, "f8", "f8", "f3")
        assert "left alone" in shown(app)
