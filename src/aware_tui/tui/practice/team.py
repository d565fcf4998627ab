"""The team: how each person shows each skill, which scenarios tell nobody apart, what to train next."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from aware_tui.services.desk import Desk
from aware_tui.services.practice.team_view import TeamView, team_view
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help, HelpDialog
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.practice.team_map import TeamMap
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.words import Words

KEYS = (("↑ ↓", "read on"), ("← →", "other people"), ("esc", "back"), ("^p", "commands"), ("F1", "help"))
"""The keys of the foot line."""

READING = "Reading what the team has practised. Calls that were handed in are played again."
NOBODY = (
    "Nobody has practised yet. Calls made on this data show here by themselves. What others hand in comes "
    "in with: aware team collect FILE"
)
NO_SKILL = "No skill was shown yet without help."

TEAM = Help(
    "Team",
    (
        "Each column is a person, each row a skill. What counts is what they did without help: whole calls, "
        "and drills. A scenario that everyone passes or everyone fails tells nobody apart, so it is named.",
        "Result files are believed only if their moves, made again, give their score to the digit. "
        "What a trainee wrote for themselves is not in them, unless they added it.",
    ),
    (
        ("↑ ↓", "read on"),
        ("← →", "other people"),
        ("escape", "back"),
        ("^p", "every command"),
    ),
)
"""The help of the team picture."""


class TeamScreen(Screen[None]):
    """Read only; the arrows scroll."""

    CSS_PATH = "team.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "others(-1)", "others", show=False),
        Binding("right", "others(1)", "others", show=False),
        Binding("f1", "help", "help", show=False),
        Binding("escape", "back", "back", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._count = Static(id="name")
        self._lead = Words(plain(READING), id="lead")
        self.map = TeamMap(id="map")
        self._body = VerticalScroll(self.map, id="body")

    def compose(self) -> ComposeResult:
        yield self._count
        yield self._lead
        yield self._body
        yield KeyLine(KEYS, may_go=("^p",), id="key-line")

    def on_mount(self) -> None:
        self._count.update(styled(("Team", "bold")))
        self._body.focus()
        self.load()

    @work(exclusive=True, group="list")
    async def load(self) -> None:
        """Read what is here and what was handed in."""
        view, problem = await answer_of(team_view(self.desk))
        if not self.is_attached:
            return
        if view is None:
            self.app.notify(problem, severity="warning")
            self._lead.say(plain(problem))
            return
        self._show(view)

    def _show(self, view: TeamView) -> None:
        people = len(view.picture.people)
        self._lead.say(plain((view.picture.advice or NO_SKILL) if people else NOBODY))
        if people:
            told = f"   {_count(people, 'person', 'people')}, {_count(view.own, 'attempt', 'attempts')} here"
            handed = f", {view.handed_in} handed in" if view.handed_in else ""
            self._count.update(styled(("Team", "bold"), (told + handed, "$muted")))
        self.map.view = view

    def action_others(self, by: int) -> None:
        self.map.first += by

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(TEAM))

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command("Other people, to the right", "One on", lambda: self.action_others(1), "right"),
            Command("Other people, to the left", "One back", lambda: self.action_others(-1), "left"),
            Command("Back", "To the scenarios", self.action_back, "escape"),
            Command("Help", "This screen in plain words", self.action_help, "F1"),
        )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
