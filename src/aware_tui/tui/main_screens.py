"""The main screens, their letters, and how each is opened; a screen is loaded when it is asked for."""

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.screen import Screen

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.tui.commands import Command


class MainScreen(NamedTuple):
    """A screen that a letter opens from every other main screen."""

    name: str
    key: str
    title: str
    help: str
    load: Callable[[], Callable[..., Screen[Any]]]


def _follow_ups() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.follow_ups.screen import FollowUpsScreen

    return FollowUpsScreen


def _customers() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.customers.screen import CustomersScreen

    return CustomersScreen


def _history() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.history.screen import HistoryScreen

    return HistoryScreen


def _causes() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.causes.screen import CausesScreen

    return CausesScreen


def _insights() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.insights.screen import InsightsScreen

    return InsightsScreen


def _practice() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.practice.screen import PracticeScreen

    return PracticeScreen


def _playbook() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.playbook.screen import PlaybookScreen

    return PlaybookScreen


def _goals() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.goals.screen import GoalsScreen

    return GoalsScreen


def _methods() -> Callable[..., Screen[Any]]:
    from aware_tui.tui.playbook.methods_screen import MethodsScreen

    return MethodsScreen


MAIN = (
    MainScreen(
        "follow_ups", "f", _("Follow-ups"), _("Every promise and check, by when it is due"), _follow_ups
    ),
    MainScreen("history", "s", _("History"), _("Every session, found by its words"), _history),
    MainScreen("insights", "i", _("Insights"), _("What keeps happening, and what to do about it"), _insights),
    MainScreen("causes", "w", _("Choke points"), _("What keeps going wrong, and whom to tell"), _causes),
    MainScreen("customers", "c", _("Customers"), _("Who called, found by name or number"), _customers),
    MainScreen("practice", "p", _("Practice"), _("Upset customers who are not real"), _practice),
    MainScreen("playbook", "b", _("Playbook"), _("The method, to read"), _playbook),
)
"""All of them but Today, in the order they are told of."""

BEYOND = (
    MainScreen("goals", "", _("Goals"), _("What is to change, by how much, by when"), _goals),
    MainScreen(
        "methods", "", _("Methods side by side"), _("Other ways to put it right; choose one"), _methods
    ),
)
"""Screens that have no letter: they are opened from another one, and from the palette."""

LETTERS = tuple(Binding(each.key, f"main('{each.name}')", each.title, show=False) for each in MAIN)
"""The bindings of their letters."""


def make_screen(name: str, desk: Desk, **options: Any) -> Screen[Any]:
    """Return a main screen by its name; the options are its own."""
    wanted = next(each for each in (*MAIN, *BEYOND) if each.name == name)
    return wanted.load()(desk, **options)


def main_commands(open_main: Callable[[str], Any]) -> tuple[Command, ...]:
    """Return the commands that open them."""

    def opening(name: str) -> Callable[[], Any]:
        return lambda: open_main(name)

    return tuple(Command(each.title, each.help, opening(each.name), each.key) for each in (*MAIN, *BEYOND))
