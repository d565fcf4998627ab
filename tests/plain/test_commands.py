"""Which line asks for which command, and that every action of the screens has one."""

from functools import partial
from unittest.mock import MagicMock

import pytest
from textual.screen import Screen

from aware_tui.domain.playbook import PartKind
from aware_tui.plain.command import capital, find, meant
from aware_tui.plain.insights.talk import COMMANDS as OF_INSIGHTS
from aware_tui.plain.live.coaching import BY_STEP
from aware_tui.plain.live.talk import COMMANDS
from aware_tui.plain.queue.talk import COMMANDS as OF_QUEUE
from aware_tui.tui.causes.marking import MarkingScreen as CausesMarkingScreen
from aware_tui.tui.feedback.screen import FeedbackScreen
from aware_tui.tui.follow_ups.marking import MarkingScreen
from aware_tui.tui.follow_ups.screen import FollowUpsScreen
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.insights.acting_screen import ActingScreen
from aware_tui.tui.insights.behind_screen import BehindScreen
from aware_tui.tui.insights.look_screen import LookScreen
from aware_tui.tui.insights.screen import InsightsScreen
from aware_tui.tui.live.documents_screen import DocumentsScreen
from aware_tui.tui.live.live_commands import live_commands
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.main_screens import BEYOND, MAIN
from aware_tui.tui.reading.opened_screen import OpenedScreen

NAMES = {name for command in COMMANDS for name in command.names}
QUEUE_NAMES = {name for command in OF_QUEUE for name in command.names}
INSIGHTS_NAMES = {name for command in OF_INSIGHTS for name in command.names}


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("next", "next", ""),
        ("N", "next", ""),
        ("t 2", "tick", "2"),
        ("tick 1, 3", "tick", "1, 3"),
        ("tick", "tick", ""),
        ("draft again", "draft again", ""),
        ("draft again you had to wait", "draft", "again you had to wait"),
        ("Promise I'll ring by 5", "promise", "I'll ring by 5"),
        ("not well 2 it leaks", "not well", "2 it leaks"),
        ("quit", "quit", ""),
    ],
)
def test_a_line_asks_for_a_command(line: str, name: str, rest: str) -> None:
    found = find(COMMANDS, line)
    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "back in March it leaked",
        "next week they go away",
        "ticked off, they said",
        "tick the box he told me",
        "well they said it was fine",
        "where is my parcel, she asks",
        "finished the job badly",
        "a thing I could not say",
        "kept waiting for two hours",
        "quit my job over this",
    ],
)
def test_what_a_customer_says_is_no_command(line: str) -> None:
    assert find(COMMANDS, line) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("nxt", "next"),
        ("finsh", "finish"),
        ("leak", ""),
        ("one", ""),
        ("three", ""),
        ("no", ""),
        ("nxt week", ""),
    ],
)
def test_a_lone_slip_of_the_hand_is_asked_about(word: str, name: str) -> None:
    assert meant(COMMANDS, word) == name


def test_a_sentence_begins_with_a_capital_and_keeps_all_others() -> None:
    assert capital("es ging bei einer Übergabe an die IT verloren") == (
        "Es ging bei einer Übergabe an die IT verloren"
    )


def test_no_name_asks_for_two_commands() -> None:
    for commands in (COMMANDS, OF_QUEUE, OF_INSIGHTS):
        names = [name for command in commands for name in command.names]
        assert len(names) == len(set(names))
        assert all(command.told and command.help() for command in commands)


BY_KEY = {
    "forward": "next",
    "back": "back",
    "unlock": "finished",
    "gate": "finish",
    "tick_next": "tick",
    "drawer": "coach",
    "coach_page(1)": "coach",
    "coach_page(-1)": "coach",
    "undo": "undo",
    "checklist": "items",
    "round(1)": "box",
    "round(-1)": "box",
    **{f"tick_number({number})": "tick" for number in range(1, 8)},
    "apology": "apology",
    "promise": "promise",
    "customer": "customer",
    "safety": "safety",
    "help": "help",
}
"""What to type for each action of the live screen that has a key."""

BY_TITLE = {
    "They have finished": "finished",
    "Next step": "next",
    "Back": "back",
    "Go to Widen": "go",
    "Tick the next item": "tick",
    "Apology guide": "apology",
    "Make a promise": "promise",
    "Customer": "customer",
    "Safety or security": "safety",
    "Coach drawer": "coach",
    "Undo": "undo",
    "Pause the clock": "clock",
    "Start the clock": "clock",
    "Draft the documents again": "draft again",
    "Same cause as ...": "same",
    "Note a choke point": "choke point",
    "How was it for them?": "feedback",
    "Show what goes out: profile entry": "preview",
    "Copy the profile entry": "copy",
    "Show what goes out: quality record": "preview",
    "Copy the quality record": "copy",
    "Make a practice scenario of this call": "scenario",
    "Try to deliver again": "try again",
    "Hold this call": "hold",
    "Hand this call to a colleague": "hand over",
    "Hold, and begin another call": "new call",
    "Finish": "finish",
    "Park": "park",
    "Discard": "discard",
    "Help": "help",
    "Take over this call": "take over",
}
"""What to type for each action of the palette of the live screen."""


