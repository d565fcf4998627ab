"""What customers said, noted by keys after a call or elsewhere; listed, answered, corrected."""

import re
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from making import a_customer, a_head, an_id
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    in_call,
    live,
    noticed,
    notices,
    on_today,
    on_top,
    palette,
    press,
    sees,
    shown,
    stored,
    until,
    visible_letters,
)
from tui.registers import DAY, keep, told

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.states import Status
from aware_tui.services.spots import safe_words
from aware_tui.tui.app import AwareApp
from aware_tui.tui.customers.screen import CustomersScreen
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.feedback.dialog import ASKED, FeedbackDialog
from aware_tui.tui.feedback.noting import KEPT_ASKED
from aware_tui.tui.feedback.rows import feedback_row
from aware_tui.tui.feedback.screen import EMPTY, NO_CALL, FeedbackScreen
from aware_tui.tui.history.screen import NOT_OF_PRACTICE, HistoryScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.today.after_call import HOW_WAS_IT, NONE_FINISHED
from aware_tui.tui.today.screen import TodayScreen

pytestmark = pytest.mark.head(4)

LONG = pytest.mark.long
ROWS = "SELECT source, score, sentiment, text, asked_at IS NOT NULL, received_at IS NOT NULL FROM feedback"


def some(**parts: Any) -> Feedback:
    """Return a compliment after a call, said yesterday."""
    common: dict[str, Any] = {
        "source": Source.SESSION,
        "zone": "UTC",
        "agent": "kim",
        "score": 5.0,
        "sentiment": Sentiment.POSITIVE,
        "text": "so quick",
        "asked_at": NOW - DAY,
        "received_at": NOW - DAY,
    }
    return Feedback(**{"id": an_id()} | common | parts)


def asked(**parts: Any) -> Feedback:
    """Return a question of yesterday that nobody answered."""
    return some(score=None, sentiment=None, text="", received_at=None, **parts)


def the_list(app: AwareApp) -> FeedbackScreen:
    assert isinstance(app.screen, FeedbackScreen), app.screen
    return app.screen


async def open_list(app: AwareApp, pilot: Pilot[None], count: int = 0) -> None:
    await palette(pilot, app, "Feedback")
    await until(lambda: on_top(app, FeedbackScreen))
    await until(lambda: the_list(app).book is not None and len(the_list(app).lines) >= count)
    await press(pilot)


