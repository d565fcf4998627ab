"""Every screen and list on empty data: it says what will stand there, and which key begins it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from tui.pilots import SMALL, an_app, on_today, sees, shown, until

from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes.told_screen import ToldScreen
from aware_tui.tui.feedback.screen import FeedbackScreen
from aware_tui.tui.main_screens import BEYOND, MAIN, make_screen
from aware_tui.tui.opening import Opening
from aware_tui.tui.practice.progress import ProgressScreen


def main(name: str) -> Callable[[AwareApp], Screen[Any]]:
    return lambda app: make_screen(name, app.desk)


EMPTY: dict[str, tuple[Callable[[AwareApp], Screen[Any]], tuple[str, ...]]] = {
    "follow_ups": (main("follow_ups"), ("Nothing is promised", "What you promise in a call, with F3")),
    "history": (main("history"), ("No sessions yet.", "press n")),
    "insights": (
        main("insights"),
        ("Nothing to count", "aware import FILE.csv", "v opens the list", "g makes one"),
    ),
    "causes": (main("causes"), ("Nothing here yet.", "Press a to note what keeps going wrong")),
    "customers": (main("customers"), ("No customers yet.", "F4 writes down who is calling")),
    "practice": (main("practice"), ("A customer rings, upset, and nobody real is hurt.", "Press Enter.")),
    "playbook": (main("playbook"), ("One hard call, in five steps",)),
    "methods": (main("methods"), ("Methods side by side", "New calls begin with it")),
    "goals": (main("goals"), ("No goals yet.", "Press a to say what is to change")),
    "feedback": (lambda app: FeedbackScreen(app.desk), ("No feedback yet.", "a notes what a customer said")),
    "told": (lambda app: ToldScreen(app.desk), ("Nobody waits to be told.", "is marked fixed")),
    "progress": (lambda app: ProgressScreen(app.desk), ("No call of your own yet.", "press Enter")),
}
"""What each screen is made by, and what it says while there is nothing."""


def test_every_main_screen_is_looked_at() -> None:
    assert {each.name for each in (*MAIN, *BEYOND)} <= set(EMPTY)


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.sweep(3)
async def test_an_empty_screen_says_what_will_stand_there_and_how_it_begins(
    tmp_path: Path, name: str
) -> None:
    make, words = EMPTY[name]
    app = an_app(tmp_path)
    async with on_today(app, SMALL):
        screen = make(app)
        app.push_screen(screen)
        await until(lambda: app.screen is screen)
        await sees(app, *words)


async def test_an_empty_today_says_how_a_call_begins_and_offers_a_beginner_three_things(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path, opening=Opening(welcome=True))
    async with on_today(app, SMALL):
        await sees(app, "When a call comes, press n", "t the tour", "d a look around", "p opens calls")
        assert "Sample data:" not in shown(app)
