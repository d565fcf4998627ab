"""Today: what waits, in its order; and what may never happen to it."""

from datetime import timedelta
from pathlib import Path

import pytest
from delivering import a_delivery, a_story
from making import NOW, a_customer, a_follow_up, a_head, a_note, a_profile_entry, a_promise, adding, an_id
from textual.events import Paste
from textual.geometry import Size
from textual.pilot import Pilot
from tui.filling import put
from tui.pilots import (
    SMALL,
    WIDE,
    Clock,
    an_app,
    at_step,
    box,
    in_call,
    live,
    on_today,
    on_top,
    press,
    rail_text,
    saved,
    session,
    settings,
    shown,
    stored,
    until,
)

from aware_tui.domain.figures import RESOLUTION, Figures
from aware_tui.domain.rows import CauseLink, ChokePoint
from aware_tui.domain.states import ChokePointState, DeliveryState, DocumentKind, FollowUpKind, Status
from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes.told_screen import ToldScreen
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.opening import Opening
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.today.tiles import TileRow
from aware_tui.tui.too_small import TooSmall
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(10)


async def fill(app: AwareApp) -> None:
    """Put a day's sessions in the database."""
    playbook = app.desk.in_force.result(5)
    common = {"playbook_hash": playbook.content_hash}
    dana, sam = a_customer(), a_customer(name="Sam Okoro")
    waiting = a_head(customer_id=dana.id, started_at=NOW - timedelta(hours=2), **common)
    parked = a_head(status=Status.PARKED, started_at=NOW - timedelta(days=3), **common)
    done = a_head(
        status=Status.FINISHED, customer_id=sam.id, ended_at=NOW, started_at=NOW - timedelta(days=4), **common
    )
    rows = (
        *(dana, sam, waiting, parked, done),
        a_note(waiting.id, "Two visits missed."),
        a_promise(waiting.id, what="Send a technician", due_at=NOW - timedelta(hours=1)),
        a_promise(parked.id, what="Ring back"),
        a_promise(done.id, what="Refund the fee", due_at=None),
        a_follow_up(done.id, kind=FollowUpKind.DELEGATE, who="Ines", due_at=NOW + timedelta(hours=2)),
        a_profile_entry(done.id, recorded_at=NOW),
    )
    for row in rows:
        app.desk.writer.submit(adding(row))
    assert app.desk.flush(5)


async def full_day(pilot: Pilot[None], app: AwareApp) -> str:
    await fill(app)
    await press(pilot, "h")
    await until(lambda: "Half-documented" in shown(app))
    return shown(app)


async def test_an_empty_day_says_what_to_do(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app):
        await until(lambda: "Nothing is waiting. When a call comes, press n" in shown(app))


