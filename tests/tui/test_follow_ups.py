"""The follow-up queue on screen: what is due, what became of it, and back to the call in one key."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from making import NOW as MADE
from making import a_customer, a_follow_up, a_head, a_promise
from textual.pilot import Pilot
from tui.filling import put
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    ZONE,
    Clock,
    an_app,
    box,
    on_today,
    on_top,
    palette,
    press,
    send,
    session,
    settings,
    shown,
    stored,
    until,
)

from aware_tui.domain.rows import Row, Session
from aware_tui.domain.states import FollowUpKind, Status
from aware_tui.store.leases import release, take
from aware_tui.tui.app import AwareApp
from aware_tui.tui.follow_ups.asking import DutyDialog
from aware_tui.tui.follow_ups.screen import FollowUpsScreen
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.live.screen import LiveScreen

pytestmark = pytest.mark.head(9)

HOUR = timedelta(hours=1)


def some_duties() -> tuple[Row, ...]:
    """Return a parked call with a late promise, a check with the depot tomorrow and one with Dana."""
    customer = a_customer(contact="07700 900377")
    head = a_head(customer_id=customer.id, status=Status.PARKED, current_step="resolve", current_phase="do")
    late = a_promise(head.id, what="ring back with a date", due_at=NOW - HOUR, due_words="10:30 today")
    depot = a_follow_up(head.id, kind=FollowUpKind.DELEGATE, who="depot", due_at=NOW + 24 * HOUR, zone=ZONE)
    other = a_promise(head.id, what="send the refund", who="ann", due_at=NOW + 2 * HOUR)
    check = a_follow_up(head.id, who="", due_at=NOW + 48 * HOUR, zone=ZONE)
    return customer, head, late, other, depot, check


@pytest.fixture
def app(tmp_path: Path) -> AwareApp:
    put(settings(tmp_path), *some_duties())
    return an_app(tmp_path, now=Clock(NOW))


async def in_queue(pilot: Pilot[None], app: AwareApp) -> FollowUpsScreen:
    await press(pilot, "f")
    await until(lambda: on_top(app, FollowUpsScreen))
    screen = app.screen
    assert isinstance(screen, FollowUpsScreen)
    await until(lambda: screen._lines)
    return screen


async def asked(pilot: Pilot[None], app: AwareApp, key: str, title: str) -> None:
    await press(pilot, key)
    await until(lambda: on_top(app, DutyDialog) and title in shown(app), title)


def told(app: AwareApp, words: str) -> bool:
    """Say whether a notice has said this."""
    return any(words in notice.message for notice in app._notifications)


async def gone(app: AwareApp, screen: FollowUpsScreen, row_id: str) -> None:
    await until(lambda: on_top(app, FollowUpsScreen) and row_id not in [line.id for line in screen._lines])


def states(app: AwareApp, table: str, columns: str = "state") -> list[tuple[object, ...]]:
    return stored(app, f"SELECT {columns} FROM {table} ORDER BY id")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_overdue_stands_on_top_and_all_is_told_of_the_row_in_hand(
    app: AwareApp, size: tuple[int, int]
) -> None:
    async with on_today(app, size) as pilot:
        await in_queue(pilot, app)
        look = shown(app)
        assert look.index("overdue today 10:30") < look.index("today 13:30") < look.index("tomorrow 11:30")
        for words in (
            "4 open, 1 overdue",
            "Dana Reyes · 07700 900377",
            "“10:30 today”",
            "the call is parked",
        ):
            assert words in look, words


async def test_a_promise_is_kept_in_two_keys_and_said_so_when_it_is_saved(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        late = screen._lines[0]
        await asked(pilot, app, "k", "Kept. What came of it?")
        await press(pilot, *"she has a date", "enter")
        await gone(app, screen, late.id)
        assert states(app, "promise", "state, reason")[0] == ("kept", "she has a date")
        assert told(app, "Kept. Saved.")
        await press(pilot, "ctrl+z")
        await until(lambda: late.id in [line.id for line in screen._lines])
        assert states(app, "promise", "state, reason, settled_at")[0] == ("open", "", None)


async def test_a_new_time_needs_to_be_one_and_a_reason(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        late = screen._lines[0]
        await asked(pilot, app, "m", "By when now?")
        await press(pilot, *"yesterday noon", "enter", "enter")
        await until(lambda: on_top(app, DutyDialog) and "That time has passed" in shown(app))
        assert box(app).text == "yesterday noon"
        await press(pilot, "ctrl+u", *"tomorrow at 4", "enter", "enter")
        await until(lambda: "A few words are enough" in shown(app))
        await press(pilot, *"no van today", "enter")
        await gone(app, screen, late.id)
        found = stored(app, "SELECT state, reason, due_words, replaces_id FROM promise ORDER BY id")
        assert found[0][:2] == ("changed", "no van today")
        assert found[-1] == ("open", "", "tomorrow at 4", late.id)


async def test_a_broken_promise_wants_a_reason(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        late = screen._lines[0]
        await asked(pilot, app, "x", "What kept us from it?")
        await press(pilot, "enter")
        await until(lambda: told(app, "a few words are enough") and on_top(app, DutyDialog))
        assert states(app, "promise")[0] == ("open",)
        await until(lambda: app.focused is not None)
        await press(pilot, *"forgot", "enter")
        await gone(app, screen, late.id)
        assert states(app, "promise", "state, reason")[0] == ("broken", "forgot")


async def test_not_well_opens_the_call_again_at_its_beginning(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        await press(pilot, "end")
        assert screen.line is not None
        assert screen.line.kind is FollowUpKind.CUSTOMER
        await asked(pilot, app, "x", "What is not well?")
        await press(pilot, *"still noisy", "enter")
        await until(lambda: on_top(app, LiveScreen))
        assert (session(app).head.status, session(app).head.current_step) == (Status.OPEN, "acknowledge")
        assert [promise.what for promise in session(app).promises] == [
            "ring back with a date",
            "send the refund",
        ]
        assert states(app, "follow_up", "state, outcome")[-1] == ("not_well", "still noisy")


async def test_enter_opens_the_call(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await press(pilot, "enter")
        await until(lambda: on_top(app, LiveScreen))


async def test_the_call_can_be_read_without_opening_it(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await press(pilot, "o")
        await until(lambda: on_top(app, HistoryScreen) and "Dana Reyes" in shown(app))
        assert states(app, "session", "status") == [("parked",)]


async def test_words_of_a_question_left_are_there_the_next_time(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "x", "What kept us from it?")
        await press(pilot, *"the part is", "escape")
        await until(lambda: "the part is" in str(states(app, "note", "text")))
        await asked(pilot, app, "x", "What kept us from it?")
        assert box(app).text == "the part is"


@pytest.mark.long
async def test_words_typed_ahead_go_into_the_question_and_press_no_keys(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        late = screen._lines[0]
        send(app, "m", *"tomorrow at 4", "enter", *"no van, she knows", "enter")
        await gone(app, screen, late.id)
        await pilot.pause()
        assert on_top(app, FollowUpsScreen)
        assert states(app, "promise", "state, reason")[0] == ("changed", "no van, she knows")


async def test_a_note_is_kept_and_found(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "e", "What is there to know?")
        await press(pilot, *"ask for Priya", "enter")
        await until(lambda: "note  ask for Priya" in shown(app))
        await press(pilot, "slash", *"priya")
        await until(lambda: "1 open" in shown(app))
        await press(pilot, "enter", "e")
        await until(lambda: on_top(app, DutyDialog))
        assert box(app).text == "ask for Priya"


async def test_it_is_filtered_by_time_and_owner(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        for key, count in (("2", 1), ("3", 2), ("4", 4), ("a", 3), ("1", 3)):
            await press(pilot, key)
            await until(lambda count=count: len(screen._lines) == count, key)  # type: ignore[misc]


async def test_a_promise_is_given_to_somebody(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        await asked(pilot, app, "g", "Whose is it now?")
        await press(pilot, *"Ann", "enter")
        await until(lambda: bool(screen._lines) and screen._lines[0].who == "Ann")
        assert states(app, "promise", "who")[0] == ("Ann",)


async def test_a_row_that_another_window_settled_is_told(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        await asked(pilot, app, "k", "Kept. What came of it?")
        put_directly(app, "UPDATE promise SET state = 'broken', row_version = row_version + 1")
        await press(pilot, "enter")
        await until(lambda: on_top(app, FollowUpsScreen) and told(app, "marked broken already"))
        await until(lambda: [line.kind for line in screen._lines if line.kind is None] == [])


async def test_what_another_window_noted_is_not_overwritten_and_nothing_is_lost(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "e", "What is there to know?")
        put_directly(app, "UPDATE promise SET note = 'gate code 7', row_version = row_version + 1")
        await press(pilot, *"mine", "enter")
        await until(lambda: told(app, "noted meanwhile: “gate code 7”") and on_top(app, DutyDialog))
        assert box(app).text == "mine"
        await press(pilot, *", and gate code 7", "enter")
        await until(lambda: states(app, "promise", "note")[0] == ("mine, and gate code 7",))


async def test_a_mark_that_was_changed_since_is_not_taken_back(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "e", "What is there to know?")
        await press(pilot, *"mine", "enter")
        await until(lambda: told(app, "Noted. Saved."))
        put_directly(app, "UPDATE promise SET note = 'theirs', row_version = row_version + 1")
        await press(pilot, "ctrl+z")
        await until(lambda: told(app, "cannot be taken back"))
        assert states(app, "promise", "note")[0] == ("theirs",)


@pytest.mark.long
async def test_a_call_in_hand_elsewhere_is_told_and_the_words_stay(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        session_id = screen._lines[0].session_id
        now = app.desk.now()
        held = partial(take, session_id=session_id, holder="other", host="elsewhere", pid=1, now=now)
        app.desk.ask(held).result(10)
        await asked(pilot, app, "k", "Kept. What came of it?")
        await press(pilot, *"she has a date", "enter")
        await until(lambda: told(app, "Another window has this call in hand") and on_top(app, DutyDialog))
        assert box(app).text == "she has a date"
        app.desk.ask(partial(release, session_id=session_id, holder="other")).result(10)
        await press(pilot, "enter")
        await until(lambda: states(app, "promise", "reason")[0] == ("she has a date",))


async def test_the_lease_of_a_killed_window_stops_nobody(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        late = screen._lines[0]
        begun = app.desk.now() - timedelta(minutes=5)
        dead = partial(take, session_id=late.session_id, holder="dead", host="elsewhere", pid=1, now=begun)
        app.desk.ask(dead).result(10)
        await asked(pilot, app, "k", "Kept. What came of it?")
        await press(pilot, "enter")
        await gone(app, screen, late.id)


@pytest.mark.long
async def test_steady_typing_is_kept_too(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "x", "What kept us from it?")
        for letter in "the part is on its way from the maker":
            await press(pilot, letter)
            dialog = app.screen
            assert isinstance(dialog, DutyDialog)
            if dialog._pause is not None:
                dialog._pause.stop()  # no pause ever comes: only the limit of waiting keeps the words
        await until(lambda: "the part" in str(states(app, "note", "text")))


@pytest.mark.long
async def test_a_finished_call_is_read_not_opened(tmp_path: Path) -> None:
    customer, head, *rest = some_duties()
    assert isinstance(head, Session)
    put(settings(tmp_path), customer, replace(head, status=Status.FINISHED), *rest)
    app = an_app(tmp_path, now=Clock(NOW))
    async with on_today(app) as pilot:
        await until(lambda: "Overdue  1" in shown(app))
        await press(pilot, "enter")
        await until(lambda: on_top(app, FollowUpsScreen) and "ring back with a date" in shown(app))
        await press(pilot, "enter")
        await until(lambda: on_top(app, HistoryScreen))
        assert states(app, "session", "status") == [("finished",)]


async def test_a_call_finished_meanwhile_is_not_opened_again(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        put_directly(app, "UPDATE session SET status = 'finished', row_version = row_version + 1")
        await press(pilot, "enter")
        await until(lambda: told(app, "was finished meanwhile"))
        assert states(app, "session", "status") == [("finished",)]
        assert not app.live_screens


async def test_the_new_time_is_shown_as_it_is_understood(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "m", "By when now?")
        await press(pilot, *"in two working days")
        await until(lambda: "two working days: Thu 5, Fri 6 Mar" in shown(app))
        await press(pilot, "enter", *"no van", "enter")
        await until(lambda: told(app, "Now due Fri 6 Mar 17:00."))


@pytest.mark.long
async def test_a_call_erased_meanwhile_is_told(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await asked(pilot, app, "k", "Kept. What came of it?")
        for table in ("promise", "follow_up", "session"):
            put_directly(app, f"DELETE FROM {table}")
        await press(pilot, "enter")
        await until(lambda: on_top(app, FollowUpsScreen) and told(app, "erased meanwhile"))


def put_directly(app: AwareApp, statement: str) -> None:
    """Change the data behind the app's back, as another window does."""
    app.desk.ask(lambda db: db.execute(statement)).result(10)


async def test_an_empty_queue_is_good_news(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "f")
        await until(lambda: "Nothing is promised" in shown(app))
        await press(pilot, "k", "m", "x", "e", "g", "enter", "o", "ctrl+z")
        assert on_top(app, FollowUpsScreen)


@pytest.mark.long
async def test_every_mark_is_in_the_palette(app: AwareApp) -> None:
    async with on_today(app) as pilot:
        await in_queue(pilot, app)
        await palette(pilot, app, "Kept, all well")
        await until(lambda: on_top(app, DutyDialog))


def test_the_sample_times_are_those_of_the_clock() -> None:
    assert MADE == NOW


async def test_what_falls_due_while_it_is_looked_at_is_told_without_moving(tmp_path: Path) -> None:
    put(settings(tmp_path), *some_duties())
    clock = Clock(NOW)
    app = an_app(tmp_path, now=clock)
    async with on_today(app) as pilot:
        screen = await in_queue(pilot, app)
        await press(pilot, "down")
        before = [line.id for line in screen._lines]
        clock.forward(hours=3)
        screen._age()
        await until(lambda: "4 open, 2 overdue" in shown(app) and "overdue today 13:30" in shown(app))
        assert ([line.id for line in screen._lines], screen.found.cursor) == (before, 1)
