"""Help: each screen in plain words, its keys in columns, and in a call why each item is there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.pilots import NOW, SMALL, WIDE, an_app, notices, on_today, press, settings, shown, until

from aware_tui.domain.playbook import Playbook
from aware_tui.services.desk import Desk
from aware_tui.tui.app import HOW_TO_QUIT
from aware_tui.tui.dialogs.help import LIVE_KEYS, TODAY, Help, HelpDialog, KeyTable, live_keys
from aware_tui.tui.history.screen import HELP as HISTORY
from aware_tui.tui.insights.help import HELP as INSIGHTS
from aware_tui.tui.playbook.screen import HELP as PLAYBOOK
from aware_tui.tui.too_small import SMALLEST

SIZES = [SMALL, WIDE]


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    desk = Desk(settings(tmp_path_factory.mktemp("data")), lambda: NOW, lambda _: None)
    desk.open().result(20)
    assert desk.close(20)
    return desk.in_force.result().playbook


@pytest.mark.sweep(2)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("opens", "texts"), [("", TODAY), ("s", HISTORY), ("i", INSIGHTS), ("b", PLAYBOOK)])
async def test_f1_tells_what_a_screen_is_for_and_its_keys(
    tmp_path: Path, size: tuple[int, int], opens: str, texts: Help
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        before = app.screen
        await press(pilot, *opens)
        await until(lambda: not opens or app.screen is not before)
        await pilot.pause()
        below = app.screen
        await press(pilot, "f1")
        await until(lambda: isinstance(app.screen, HelpDialog) and texts.keys[-1][1] in shown(app))
        page = shown(app)
        assert texts.title in page
        assert all(what in page for _, what in texts.keys)
        await press(pilot, "f1")
        await until(lambda: app.screen is below)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("leaves", ["escape", "enter", "f1"])
async def test_help_is_left_by_any_of_three_keys_and_swallows_the_letters(
    tmp_path: Path, leaves: str
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        today = app.screen
        await press(pilot, "f1")
        await until(lambda: isinstance(app.screen, HelpDialog))
        await press(pilot, "n", "s", "b")
        assert isinstance(app.screen, HelpDialog)
        await press(pilot, leaves)
        await until(lambda: app.screen is today)


@pytest.mark.parametrize("keys", [(), ("n", *"hello")])
async def test_ctrl_c_says_how_to_quit(tmp_path: Path, keys: tuple[str, ...]) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, *keys)
        await until(lambda: not app.today.busy)
        await press(pilot, "ctrl+c")
        assert notices(app) == [HOW_TO_QUIT]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [*SIZES, (SMALLEST.width, SMALLEST.height)])
async def test_every_place_of_a_call_has_help_that_can_be_read_to_its_end(
    tmp_path: Path, size: tuple[int, int], playbook: Playbook
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        for step in playbook.steps:
            for phase in step.phases:
                app.push_screen(HelpDialog.for_live(playbook, step, phase))
                await until(lambda: isinstance(app.screen, HelpDialog) and app.screen.is_mounted)
                await until(lambda step=step: step.title in shown(app))  # type: ignore[misc]
                assert ("they have finished" in shown(app)) is phase.lock
                await press(pilot, "end")
                last = phase.items[-1].why.split()[-1]
                if phase.lock:
                    assert phase.items[-1].why not in shown(app), "no explanation while they talk"
                else:
                    await until(lambda last=last: last in shown(app), last)  # type: ignore[misc]
                await press(pilot, "escape")
                await until(lambda: app.screen is app.today)


def test_while_they_talk_no_key_is_named_that_has_nothing_to_show(playbook: Playbook) -> None:
    for step in playbook.steps:
        for phase in step.phases:
            keys = {key for key, _ in live_keys(phase)}
            assert ("^g" in keys, "F5" in keys) == (not phase.lock, phase.lock)


@given(
    st.lists(st.tuples(st.text("aF^123", min_size=1, max_size=6), st.text(max_size=50))), st.integers(30, 90)
)
def test_a_table_of_keys_fits_and_keeps_its_columns(keys: list[tuple[str, str]], width: int) -> None:
    lines = KeyTable(tuple(keys)).lines(width)
    assert all(line.cell_length <= width for line in lines)
    assert len(lines) in (len(keys), -(-len(keys) // 2))


def test_many_keys_stand_in_two_halves_where_there_is_room() -> None:
    assert len(KeyTable(LIVE_KEYS).lines(64)) == -(-len(LIVE_KEYS) // 2)
    assert len(KeyTable(LIVE_KEYS).lines(40)) == len(LIVE_KEYS)