async def test_what_is_unfinished_comes_first_and_what_is_overdue_before_what_is_due(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        words = await full_day(pilot, app)
        wanted = [
            "Unfinished",
            "Dana Reyes",
            "parked",
            "Overdue",
            "Send a technician",
            "Due",
            "Ines",
            "Ring back",
            "Half",
        ]
        places = [words.index(each) for each in wanted]
        assert places == sorted(places)
        assert "Two visits missed." in words
        assert "quality record is missing" in words
        assert "no time yet" in words


async def test_a_finished_session_is_not_unfinished(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        words = await full_day(pilot, app)
        unfinished = words[words.index("Unfinished") : words.index("Overdue")]
        assert "Sam Okoro" not in unfinished


@pytest.mark.parametrize(("downs", "who"), [(0, "Two visits missed."), (1, "")])
async def test_enter_takes_a_session_up_where_it_stood(tmp_path: Path, downs: int, who: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await full_day(pilot, app)
        await press(pilot, *["down"] * downs, "enter")
        await until(lambda: app.live_screens)
        await at_step(app, "acknowledge", "listen")
        await until(lambda: app.focused is not None)
        assert box(app).text == who
        assert session(app).head.status is Status.OPEN


async def test_a_due_row_opens_its_session_ready_to_be_marked(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await full_day(pilot, app)
        await press(pilot, "tab", "enter")
        await until(lambda: app.live_screens)
        assert session(app).promises[0].what == "Send a technician"


async def test_started_with_live_the_app_is_in_a_call_and_takes_the_first_keys(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=Opening(live=True, customer="Dana [b]R[/b]", channel="phone"))
    async with on_today(app) as pilot:
        await press(pilot, *"hello")
        await until(lambda: app.live_screens and box(app).text == "hello")
        assert "Dana [b]R[/b] · phone" in rail_text(app)
        assert len(app.live_screens) == 1


async def test_keys_typed_while_the_data_is_still_opening_reach_the_call(tmp_path: Path) -> None:
    from tui.pilots import send

    app = an_app(tmp_path, opening=Opening(live=True))
    async with app.run_test():
        send(app, *"no bus came")
        await until(lambda: app.live_screens and live(app).is_mounted)
        await until(lambda: box(app).text == "no bus came")
    app.desk.close()


async def test_started_with_resume_the_app_is_in_that_session(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"hello", "f5", "ctrl+q")
    [(session_id,)] = stored(app, "SELECT id FROM session")
    again = an_app(tmp_path, opening=Opening(resume=session_id))
    async with on_today(again) as pilot:
        await until(lambda: again.live_screens)
        await at_step(again, "acknowledge", "probe")
        assert (session(again).id, box(again).text) == (session_id, "hello")


async def test_a_session_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=Opening(resume="nobody"))
    async with on_today(app) as pilot:
        await until(lambda: any("There is no session nobody" in n.message for n in app._notifications))
        assert on_top(app, TodayScreen)
        await press(pilot, "n")
        assert on_top(app, LiveScreen)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_four_tiles_tell_figures_with_their_counts_and_the_key_that_leads_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await until(lambda: "no promise came due yet" in shown(app))
        await fill(app)
        await press(pilot, "h")
        await until(lambda: "Half-documented  1" in shown(app))
        for words in (
            "Issue resolution",
            "Feedback collection",
            "Employee enablement",
            "Experience enhancement",
        ):
            assert words in shown(app)
        assert ("1 of 3 calls finished" in shown(app)) == (size == WIDE)
        await pilot.resize_terminal(*(SMALL if size == WIDE else WIDE))
        await until(lambda: ("1 of 3 calls finished" in shown(app)) == (size != WIDE))


async def test_a_list_shows_its_first_rows_and_says_where_the_rest_is(tmp_path: Path) -> None:
    heads = [a_head(started_at=NOW - timedelta(days=n)) for n in range(12)]
    promises = [a_promise(head.id, due_at=NOW - timedelta(hours=n + 1)) for n, head in enumerate(heads)]
    put(settings(tmp_path), *heads, *promises)
    app = an_app(tmp_path)
    async with on_today(app, (120, 60)):
        await until(lambda: "Unfinished  12   s shows all" in shown(app))
        assert "Overdue  12   f shows all" in shown(app)
        assert shown(app).count("overdue ") == 8


async def test_whoever_was_hit_by_what_is_fixed_stands_on_today_until_told(tmp_path: Path) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id, status=Status.FINISHED)
    fixed = ChokePoint(an_id(), "late vans", NOW, state=ChokePointState.FIXED, fixed_at=NOW)
    put(settings(tmp_path), customer, head, fixed, CauseLink(an_id(), head.id, fixed.id, NOW))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await until(lambda: "To be told  1" in shown(app))
        assert "Dana Reyes  tell them it is fixed: late vans" in shown(app)
        await press(pilot, "enter")
        await until(lambda: on_top(app, ToldScreen) and "late vans" in shown(app))
        await press(pilot, "space", "h")
        await until(lambda: on_top(app, TodayScreen) and "To be told" not in shown(app))
        assert stored(app, "SELECT count(*) FROM cause_link WHERE told_at IS NOT NULL") == [(1,)]


async def test_what_did_not_get_through_stands_on_today_and_opens_its_call(tmp_path: Path) -> None:
    story = a_story()
    why = "The other side wants another password."
    held = a_delivery(story, state=DeliveryState.HELD, problem=why)
    later = a_delivery(story, DocumentKind.QUALITY_RECORD, problem="It answered 500.", next_at=NOW)
    documents = [row for row in (story.profile_entry, story.quality_record, story.customer) if row]
    put(settings(tmp_path), *documents, story.head, held, later)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await until(lambda: "Not delivered  2" in shown(app))
        assert f"Dana Reyes  profile entry  needs you  {why}" in shown(app)
        assert "quality record  needs you  The settings name no place for it." in shown(app)
        await press(pilot, "tab", "enter")
        await until(lambda: app.live_screens)
        assert session(app).id == story.id


async def test_help_is_one_key_away(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "f1")
        assert on_top(app, HelpDialog)
        await press(pilot, "escape", "n")
        assert on_top(app, LiveScreen)


async def test_the_day_is_looked_at_again_and_overdue_is_told_as_time_passes(tmp_path: Path) -> None:
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app) as pilot:
        before = await full_day(pilot, app)
        clock.forward(days=3)
        await press(pilot, "h")
        await until(lambda: shown(app).count("overdue") == before.count("overdue") + 2)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [(60, 18), (59, 18), (60, 17), (250, 80), (80, 24)])
