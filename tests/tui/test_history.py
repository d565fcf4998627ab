"""History: sessions found by their words, listed page by page, read back whole, and opened again."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from making import a_customer, a_head, a_note, a_promise, a_tick, adding, an_event, an_id
from textual.app import App
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    on_today,
    press,
    send,
    settings,
    shown,
    until,
    visible_letters,
)

from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Row, StepVisit
from aware_tui.domain.session import Change
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.services.desk import Desk
from aware_tui.services.questions import PAGE
from aware_tui.services.reading_room.passages import Passage, Said, Voice
from aware_tui.services.reading_room.session import read_back
from aware_tui.tui.app import AwareApp
from aware_tui.tui.history.screen import NO_SESSIONS, NONE_FOUND, TO_OPEN, UNREADABLE, HistoryScreen
from aware_tui.tui.history.session_row import session_row
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.playbook.screen import PlaybookScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import PassageView, Prose
from aware_tui.tui.widgets.search_line import SearchLine

pytestmark = pytest.mark.head(9)

SIZES = [SMALL, WIDE]


def keep(folder: Path, changes: Iterable[Change]) -> None:
    """Save changes in the data of a folder."""
    desk = Desk(settings(folder), lambda: NOW, lambda _: None)
    desk.open().result(20)
    for change in changes:
        desk.writer.submit(change)
    assert desk.close(20)


def kept(name: str = "Dana Reyes", words: str = "It rang and rang.", *more: Row, **head: Any) -> Change:
    """Return the change that saves a session with a customer and what they said."""
    customer = a_customer(name=name)
    session = a_head(**{"customer_id": customer.id, "started_at": NOW - timedelta(hours=1)} | head)
    return adding(customer, session, a_note(session.id, words), *more)


def history(app: App[Any]) -> HistoryScreen:
    assert isinstance(app.screen, HistoryScreen), app.screen
    return app.screen


def listed(app: App[Any]) -> LongList:
    return history(app).query_one(LongList)


async def open_history(app: AwareApp, pilot: Any, key: str = "s", rows: int = 1) -> None:
    await press(pilot, key)
    await until(lambda: isinstance(app.screen, HistoryScreen) and app.screen.is_mounted)
    await until(lambda: listed(app).count >= rows, "the list never came")


@pytest.mark.parametrize("size", SIZES)
async def test_the_newest_session_stands_first(tmp_path: Path, size: tuple[int, int]) -> None:
    times = [NOW - timedelta(days=days) for days in (3, 0, 400, 1)]
    names = ["Three Days", "Today Itself", "Last Year", "One Day"]
    keep(tmp_path, [kept(name, started_at=at) for name, at in zip(names, times, strict=True)])
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_history(app, pilot, rows=4)
        await until(lambda: "today 11:30" in shown(app))
        lines = shown(app).splitlines()
        order = [
            next(i for i, line in enumerate(lines) if when in line) for when in ("today", " 3 Mar", " 1 Mar")
        ]
        assert order == sorted(order)
        assert any("28 Jan 2025" in line and "Last Year" in line for line in lines)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_the_reading_and_escape_goes_back_step_by_step(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    keep(tmp_path, [kept(words="The second visit was missed.")])
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_history(app, pilot)
        await press(pilot, "enter")
        await until(lambda: isinstance(app.focused, Prose) and "Their words" in shown(app))
        assert "The second visit was missed." in shown(app)
        await press(pilot, "escape")
        await until(lambda: isinstance(app.focused, LongList))
        await press(pilot, "escape")
        await until(lambda: isinstance(app.screen, TodayScreen))


async def test_where_it_is_wide_the_row_under_the_cursor_is_read_beside_the_list(tmp_path: Path) -> None:
    keep(tmp_path, [kept("Ada", "first words"), kept("Bob", "second words", started_at=NOW)])
    app = an_app(tmp_path)
    async with on_today(app, WIDE) as pilot:
        await open_history(app, pilot, rows=2)
        await until(lambda: "Bob, Wed 4 Mar" in shown(app))
        await press(pilot, "down")
        await until(lambda: "Ada, Wed 4 Mar" in shown(app))
        assert isinstance(app.focused, LongList)


async def test_a_window_made_wide_reads_what_the_cursor_is_on(tmp_path: Path) -> None:
    keep(tmp_path, [kept("Ada")])
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_history(app, pilot)
        assert not history(app).query_one(Prose).display
        await pilot.resize_terminal(*WIDE)
        await until(lambda: "Ada, Wed 4 Mar" in shown(app))


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", SIZES)
async def test_words_are_looked_for_while_they_are_typed(tmp_path: Path, size: tuple[int, int]) -> None:
    keep(tmp_path, [kept("Ada", "The parcel is lost."), kept("Bob", "Charged twice.", started_at=NOW)])
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_history(app, pilot, "/", rows=2)
        assert isinstance(app.focused, SearchLine)
        await press(pilot, *"parcel lo")
        await until(lambda: listed(app).count == 1 and "1 found" in shown(app))
        assert "Ada" in shown(app)
        await press(pilot, *"x")
        await until(lambda: NONE_FOUND in shown(app))
        await press(pilot, "escape")
        await until(lambda: listed(app).count == 2 and isinstance(app.focused, LongList))
        assert history(app).words == ""


async def test_letters_typed_in_the_search_line_are_words_only(tmp_path: Path) -> None:
    keep(tmp_path, [kept()])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_history(app, pilot, "/")
        await press(pilot, *"nhsbo/ n")
        assert history(app).words == "nhsbo/ n"
        assert isinstance(app.focused, SearchLine)
        await press(pilot, "down")
        await press(pilot, "h")
        await until(lambda: isinstance(app.screen, TodayScreen))


async def test_with_no_session_yet_the_screen_says_how_one_begins(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "s")
        await until(lambda: NO_SESSIONS in shown(app))
        await press(pilot, "enter", "o", "end", "pageup", "escape")
        await until(lambda: isinstance(app.screen, TodayScreen))


async def test_further_pages_come_as_one_goes_down(tmp_path: Path) -> None:
    count = 2 * PAGE + 30
    keep(tmp_path, [kept(f"No {n}", started_at=NOW - timedelta(hours=n)) for n in range(count)])
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_history(app, pilot, rows=PAGE)
        assert listed(app).count == PAGE
        for pages in (2, 3):
            await press(pilot, "end")
            await until(lambda pages=pages: listed(app).count == min(count, pages * PAGE))  # type: ignore[misc]
        await press(pilot, "end")
        await until(lambda: f"No {count - 1} " in shown(app))
        names = [line.customer for line in history(app)._lines]
        assert names == [f"No {n}" for n in range(count)]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("status", [Status.OPEN, Status.PARKED])
async def test_o_takes_up_a_call_that_is_not_finished(tmp_path: Path, status: Status) -> None:
    keep(tmp_path, [kept(words="still waiting", status=status)])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_history(app, pilot)
        await press(pilot, "o")
        await until(lambda: isinstance(app.screen, LiveScreen) and "still waiting" in shown(app))
        assert [type(screen) for screen in app.screen_stack[1:]] == [TodayScreen, LiveScreen]


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    "head", [{"status": Status.FINISHED}, {"status": Status.DISCARDED}, {"kind": Kind.PRACTICE}]
)
async def test_o_opens_nothing_that_is_only_to_be_read(tmp_path: Path, head: dict[str, Any]) -> None:
    keep(tmp_path, [kept(**head)])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_history(app, pilot)
        await press(pilot, "o")
        await until(lambda: any(note.message == TO_OPEN for note in app._notifications))
        assert isinstance(app.screen, HistoryScreen)


async def test_a_new_call_and_the_playbook_are_one_key_away(tmp_path: Path) -> None:
    keep(tmp_path, [kept()])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_history(app, pilot)
        await press(pilot, "b")
        await until(lambda: isinstance(app.screen, PlaybookScreen))
        await press(pilot, "s")
        await until(lambda: isinstance(app.screen, HistoryScreen))
        await press(pilot, "n")
        await until(lambda: isinstance(app.screen, LiveScreen))
        assert [type(screen) for screen in app.screen_stack[1:]] == [TodayScreen, LiveScreen]


@pytest.mark.sweep(2)
@pytest.mark.parametrize("keys", ["sh", "snn", "sbsbh", "bh", "sn", "/x", ["s", "enter", "escape", "escape"]])
async def test_keys_pressed_faster_than_the_screens_come_do_no_harm(
    tmp_path: Path, keys: str | list[str]
) -> None:
    keep(tmp_path, [kept()])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, *keys)
        await until(lambda: app.screen.is_mounted and app.screen.children)
        await pilot.pause()
        assert app.return_code is None


@pytest.mark.parametrize("key", ["s", "b"])
async def test_an_end_while_a_screen_opens_is_no_fault(tmp_path: Path, key: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app):
        before = app.screen
        send(app, key)
        await until(lambda: app.screen is not before)
        app.exit()
    assert app.return_code == 0


async def test_quitting_while_a_screen_opens_ends_well(tmp_path: Path) -> None:
    keep(tmp_path, [kept()])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "s", "ctrl+q")
        await until(lambda: not app.is_running)
    assert app.return_code == 0


async def test_a_session_taken_out_meanwhile_is_told_so(tmp_path: Path) -> None:
    keep(tmp_path, [adding(a_head())])
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_history(app, pilot)
        app.desk.ask(lambda db: db.execute("DELETE FROM session").rowcount).result(20)
        await press(pilot, "enter")
        await until(lambda: UNREADABLE in shown(app))


STORABLE = [words.replace("\x00", "").encode("utf-8", "ignore").decode() for words in HOSTILE]


async def test_hostile_words_are_listed_as_they_are(tmp_path: Path) -> None:
    times = [NOW - timedelta(minutes=number) for number in range(len(STORABLE))]
    keep(
        tmp_path, [kept(words[:200], words, started_at=at) for words, at in zip(STORABLE, times, strict=True)]
    )
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_history(app, pilot, rows=len(STORABLE))
        seen = ""
        while listed(app).cursor < len(STORABLE) - 1:
            await press(pilot, "pagedown")
            seen += shown(app)
        for words in ("[/red]", "[@click=app", "[Bob Smith]", "O'Brien", "=1+1"):
            assert words in seen
        assert "\x1b" not in seen


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_read_back_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    changes = []
    for number in range(0, len(STORABLE), 10):
        words, session_id = "\n".join(STORABLE[number : number + 10]), an_id()
        more = (a_tick(session_id, wording=words), a_promise(session_id, what=words, reason=words))
        at = NOW - timedelta(minutes=number)
        changes.append(kept(words[:200], words, *more, id=session_id, started_at=at, location=words))
    keep(tmp_path, changes)
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_history(app, pilot, rows=len(changes))
        prose = history(app).query_one(Prose)
        for row in range(len(changes)):
            listed(app).cursor = row
            await press(pilot, "enter")
            await until(lambda row=row: _is_read(prose, history(app)._lines[row].id))  # type: ignore[misc]
            await pilot.pause()
        read = "".join(line.plain for view in prose.views() for line in view.lines(70))
        assert visible_letters(STORABLE[-1]) in visible_letters(read)


def _is_read(prose: Prose, session_id: str) -> bool:
    views = prose.views()
    return bool(views) and any(said.text == session_id for said in views[0].passage.lines)


@pytest.mark.long
async def test_hostile_words_can_be_looked_for(tmp_path: Path) -> None:
    keep(tmp_path, [kept(words="refund refused, O'Brien said")])
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_history(app, pilot, "/")
        screen = history(app)
        for words in (*HOSTILE, "refund refused"):
            screen.query_one(SearchLine).put(words)
            await screen.look().wait()
            assert screen._shown_words == screen.words
            await pilot.pause()
        await until(lambda: listed(app).count == 1)


LINE = SessionLine(
    "01",
    Kind.LIVE,
    Status.OPEN,
    NOW,
    "kim",
    "Dana",
    "phone",
    "late",
    "widen",
    "It rang.",
    None,
    "Europe/Berlin",
)


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    desk = Desk(settings(tmp_path_factory.mktemp("data")), lambda: NOW, lambda _: None)
    desk.open().result(20)
    assert desk.close(20)
    return desk.in_force.result().playbook


@given(name=st.text(), words=st.text(), looked_for=st.text(max_size=20), width=st.integers(20, 160))
def test_a_row_is_one_line_that_fits(
    playbook: Playbook, name: str, words: str, looked_for: str, width: int
) -> None:
    line = LINE._replace(customer=name, excerpt=words)
    row = session_row(line, playbook, NOW, width, looked_for)
    assert row.cell_length <= max(width, 45)
    assert "\n" not in row.plain


def test_an_excerpt_begins_near_the_word_that_was_looked_for(playbook: Playbook) -> None:
    line = LINE._replace(excerpt="so " * 30 + "a plumber came")
    row = session_row(line, playbook, NOW, 78, "plumber")
    assert "plumber" in row.plain
    assert "plumber" not in session_row(line, playbook, NOW, 78).plain


@given(st.text(), st.integers(2, 60))
def test_the_lines_of_a_passage_fit_and_keep_every_letter(text: str, width: int) -> None:
    view = PassageView(Passage("Title", (Said(text, lead="[x] "),)))
    lines = view.lines(width)
    assert all(line.cell_length <= width for line in lines)
    told = visible_letters("".join(line.plain for line in lines))
    assert told == visible_letters("Title[x] " + view_text(text))


def view_text(text: str) -> str:
    from aware_tui.tui.plaintext import plain

    return plain(text).plain


def test_a_line_goes_on_under_its_beginning_not_under_its_lead() -> None:
    view = PassageView(Passage("", (Said("one two three four five six", lead="[x] "),)))
    assert [line.plain for line in view.lines(20)] == ["[x] one two three", "    four five six"]


async def test_a_reading_tells_what_is_done_left_late_and_in_which_order(tmp_path: Path) -> None:
    session_id = an_id()
    more = (
        a_tick(session_id, "put_down", wording="I put it all down"),
        a_promise(session_id, what="ring back", due_at=NOW - timedelta(hours=1)),
        StepVisit(an_id(), session_id, "acknowledge", "listen", NOW),
    )
    begun = Change((), (an_event(session_id, "begun"), an_event(session_id, "promised", actor="sam")))
    keep(tmp_path, [kept("Ada", "late again", *more, id=session_id), begun])
    desk = Desk(settings(tmp_path), lambda: NOW, lambda _: None)
    desk.open().result(20)
    passages = read_back(desk.story(session_id).result(20), NOW)
    assert desk.close(20)
    said = [line for passage in passages for line in passage.lines]
    assert Said("I put it all down", Voice.DONE, "[x] ") in said
    assert Said("They finished without my interrupting", Voice.FAINT, "[ ] ") in said
    assert any(line.voice is Voice.LATE and "overdue" in line.text for line in said)
    titles = [passage.title.split(",")[0] for passage in passages]
    assert (titles[0], titles[1], titles[-1]) == ("Ada", "Acknowledge", "What happened")
    assert [line.text for line in passages[-1].lines] == ["the session began", "sam: promised"]
    assert all(passage.lines for passage in passages)