def test_every_key_of_the_live_screen_has_a_command() -> None:
    actions = {getattr(binding, "action", "") for binding in LiveScreen.BINDINGS}
    assert actions - set(BY_KEY) == set()
    assert set(BY_KEY.values()) <= NAMES


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("clock", [None, 1])
def test_every_action_of_the_palette_has_a_command(read_only: bool, clock: int | None) -> None:
    screen = MagicMock()
    screen.call.read_only = read_only
    screen.call.session.head.clock_since = clock
    step = MagicMock(id="widen")
    step.title = "Widen"
    screen.call.playbook.steps = (step,)
    screen.call.session.deliveries = (MagicMock(),)
    screen.document_commands = partial(DocumentsScreen.document_commands, screen)
    titles = {command.title for command in live_commands(screen)}
    assert titles - set(BY_TITLE) == set()
    assert len(titles) >= 2
    assert set(BY_TITLE.values()) <= NAMES


def test_every_part_of_a_step_has_its_commands_in_help() -> None:
    assert set(BY_STEP) == set(PartKind)
    assert {name for names in BY_STEP.values() for name in names} <= NAMES


QUEUE_ACTIONS = {
    "good": "kept",
    "change": "changed",
    "bad": "broken",
    "note": "note",
    "give": "give",
    "undo": "undo",
    "read": "read",
    "everybody": "mine",
    "span('all')": "all",
    "span('overdue')": "overdue",
    "span('today')": "today",
    "span('week')": "week",
}
"""What to type for each action of Follow-ups that has a key."""


def test_every_key_of_follow_ups_has_a_command() -> None:
    actions = {
        getattr(each, "action", "") for screen in (FollowUpsScreen, MarkingScreen) for each in screen.BINDINGS
    }
    assert actions - set(QUEUE_ACTIONS) == set()
    assert set(QUEUE_ACTIONS.values()) <= QUEUE_NAMES


INSIGHTS_ACTIONS = {
    "whys": "why",
    "act": "act",
    "goal": "goal",
    "train": "train",
    "feedback": "feedback",
    "period": "period",
    "look": "again",
    "everything": "all",
    "search": "search",
    "new_call": "new call",
    "help": "help",
    "back": "quit",
    "today": "quit",
    **{f"{move}({way})": "list" for move in ("aside", "page") for way in (-1, 1)},
    "edge(0)": "list",
    "edge(1)": "list",
}
"""What to type for each action of Insights that has a key; those that only move tell the lines."""

BEHIND_ACTIONS = {"open": "open", "feedback": "how"}
"""What to type for each action of the calls behind a line that has a key."""

FEEDBACK_ACTIONS = {
    "add": "feedback",
    "edit": "answered",
    "open": "call",
    "take_away": "take away",
    "undo": "undo",
}
"""What to type for each action of Feedback that has a key."""

INSIGHTS_TITLES = {
    "Five whys": "why",
    "An action": "act",
    "A goal from it": "goal",
    "What trains for it": "train",
    "Feedback": "heard",
    "Another period": "period",
    "Count again": "again",
    "All findings, or the first": "all",
    "Search": "search",
    "New call": "new call",
    "Help": "help",
    "Goals": "goals",
    "Practice": "practise",
    "Open this call": "open",
    "Same cause as ...": "same",
    "How was it for them?": "how",
    "Add feedback": "feedback",
    "Note the answer, or correct it": "answered",
    "Read the call": "call",
    "Take this feedback away": "take away",
    "Undo": "undo",
}
"""What to type for each action of the palette of Insights, of the calls behind a line, and of Feedback."""


def actions_of(*screens: type[Screen[None]]) -> set[str]:
    return {getattr(each, "action", "") for screen in screens for each in screen.BINDINGS}


def test_every_key_of_insights_has_a_command() -> None:
    own = actions_of(InsightsScreen, ActingScreen, LookScreen)
    letters = {each for each in actions_of(OpenedScreen) if each.startswith("main(")}
    assert (own | actions_of(OpenedScreen)) - letters - set(INSIGHTS_ACTIONS) == set()
    assert actions_of(HistoryScreen) - set(BEHIND_ACTIONS) == set()
    assert actions_of(FeedbackScreen, CausesMarkingScreen) - set(FEEDBACK_ACTIONS) == set()
    for table in (INSIGHTS_ACTIONS, BEHIND_ACTIONS, FEEDBACK_ACTIONS):
        assert set(table.values()) <= INSIGHTS_NAMES


def test_every_action_of_the_palette_of_insights_has_a_command() -> None:
    desk = MagicMock()
    screens = (InsightsScreen(desk), BehindScreen(desk, "", MagicMock()), FeedbackScreen(desk))
    titles = {command.title for screen in screens for command in screen.commands()}
    elsewhere = {"Today", *(each.title for each in (*MAIN, *BEYOND))} - set(INSIGHTS_TITLES)
    assert titles - elsewhere - set(INSIGHTS_TITLES) == set()
    assert set(INSIGHTS_TITLES) - titles == set()
    assert set(INSIGHTS_TITLES.values()) <= INSIGHTS_NAMES
