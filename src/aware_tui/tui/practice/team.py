"""The team: how each person shows each skill, which scenarios tell nobody apart, what to train next."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aware_tui.domain.text import counted
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.team_view import TeamView, team_view
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.practice.side_screen import PictureScreen
from aware_tui.tui.practice.team_map import TeamMap
from aware_tui.tui.waiting import answer_of

KEYS = (
    ("↑ ↓", _("read on")),
    ("← →", _("other people")),
    ("esc", _("back")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

READING = _("Reading what the team has practised. Calls that were handed in are played again.")
NOBODY = _(
    "Nobody has practised yet. Calls made on this data show here by themselves. What others hand in comes "
    "in with: aware team collect FILE"
)
NO_SKILL = _("No skill was shown yet without help.")

TEAM = Help(
    _("Team"),
    (
        _(
            "Each column is a person, each row a skill. What counts is what they did without help: "
            "whole calls, and drills. A scenario that everyone passes or everyone fails tells nobody "
            "apart, so it is named."
        ),
        _(
            "Result files are believed only if their moves, made again, give their score to the digit. "
            "What a trainee wrote for themselves is not in them, unless they added it."
        ),
    ),
    (
        ("↑ ↓", _("read on")),
        ("← →", _("other people")),
        ("escape", _("back")),
        ("^p", _("every command")),
    ),
)
"""The help of the team picture."""


class TeamScreen(PictureScreen):
    """Read only; the arrows scroll."""

    HELP_PAGE = TEAM
    KEYS = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "others(-1)", _("others"), show=False),
        Binding("right", "others(1)", _("others"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        shown = TeamMap(id="map")
        super().__init__(desk, _("Team"), READING, shown)
        self.map = shown

    @work(exclusive=True, group="list")
    async def load(self) -> None:
        """Read what is here and what was handed in."""
        view, problem = await answer_of(team_view(self.desk))
        if not self.is_attached:
            return
        if view is None:
            self.app.notify(problem, severity="warning")
            self.lead.say(plain(problem))
            return
        self._show(view)

    def _show(self, view: TeamView) -> None:
        people = len(view.picture.people)
        self.lead.say(plain((view.picture.advice or NO_SKILL) if people else NOBODY))
        if people:
            told = _("   {people}, {attempts} here").format(
                people=counted(people, "person", "people"), attempts=counted(view.own, "attempt")
            )
            handed = _(", {handed_in} handed in").format(handed_in=view.handed_in) if view.handed_in else ""
            self.title_line.update(styled((_("Team"), "bold"), (told + handed, "$muted")))
        self.map.view = view

    def action_others(self, by: int) -> None:
        self.map.first += by

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(_("Other people, to the right"), _("One on"), lambda: self.action_others(1), "right"),
            Command(_("Other people, to the left"), _("One back"), lambda: self.action_others(-1), "left"),
            *super().commands(),
        )