async def open_dialog(app: AwareApp, pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await until(lambda: on_top(app, FeedbackDialog) and app.focused is not None, "no dialog")
    await press(pilot)


async def saved(app: AwareApp, pilot: Pilot[None], count: int = 1) -> None:
    await until(lambda: len(stored(app, ROWS)) == count and not on_top(app, FeedbackDialog))
    await press(pilot)


async def finish(app: AwareApp, pilot: Pilot[None]) -> None:
    """Finish the call in hand, gaps and all."""
    await press(pilot, "f9")
    await press(pilot, "enter", "1")
    await until(lambda: on_top(app, TodayScreen), lambda: shown(app))


async def test_after_a_call_one_key_notes_how_it_was_and_what_they_said(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await finish(app, pilot)
        await noticed(app, HOW_WAS_IT)
        await open_dialog(app, pilot, "a")
        await sees(app, ASKED)
        await press(pilot, "4", *"she was kind")
        await sees(app, "Kept as positive, as the score says.")
        await press(pilot, "enter")
        await saved(app, pilot)
        assert stored(app, ROWS) == [("session", 4.0, "positive", "she was kind", 1, 1)]
        linked = "SELECT count(*) FROM feedback f JOIN session s ON s.id = f.session_id AND s.kind = 'live'"
        assert stored(app, linked) == [(1,)]
        await until(lambda: "1 positive" in shown(app), "the tile never counts it")


async def test_who_was_asked_is_kept_by_enter_alone_and_answers_later(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await finish(app, pilot)
        await open_dialog(app, pilot, "a")
        await press(pilot, "enter")
        await saved(app, pilot)
        assert stored(app, ROWS) == [("session", None, None, "", 1, 0)]
        await until(lambda: KEPT_ASKED in notices(app))
        await open_dialog(app, pilot, "a")
        await sees(app, "What did they answer?")
        await press(pilot, "2", "enter")
        await until(lambda: stored(app, ROWS) == [("session", 2.0, "negative", "", 1, 1)])
        what = "SELECT what, before, after FROM event WHERE what LIKE '%feedback%' ORDER BY seq"
        assert stored(app, what) == [
            ("asked for feedback", "", "not answered"),
            ("feedback answered", "not answered", "negative"),
        ]


async def test_a_key_too_early_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await press(pilot, "a")
        assert sentences == [NONE_FINISHED]


async def test_a_person_may_say_otherwise_than_the_score_and_take_it_back(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_list(app, pilot)
        await sees(app, EMPTY[:30])
        await open_dialog(app, pilot, "a")
        await press(pilot, "3")
        await sees(app, "Kept as neutral, as the score says.")
        await press(pilot, "tab", "3")
        await sees(app, "Kept as negative, as you say.")
        await press(pilot, "3")
        await sees(app, "Kept as neutral, as the score says.")
        await press(pilot, "1", "shift+tab", "3", "enter")
        await saved(app, pilot)
        assert stored(app, ROWS) == [("other", None, "positive", "", 0, 1)]


async def test_what_is_left_unfinished_waits_and_card_numbers_are_masked(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_list(app, pilot)
        await open_dialog(app, pilot, "a")
        await press(pilot, "5", *"my card 4111 1111 1111 1111 works", "escape")
        await until(lambda: on_top(app, FeedbackScreen))
        assert stored(app, ROWS) == []
        await open_dialog(app, pilot, "a")
        await sees(app, "1111 works")
        await sees(app, "Kept as positive")
        await press(pilot, "tab", "tab", "enter")
        await saved(app, pilot)
        (row,) = stored(app, ROWS)
        assert row[1] == 5.0
        assert "4111 1111" not in row[3]
        assert row[3].endswith("works")


@LONG
async def test_feedback_from_elsewhere_says_where_from_and_what_about(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_list(app, pilot)
        await open_dialog(app, pilot, "a")
        await press(pilot, *"never again", "tab", "3")
        for picked in ("2", "1"):
            await press(pilot, "tab", "space")
            await until(lambda: on_top(app, Pick), "nothing is offered")
            await press(pilot, picked)
            await until(lambda: on_top(app, FeedbackDialog))
        await press(pilot, "tab", *"north shop", "enter")
        await saved(app, pilot)
        (row,) = stored(app, "SELECT source, channel, category, location, sentiment, zone FROM feedback")
        channels, categories = app.desk.in_force.result().playbook.channels, the_book(app).categories
        assert row == ("social", channels[1].id, categories[0].id, "north shop", None, "Europe/Berlin")
        await sees(app, "unclear")


def the_book(app: AwareApp) -> Any:
    return app.desk.in_force.result().playbook


@pytest.mark.parametrize("size", [WIDE, pytest.param(SMALL, marks=LONG), pytest.param((60, 18), marks=LONG)])
async def test_the_list_has_questions_on_top_and_reads_each(tmp_path: Path, size: tuple[int, int]) -> None:
    customer = a_customer()
    open_question = asked(customer_id=customer.id, asked_at=NOW - 9 * DAY)
    keep(tmp_path, customer, open_question, some(), some(text="too slow", sentiment=Sentiment.NEGATIVE))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_list(app, pilot, 3)
        lines = [line.strip() for line in shown(app).splitlines()]
        (first,) = (line for line in lines if line.startswith("▸"))
        assert "no answer yet" in first
        assert "Dana Reyes" in first
        await sees(app, "1 question not answered yet")
        await press(pilot, "down", "enter")
        await until(lambda: "5 of 5" in shown(app) and "Came from" in shown(app))
        await press(pilot, "escape", "escape")
        await until(lambda: on_top(app, TodayScreen))


async def test_an_answer_is_corrected_taken_away_and_brought_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, some(source=Source.SURVEY, score=8.0, scale=10, sentiment=Sentiment.NEUTRAL))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_list(app, pilot, 1)
        await open_dialog(app, pilot, "e")
        await sees(app, "They gave 8 of 10")
        await press(pilot, "tab", "tab", *" indeed", "enter")
        await until(lambda: stored(app, "SELECT score, text FROM feedback") == [(8.0, "so quick indeed")])
        await until(lambda: on_top(app, FeedbackScreen) and "indeed" in the_list(app).lines[0].feedback.text)
        await press(pilot, "o")
        assert sentences[-1] == NO_CALL
        await press(pilot, "delete")
        await until(lambda: stored(app, ROWS) == [] and not the_list(app).lines)
        await press(pilot, "ctrl+z")
        await until(lambda: len(the_list(app).lines) == 1)
        await press(pilot, "ctrl+z")
        await until(lambda: stored(app, "SELECT text FROM feedback") == [("so quick",)])


async def test_words_are_kept_when_somebody_else_was_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = some()
    keep(tmp_path, said)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_list(app, pilot, 1)
        await open_dialog(app, pilot, "e")
        other = "UPDATE feedback SET text = 'theirs', row_version = 2"
        app.desk.ask(lambda db: db.execute(other)).result(5)
        await press(pilot, "1", "enter")
        await until(lambda: sentences and on_top(app, FeedbackDialog))
        assert "another window" in sentences[0]
        await press(pilot, "enter")
        await until(lambda: stored(app, "SELECT score, text FROM feedback") == [(1.0, "theirs")])


async def test_history_notes_it_for_any_call_but_practice_and_reads_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aware_tui.domain.states import Kind

    head = a_head(status=Status.FINISHED, started_at=NOW - DAY)
    keep(tmp_path, head, a_head(kind=Kind.PRACTICE, status=Status.FINISHED, started_at=NOW - 2 * DAY))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await press(pilot, "s")
        await until(lambda: on_top(app, HistoryScreen) and app.screen.query_one("#sessions").count == 2)  # type: ignore[attr-defined]
        await open_dialog(app, pilot, "a")
        await press(pilot, "5", *"very kind", "enter")
        await saved(app, pilot)
        await press(pilot, "enter", "end")
        await sees(app, "What they said of us")
        await sees(app, "very kind")
        await press(pilot, "escape", "down", "a")
        assert sentences[-1] == NOT_OF_PRACTICE


async def test_a_customer_has_their_feedback_on_their_page(tmp_path: Path) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id, status=Status.FINISHED)
    keep(tmp_path, customer, head, some(session_id=head.id, customer_id=customer.id))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "c")
        await until(lambda: on_top(app, CustomersScreen) and "so quick" in shown(app))
        await open_dialog(app, pilot, "a")
        await sees(app, "Dana Reyes")
        await press(pilot, "1", *"worse now", "enter")
        await saved(app, pilot, 2)
        await sees(app, "worse now")
        assert stored(app, "SELECT customer_id FROM feedback WHERE text = 'worse now'") == [(customer.id,)]


async def test_in_a_call_it_is_noted_by_name_and_moves_with_the_customer(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await palette(pilot, app, "How was it")
        await until(lambda: on_top(app, FeedbackDialog) and app.focused is not None)
        await press(pilot, "5", "enter")
        await saved(app, pilot)
        await until(lambda: [each.score for each in live(app).call.session.feedback] == [5.0])


@LONG
async def test_every_string_is_shown_safely_in_the_list_and_on_the_page(tmp_path: Path) -> None:
    lines = [line for text in HOSTILE if (line := safe_words(text).text).strip()]
    people = [a_customer(name=line[:60]) for line in lines]
    pairs = zip(lines, people, strict=True)
    said = [some(text=line, location=line, customer_id=person.id) for line, person in pairs]
    keep(tmp_path, *people, *said)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_list(app, pilot, len(lines))
        for _ in lines:
            assert re.search(UNSAFE_ON_SCREEN, shown(app).replace("\n", "")) is None
            await press(pilot, "down")


def test_markup_in_a_row_is_shown_as_it_is() -> None:
    from aware_tui.domain.feedback_lines import FeedbackLine

    row = feedback_row(FeedbackLine(some(text="[red]x[/] [@click=app.quit]y[/]"), "[b]Ann[/]"), NOW, 120)
    assert visible_letters("[red]x[/] [@click=app.quit]y[/]") in visible_letters(row.plain)
    assert "[b]Ann[/]" in row.plain
