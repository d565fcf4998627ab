"""Whatever people type or paste, every screen shows it as it is, and none of it reaches the terminal raw."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hostile import HOSTILE
from making import NOW, a_customer, a_follow_up, a_head, a_promise
from tui.filling import put
from tui.pilots import (
    Clock,
    an_app,
    at_step,
    box,
    go,
    in_call,
    live,
    name_customer,
    on_today,
    on_top,
    paste,
    press,
    session,
    settings,
    shown,
    stored,
    to_part,
    until,
)

from aware_tui.domain import commitments, deeds
from aware_tui.domain.rows import Row
from aware_tui.domain.states import FollowUpKind, ProposedBy
from aware_tui.domain.text import clean
from aware_tui.services.spots import Spot, Table, safe_words
from aware_tui.tui.app import AwareApp
from aware_tui.tui.follow_ups.asking import DutyDialog
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(2)

LINES = [line for text in HOSTILE if (line := safe_words(text, lines=False).text).strip()]


def clean_screen(app: AwareApp) -> str:
    """Return what is on screen, having looked that no character of it can harm a terminal."""
    words = shown(app)
    raw = re.search(UNSAFE_ON_SCREEN, words.replace("\n", ""))
    assert raw is None, repr(raw)
    return words


@pytest.mark.long
async def test_every_string_pasted_in_a_box_is_kept_as_clean_gives_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        for text in HOSTILE:
            view = box(app)
            view.clear()
            live(app).save_all()
            paste(app, text)
            wanted = safe_words(text).text
            await until(lambda: view.text == clean(text).text, repr(text))  # noqa: B023
            live(app).save_all()
            assert session(app).note("acknowledge", "their_words") == wanted
            await press(pilot)
            clean_screen(app)


async def test_every_string_typed_key_by_key_is_kept_as_clean_gives_it(tmp_path: Path) -> None:
    from textual.events import Key

    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        assert app._driver is not None
        for text in [text for text in HOSTILE if len(text) < 60 and text.isprintable()]:
            box(app).clear()
            for character in text:
                app.post_message(Key(character, character))
            await press(pilot)
            live(app).save_all()
            assert session(app).note("acknowledge", "their_words") == safe_words(text).text
            clean_screen(app)


@pytest.mark.long
async def test_every_string_is_shown_safely_in_every_list_of_a_call(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app, (160, 450)) as pilot:
        call = live(app).call
        for line in LINES:
            call.do(commitments.propose, line, ProposedBy.CUSTOMER, stamp=call.stamp())
            assert call.promise(line, line) is not None
            call.do(
                commitments.follow_up, FollowUpKind.DELEGATE, line, None, stamp=call.stamp(), promise_id=None
            )
        for step in ("widen", "agree", "resolve", "evaluate"):
            await live(app).go_to(step)
            await press(pilot)
            words = clean_screen(app)
            if step == "agree":
                assert all(f"· {line[:30].strip()}" in words for line in LINES if line.isascii())
            await press(pilot, "f9")
            clean_screen(app)
            await press(pilot, "escape")


@pytest.mark.long
async def test_every_string_is_shown_safely_as_a_name_and_as_a_reason(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await live(app).go_to("widen")
        for number, line in enumerate(LINES):
            name_customer(app, line)
            live(app).call.set_head("safety on", safety_reason=line)
            await press(pilot)
            clean_screen(app)
            if number % 24 == 0:
                await press(pilot, "f4")
                clean_screen(app)
                await press(pilot, "escape")
                known = session(app).customer
                assert known is not None
                assert known.name == line


async def test_every_string_is_shown_safely_on_today(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen))
        for text in LINES:
            call = app.desk.begin_live()
            call.write(Spot(Table.NOTE, "acknowledge", "their_words"), text)
            name = safe_words(text, lines=False).text
            call.do(deeds.know_customer, stamp=call.stamp(), name=name)
            call.promise(name, name)
        assert app.desk.flush(20)
        await press(pilot, "h")
        await until(lambda: f"Due  {len(LINES)}" in shown(app))
        for _ in range(6):
            clean_screen(app)
            app.screen.query_one("#lists").scroll_page_down(animate=False)
            await press(pilot)


@pytest.mark.long
async def test_every_string_is_shown_safely_in_the_queue(tmp_path: Path) -> None:
    rows: list[Row] = []
    for number, line in enumerate(LINES):
        customer = a_customer(name=line, contact=line)
        head = a_head(customer_id=customer.id)
        due = NOW + timedelta(minutes=number)
        made = a_promise(head.id, what=line, who=line, note=line, due_words=line, due_at=due)
        check = a_follow_up(head.id, who=line, kind=FollowUpKind.DELEGATE, promise_id=made.id, due_at=due)
        rows += [customer, head, made, check]
    put(settings(tmp_path), *rows)
    app = an_app(tmp_path, now=Clock())
    async with on_today(app) as pilot:
        await press(pilot, "f")
        await until(lambda: f"{2 * len(LINES)} open" in shown(app))
        for _ in LINES:
            clean_screen(app)
            await press(pilot, "down", "down")
        await press(pilot, "e")
        await until(lambda: on_top(app, DutyDialog))
        clean_screen(app)


async def test_markup_in_words_is_neither_obeyed_nor_eaten(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    words = "[bold]loud[/bold] [@click=app.quit]call[/] [/]"
    async with in_call(app) as pilot:
        name_customer(app, words[:30])
        await press(pilot, *words)
        assert words in shown(app)
        await press(pilot, "f6", *words, "enter", "f4")
        assert "[bold]loud[/bold]" in shown(app)
        await press(pilot, "escape")
        await go(pilot, app, ["acknowledge", "widen"])
        await to_part(pilot, app, "options", "TextView")
        await press(pilot, *words, "enter")
        assert "[bold]loud[/bold]" in shown(app)
        await go(pilot, app, ["agree"])
        await press(pilot, *f"I'll say {words} tomorrow at 3", "enter")
        await until(lambda: session(app).promises and session(app).promises[0].due_at)
        await press(pilot)
        assert "[bold]loud[/bold] [@click=app.quit]call[/]" in " ".join(shown(app).split())
        await press(pilot, "f9")
        assert app.is_running
        await press(pilot, "escape", "f2", "tab", *words, "escape")
        await go(pilot, app, ["resolve", "evaluate"])
        await at_step(app, "evaluate")
        profile = live(app).query(TextView).first()
        assert words in profile.text
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen) and "[bold]loud" in shown(app))
        assert stored(app, "SELECT text FROM note WHERE field = 'their_words'") == [(words,)]
