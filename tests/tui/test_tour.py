"""The first hour: an offer made once, a tour by doing, and sample data; nothing of them is kept."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
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
)
from watching import rows

from aware_tui.config import Settings
from aware_tui.content.catalogue import find_playbook
from aware_tui.paths import shipped_playbooks
from aware_tui.services.tour import sandbox
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.main_screens import MAIN, make_screen
from aware_tui.tui.opening import Opening
from aware_tui.tui.tour.card_view import CardView
from aware_tui.tui.tour.cards import CARDS, Seen, card_number, of_the_cards
from aware_tui.tui.tour.tour_keys import keys_now
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(8)

NEW = Opening(welcome=True)
READ_IN_A_MINUTE = 180
"""Words that a grown-up reads at ease."""


@pytest.mark.parametrize(
    ("seen", "number"),
    [
        (Seen(), 0),
        (Seen(in_call=True), 1),
        (Seen(in_call=True, typed=2), 1),
        (Seen(in_call=True, typed=30), 2),
        (Seen(in_call=True, place=1, typed=30), 3),
        (Seen(in_call=True, place=1, ticks=1), 4),
        (Seen(in_call=True, place=2), 5),
        (Seen(in_call=True, place=3), 6),
        (Seen(in_call=True, place=3, promises=1), 7),
        (Seen(in_call=True, place=5), 7),
        (Seen(kept=True), 8),
        (Seen(in_call=True, kept=True), 1),
    ],
)
def test_the_card_goes_with_what_was_done(seen: Seen, number: int) -> None:
    assert card_number(seen) == number


def test_all_cards_are_read_in_two_minutes() -> None:
    words = " ".join(f"{card.title} {card.told(keys_now())}" for card in CARDS).split()
    assert len(words) <= 2 * READ_IN_A_MINUTE
    assert max(len(card.told(keys_now()).split()) for card in CARDS) <= 40


async def card(app: AwareApp, number: int) -> None:
    """Wait until this card is shown."""
    await sees(app, f"Tour, {number} of {len(CARDS)}", CARDS[number - 1].title)


async def tour(pilot: Pilot[None], app: AwareApp) -> None:
    await press(pilot, "t")
    await card(app, 1)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_tour_is_one_call_done_by_its_keys_and_nothing_of_it_is_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app, size) as pilot:
        await tour(pilot, app)
        folder = app.desk.settings.data_dir
        for keys, number in (
            (("n",), 2),
            (tuple("second visit missed"), 3),
            (("f5",), 4),
            (("ctrl+o",), 5),
            (("f8",), 6),
            (("f8",), 7),
            ((*"ring them back tomorrow by 5", "enter"), 8),
        ):
            await press(pilot, *keys)
            await card(app, number)
        await press(pilot, "f9")
        await until(lambda: on_top(app, GateDialog))
        await press(pilot, "enter")
        await card(app, len(CARDS))
        await sees(app, "parked", "second visit missed")
        await press(pilot, "escape")
        await noticed(app, "nothing of what you tried was kept")
        assert stored(app, "SELECT * FROM session") == []
        assert "Tour" not in shown(app)
        await until(lambda: not folder.exists())


@pytest.mark.sweep(2)
@pytest.mark.parametrize("after", [("n", *"Second visit"), ("s",), ("n",), (), ("n", "f5", "f8")])
async def test_escape_leaves_the_tour_from_anywhere(tmp_path: Path, after: tuple[str, ...]) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        home = app.today
        await tour(pilot, app)
        await press(pilot, *after)
        await pilot.pause()
        await press(pilot, "escape")
        await until(lambda: app.screen is home)
        assert app.desk.settings.data_dir == tmp_path
        await press(pilot, "n")
        await until(lambda: isinstance(app.screen, LiveScreen))
        assert len(stored(app, "SELECT * FROM session")) == 1, "a real call is kept where it belongs"


async def help_in_the_call(pilot: Pilot[None], app: AwareApp) -> None:
    """Begin the tour and its call, and ask for help there."""
    await tour(pilot, app)
    await press(pilot, "n")
    await card(app, 2)
    await press(pilot, "f1")


async def test_a_dialog_in_the_tour_is_left_by_escape_before_the_tour_is(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        await help_in_the_call(pilot, app)
        await sees(app, "they have finished")
        await press(pilot, "escape")
        await until(lambda: isinstance(app.screen, LiveScreen))
        assert app.screen.query(CardView)


async def test_a_call_begins_at_once_and_ends_the_offer(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        await sees(app, "New here?", "press n")
        await press(pilot, "n")
        await until(lambda: isinstance(app.screen, LiveScreen))
        assert not app.screen.query(CardView)


async def test_the_offer_is_not_made_again_but_the_tour_is_still_there(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await sees(app, "Nothing is waiting")
        assert "New here?" not in shown(app)
        await press(pilot, "f1")
        await sees(app, "the tour", "sample data")
        await press(pilot, "escape")
        assert [each.title for each in app.today.commands()].count("Take the tour") == 1


async def test_sample_data_is_looked_at_and_left_without_a_trace(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW, now=lambda: NOW)
    async with on_today(app) as pilot:
        home = app.today
        await press(pilot, "d")
        await sees(app, "Sample data: nothing here is kept", "escape, then n", "Unfinished")
        await press(pilot, "f")
        await sees(app, "Follow-ups")
        await press(pilot, "escape")
        await until(lambda: app.screen is app.today)
        assert app.today is not home
        await press(pilot, "escape")
        await until(lambda: app.screen is home)
        assert stored(app, "SELECT * FROM session") == []


async def test_quitting_in_the_middle_of_the_tour_leaves_nothing_behind(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        await tour(pilot, app)
        folder = app.desk.settings.data_dir
        await press(pilot, "n", *"second visit", "ctrl+q")
        await until(lambda: not app.is_running or app._exit)
        assert not folder.exists()


def test_the_first_start_is_the_one_before_which_there_was_nothing(tmp_path: Path) -> None:
    mine = Settings(tmp_path, "Kim", "Europe/London", "aware")
    assert mine.never_started()
    mine.database.touch()
    assert not mine.never_started()


def test_a_sandbox_holds_nothing_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('agent = "Kim"')
    box = sandbox(Settings(tmp_path, "Kim", "Europe/London", "aware"))
    assert box.settings.data_dir != tmp_path
    assert list(box.settings.data_dir.iterdir()) == []
    box.drop()
    assert not box.settings.data_dir.exists()


@pytest.mark.parametrize(
    ("mine", "theirs"), [("aware", "aware"), ("aware_de", "aware_de"), ("harbour", "aware")]
)
def test_a_sandbox_has_a_playbook_that_the_tour_can_be_told_in(
    tmp_path: Path, mine: str, theirs: str
) -> None:
    box = sandbox(Settings(tmp_path, "Kim", "Europe/London", mine))
    assert box.settings.playbook == theirs
    assert find_playbook(theirs, (shipped_playbooks(),)).is_dir()
    box.drop()


async def test_a_call_in_sample_data_says_all_the_time_that_it_is_thrown_away(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app, SMALL) as pilot:
        await press(pilot, "d")
        await sees(app, "Sample data: nothing here is kept", "Unfinished")
        await press(pilot, "n", *"hello")
        await sees(app, "hello", "nothing here is kept", "Back to your own data")
        await palette(pilot, app, "Back to your own data")
        await sees(app, "Was that a real customer?", "You typed: hello")
        await press(pilot, "2")
        await sees(app, "Nothing is waiting")
        assert stored(app, "SELECT * FROM session") == []


async def test_a_practice_call_in_the_tour_is_left_like_any_other_screen(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        home = app.today
        await tour(pilot, app)
        await press(pilot, "p")
        await sees(app, "upset, and nobody real")
        await press(pilot, "enter")
        await sees(app, "How much help")
        await press(pilot, "3", "enter")
        await sees(app, "Anger", "go on")
        await press(pilot, "escape")
        await until(lambda: app.screen is home)
        assert stored(app, "SELECT * FROM attempt") == []


def live(app: AwareApp) -> LiveScreen:
    """Return the live screen, which is in front."""
    assert isinstance(app.screen, LiveScreen)
    return app.screen


async def in_the_tour(pilot: Pilot[None], app: AwareApp, *keys: str) -> None:
    """Begin the tour's call, type these keys into it and press escape."""
    await tour(pilot, app)
    await press(pilot, "n")
    await card(app, 2)
    await press(pilot, *keys, "escape")
    await sees(app, "Was that a real customer?")


