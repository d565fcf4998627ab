"""The styles of a screen are its own: Textual keeps them in force on every other screen."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import SMALL, WIDE, an_app, on_today, on_top, press, shown, until

import aware_tui
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.customer import CustomerDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.today.screen import TodayScreen

pytestmark = pytest.mark.head(6)

SHEETS = sorted(path for path in Path(aware_tui.__file__).parent.rglob("*.tcss") if path.stem != "aware")
OWNERS = {
    "apology": "ApologyDialog",
    "assignment": "AssignmentScreen",
    "behind": "BehindScreen",
    "briefing": "BriefingScreen",
    "call": "CallScreen",
    "causes": "CausesScreen",
    "customer": "CustomerDialog",
    "customers": "CustomersScreen",
    "damaged": "DamagedDialog",
    "debrief": "DebriefScreen",
    "drill": "DrillScreen",
    "feedback": "FeedbackScreen",
    "feedback_dialog": "FeedbackDialog",
    "follow_ups": "FollowUpsScreen",
    "goal_form": "GoalForm",
    "goals": "GoalsScreen",
    "history": "HistoryScreen",
    "insights": "InsightsScreen",
    "live": "LiveScreen",
    "methods": "MethodsScreen",
    "picture": "PictureScreen",
    "playbook": "PlaybookScreen",
    "practice": "PracticeScreen",
    "reader": "ReaderScreen",
    "today": "TodayScreen",
    "told": "ToldScreen",
    "whys": "WhysDialog",
}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.stem))
def test_every_rule_of_a_screen_names_the_screen(sheet: Path) -> None:
    selectors = re.findall(r"([^{},]+)(?=,[^{}]*\{|\{)", sheet.read_text("utf-8"))
    assert len(selectors) > 4
    owner = re.compile(rf"{OWNERS[sheet.stem]}\b")
    assert [each.strip() for each in selectors if not owner.match(each.strip())] == []


async def call_and_form(app: AwareApp, pilot: Pilot[None]) -> list[str]:
    """Begin a call; return it and its customer form as they are shown, without the clock."""
    await press(pilot, "n")
    await until(lambda: bool(app.live_screens) and on_top(app, LiveScreen))
    await press(pilot)
    looks = [shown(app)]
    await press(pilot, "f4")
    assert on_top(app, CustomerDialog)
    return [re.sub(r"\d\d:\d\d", "--:--", look) for look in (*looks, shown(app))]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_call_looks_the_same_whatever_screens_were_open_before(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    looks = []
    for way in ((), ("s", "h", "b", "h")):
        app = an_app(tmp_path / "".join(["data", *way]))
        async with on_today(app, size) as pilot:
            for key in way:
                await press(pilot, key)
            assert on_top(app, TodayScreen)
            looks.append(await call_and_form(app, pilot))
    assert looks[0] == looks[1]
