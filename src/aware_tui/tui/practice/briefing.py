"""The briefing: who is calling and how they feel, what may be offered, and how much help to take."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.choosing import Practised, suggested
from aware_tui.services.practice.library import Library
from aware_tui.services.practice.saying import LEVELS, MODE_NAMES
from aware_tui.services.practice.standing import offers, which_method
from aware_tui.services.reading_room.passages import Passage, Said, Voice
from aware_tui.tui.commands import Command
from aware_tui.tui.plaintext import styled
from aware_tui.tui.practice.help import BRIEFING
from aware_tui.tui.practice.modes import Modes
from aware_tui.tui.practice.mood_bars import MoodBars
from aware_tui.tui.practice.side_screen import SideScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.prose import PassageView

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario
    from aware_tui.services.practice.rehearsal import Rehearsal

KEYS = (
    ("enter", _("pick up")),
    ("1-4", _("how much help")),
    ("pgdn", _("read on")),
    ("esc", _("back")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

HELP_WANTED = _("How much help")


class BriefingScreen(SideScreen):
    """All that an agent can know before the call; Enter picks up."""

    CSS_PATH = "briefing.tcss"
    HELP_PAGE = BRIEFING
    WAY_BACK = _("To the list of scenarios")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"mode('{mode}')", MODE_NAMES[mode], show=False)
            for number, mode in enumerate(AttemptMode, 1)
        ),
        Binding("up", "go(-1)", _("more help"), show=False),
        Binding("down", "go(1)", _("less help"), show=False),
        Binding("pageup", "read(-1)", _("a page up"), show=False),
        Binding("pagedown,space", "read(1)", _("a page down"), show=False),
        Binding("enter", "start", _("pick up"), show=False),
    ]

    def __init__(
        self, desk: Desk, library: Library, loaded: "LoadedScenario", known: Practised, assignment: str = ""
    ) -> None:
        super().__init__(desk)
        self.library, self.loaded = library, loaded
        self.assignment = assignment
        self.modes = Modes(suggested(known.finished), id="modes")
        self._body = VerticalScroll(id="body", can_focus=False)
        self._starting = False
        self._begun: Rehearsal | None = None

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.loaded.scenario

    def compose(self) -> ComposeResult:
        scenario, person = self.scenario, self.scenario.persona
        level = LEVELS.get(scenario.level, "")
        yield Static(
            styled(
                (_("Practice"), "bold"),
                (f"   {scenario.title or scenario.id}", ""),
                (f"   {scenario.industry}, {level}", "$muted"),
            ),
            id="name",
        )
        with self._body:
            yield PassageView(
                Passage(_("{name} is calling").format(name=person.name), (Said(scenario.about),))
            )
            yield MoodBars(person.anger, person.trust, id="mood")
            with Horizontal(id="limits"):
                yield from self._limits()
            yield from self._method()
        with Vertical(id="help-wanted"):
            yield Static(styled((HELP_WANTED, "bold $accent"), (f"   {self.modes.suggested.why}", "$muted")))
            yield self.modes
        yield KeyLine(KEYS, may_go=("1-4", "^p", "pgdn"), id="key-line")

    def _limits(self) -> ComposeResult:
        """Yield what may be offered, and what may not."""
        for title, lines in zip((_("You may"), _("You may not")), offers(self.scenario), strict=True):
            if lines:
                yield PassageView(Passage(title, tuple(Said(line, lead="· ") for line in lines)))

    def _method(self) -> ComposeResult:
        """Yield which method this trains, where calls follow another one."""
        in_force = self.desk.in_force
        playbook = in_force.result().playbook if in_force.done() and not in_force.exception() else None
        told = which_method(playbook) if playbook is not None else ""
        if told:
            yield PassageView(Passage(_("Method"), (Said(told, Voice.QUIET),)))

    def action_mode(self, mode: str) -> None:
        self.modes.mode = AttemptMode(mode)

    def action_go(self, by: int) -> None:
        self.modes.go(by)

    def action_read(self, by: int) -> None:
        if by > 0:
            self._body.scroll_page_down(animate=False)
        else:
            self._body.scroll_page_up(animate=False)

    @work(group="starting")
    async def action_start(self) -> None:
        """Begin the call, once, however often Enter is pressed; the briefing makes way for it."""
        if self._starting:
            return
        self._starting = True
        from aware_tui.services.practice import rehearsal

        beginning = rehearsal.begin(self.desk, self.library, self.loaded, self.modes.mode, self.assignment)
        begun, problem = await answer_of(beginning)
        if not self.is_attached:
            return
        if begun is None:
            self._starting = False
            self.app.notify(problem, severity="warning")
        self._begun = begun
        self._show_call()

    def on_screen_resume(self) -> None:
        self._show_call()

    def _show_call(self) -> None:
        """Make way for the call, once it has begun and nothing stands over the briefing."""
        if self._begun is not None and self.app.screen is self:  # `is_current` under a dialog too
            from aware_tui.tui.practice.call_screen import CallScreen

            begun, self._begun = self._begun, None
            if begun.mode is AttemptMode.TYPE:
                self.library.understanding()  # made while the customer speaks: it takes a second or two
            self.app.switch_screen(CallScreen(begun))

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(_("Pick up"), _("The call begins"), self.action_start, "enter"),
            *(
                Command(
                    _("Help: {mode}").format(mode=MODE_NAMES[mode]),
                    _("How much help to take"),
                    self._taking(mode),
                    str(number),
                )
                for number, mode in enumerate(AttemptMode, 1)
            ),
            *super().commands(),
        )

    def _taking(self, mode: AttemptMode) -> Callable[[], None]:
        return lambda: self.action_mode(mode)