async def test_a_real_customer_who_rings_during_the_tour_loses_no_word(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        keys = (*"my boiler is dead", "f5", "f8", "f8", *"ring me by 5", "enter")
        await in_the_tour(pilot, app, *keys)
        await press(pilot, "enter")
        await noticed(app, "it is kept")
        await until(lambda: isinstance(app.screen, LiveScreen))
        await press(pilot, *" again")
        await until(lambda: app.screen.query_one(TextView).text.endswith("again"))
        assert app.desk.settings.data_dir == tmp_path
        assert not app.screen.query(CardView)
        live(app).save_all()
        assert app.desk.flush(5)
        assert stored(app, "SELECT text FROM note") == [("my boiler is dead again",)]
        ((what, due, state),) = stored(app, "SELECT what, due_at, state FROM promise")
        assert (what, state) == ("Ring me", "open")
        assert due, "a promise is due when it was"


async def test_what_was_only_tried_is_thrown_away_once_that_was_said(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        home = app.today
        await in_the_tour(pilot, app, *"abc def")
        await press(pilot, "escape")
        await until(lambda: isinstance(app.screen, LiveScreen))
        await press(pilot, "escape")
        await sees(app, "You typed: abc def")
        await press(pilot, "2")
        await until(lambda: app.screen is home)
        assert stored(app, "SELECT * FROM session") == []


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("", True),
        ("ab", True),
        ("Second visit missed.", True),
        ("second vis", True),
        ("Ring them back tomorrow by 5", True),
        ("second visit mist", False),
        ("my boiler is dead", False),
    ],
)
def test_only_words_that_the_tour_did_not_ask_for_are_asked_about(words: str, own: bool) -> None:
    assert of_the_cards(words) is own


