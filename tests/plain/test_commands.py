"""Which line asks for which command, and that every action of the screens has one."""

from functools import partial
from unittest.mock import MagicMock

import pytest

from aware_tui.domain.playbook import PartKind
from aware_tui.plain.command import find, meant
from aware_tui.plain.live.coaching import BY_STEP
from aware_tui.plain.live.talk import COMMANDS
from aware_tui.plain.queue.talk import COMMANDS as OF_QUEUE
from aware_tui.tui.follow_ups.marking import MarkingScreen
from aware_tui.tui.follow_ups.screen import FollowUpsScreen
from aware_tui.tui.live.documents_screen import DocumentsScreen
from aware_tui.tui.live.live_commands import live_commands
from aware_tui.tui.live.screen import LiveScreen

NAMES = {name for command in COMMANDS for name in command.names}
QUEUE_NAMES = {name for command in OF_QUEUE for name in command.names}


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


def test_no_name_asks_for_two_commands() -> None:
    for commands in (COMMANDS, OF_QUEUE):
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