async def test_every_window_from_60_by_18_on_works_and_a_smaller_one_asks_for_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path, opening=Opening(live=True))
    async with on_today(app, size) as pilot:
        small = size[0] < 60 or size[1] < 18
        await until(lambda: app.live_screens and on_top(app, TooSmall) == small)
        assert ("A larger window, please" in shown(app)) == small
        if small:
            await pilot.resize_terminal(60, 18)
            await until(lambda: on_top(app, LiveScreen))
        await press(pilot, *"abc", "f8", "f8", *"x")
        await at_step(app, "widen")
        assert session(app).note("acknowledge", "their_words") == "abc"
        assert box(app).text == "x"
        assert "What would put it right for them?" in shown(app)


async def test_what_is_typed_while_the_window_is_too_small_goes_into_the_box(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"rang")
        await pilot.resize_terminal(20, 5)
        await until(lambda: on_top(app, TooSmall))
        await press(pilot, *" twices", "backspace", "enter", *"no", "f8", "up")
        assert app._driver is not None
        app._driver.send_message(Paste(" answer"))
        beneath = live(app).query(TextView).first()
        await until(lambda: beneath.text == "rang twice\nno answer")
        assert stored(app, "SELECT current_phase FROM session") == [("listen",)]
        await pilot.resize_terminal(80, 24)
        await until(lambda: on_top(app, LiveScreen))
        await saved(app)
        assert stored(app, "SELECT text FROM note") == [("rang twice\nno answer",)]


async def test_resizing_while_typing_loses_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        sizes = [(80, 24), (59, 17), (60, 18), (250, 80), (59, 17), (59, 16), (120, 36)]
        for letter, (width, height) in zip("abcdefg", sizes, strict=True):
            await press(pilot, letter)
            await pilot.resize_terminal(width, height)
            await until(lambda: on_top(app, TooSmall) == (app.size.width < 60))
            if on_top(app, TooSmall):
                await pilot.resize_terminal(70, 20)
                await until(lambda: on_top(app, LiveScreen))
        assert box(app).text == "abcdefg"
        assert len(app.screen_stack) == 3


@pytest.mark.parametrize("width", [0, 1, 24, 40])
def test_the_tiles_find_a_place_in_any_window(width: int) -> None:
    row = TileRow()
    row.set_reactive(TileRow.figures, Figures())
    assert row.get_content_height(Size(width, 9), Size(width, 9), width) >= 4


@pytest.mark.parametrize(("size", "told"), [((60, 18), False), ((60, 24), True), (WIDE, True)])
async def test_goals_leave_the_smallest_window_to_the_lists(
    tmp_path: Path, size: tuple[int, int], told: bool
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size):
        app.screen.query_one(TileRow).figures = Figures(goals=((RESOLUTION, "Nine of ten are kept"),))
        await until(lambda: RESOLUTION in shown(app))
        assert ("Nine of ten are kept" in shown(app)) is told


async def test_the_welcome_is_whole_in_the_smallest_window(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=Opening(welcome=True))
    async with on_today(app, (60, 18)):
        await until(lambda: "ctrl+z takes back what you did" in " ".join(shown(app).split()))