@pytest.mark.parametrize("letter", ["f", "s", "i", "w", "c", "p", "b"])
def test_every_main_screen_offers_the_tour_and_the_sample_data(tmp_path: Path, letter: str) -> None:
    app = an_app(tmp_path)
    name = next(each.name for each in MAIN if each.key == letter)
    titles = [each.title for each in app.visit_commands(make_screen(name, app.desk))]
    assert titles == ["Take the tour", "Look around in sample data"]


async def test_the_tour_begins_on_any_main_screen_and_comes_back_to_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "s")
        await sees(app, "History")
        there = app.screen
        await palette(pilot, app, "Take the tour")
        await card(app, 1)
        await press(pilot, "escape")
        await until(lambda: app.screen is there)
        assert app.desk.settings.data_dir == tmp_path


async def test_a_demonstration_says_on_every_screen_that_it_is_thrown_away(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=Opening(sample=True))
    async with on_today(app, SMALL) as pilot:
        await sees(app, "nothing here is kept", "ctrl+q, then aware")
        await press(pilot, "n", *"hello")
        await sees(app, "hello", "nothing here is kept")
        await palette(pilot, app, "Hold this call")
        await press(pilot, "d")
        await noticed(app, "This is the sample data")
        await press(pilot, "t")
        await card(app, 1)
        assert "Sample data" not in shown(app)
        await press(pilot, "escape")
        await sees(app, "nothing here is kept")


async def test_keys_typed_while_the_tour_is_on_its_way_belong_to_it(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        home = app.screen
        await press(pilot, "t", "n", *"second visit missed")
        await card(app, 3)
        await press(pilot, "escape")
        await until(lambda: app.screen is home)
        assert stored(app, "SELECT * FROM session") == []


async def test_f1_in_the_tour_says_that_escape_leaves_it(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        await help_in_the_call(pilot, app)
        await sees(app, "escape leave the tour")
        assert "checklist, and back" not in shown(app)


async def test_a_method_chosen_in_sample_data_is_said_to_hold_there_only(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=Opening(sample=True))
    async with on_today(app) as pilot:
        methods = make_screen("methods", app.desk)
        app.push_screen(methods)
        await sees(app, "AWARE", "1 of")
        await press(pilot, "right", "enter")
        await noticed(app, "New calls in this sample data begin with")
        assert not any("settings.toml" in each for each in notices(app))


@pytest.mark.parametrize(("answer", "kept"), [("1", [("my boiler is dead",)]), ("2", [])])
async def test_quitting_from_the_tour_asks_about_words_that_may_be_a_customers(
    tmp_path: Path, answer: str, kept: list[tuple[str]]
) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        await tour(pilot, app)
        await press(pilot, "n")
        await card(app, 2)
        await press(pilot, *"my boiler is dead", "ctrl+q")
        await sees(app, "Was that a real customer?", "my boiler is dead")
        await press(pilot, "ctrl+q", "escape")
        await until(lambda: isinstance(app.screen, LiveScreen))
        assert app.visit is not None, "whoever goes back is on the tour still"
        await press(pilot, "ctrl+q", answer)
        await until(lambda: app._exit)
        assert rows(tmp_path / "aware.db", "SELECT text FROM note") == kept


async def test_quitting_from_the_tour_asks_nothing_where_nothing_of_ones_own_stands(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        await tour(pilot, app)
        await press(pilot, "n", *"second visit missed", "ctrl+q")
        await until(lambda: app._exit)


async def test_the_question_shows_words_of_ones_own_not_those_of_a_card(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=NEW)
    async with on_today(app) as pilot:
        keys = (*"second visit missed", "f5", "f8", *"a new boiler")
        await in_the_tour(pilot, app, *keys)
        await sees(app, "You typed: a new boiler")
