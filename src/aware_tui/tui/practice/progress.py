"""Progress: what is passed or still missing, and the skills by call as a picture."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from aware_tui.services.desk import Desk
from aware_tui.services.practice.choosing import practised
from aware_tui.services.practice.progress import picture
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.practice.heat_map import HeatMap
from aware_tui.tui.practice.help import PROGRESS
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.words import Words

KEYS = (("↑ ↓", "read on"), ("← →", "earlier, later"), ("esc", "back"), ("^p", "commands"), ("F1", "help"))
"""The keys of the foot line."""

NOTHING = (
    "No call of your own yet. Go back, choose somebody and press Enter: "
    "after the first call that you make yourself, this shows what it showed."
)


class ProgressScreen(Screen[None]):
    """Read only; the arrows scroll."""

    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "earlier(1)", "earlier", show=False),
        Binding("right", "earlier(-1)", "later", show=False),
        Binding("f1", "help", "help", show=False),
        Binding("g", "back", "back", show=False),
        Binding("escape", "back", "back", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._standing = Words(id="standing")
        self.map = HeatMap(id="map")
        self._body = VerticalScroll(self.map, id="body")

    def compose(self) -> ComposeResult:
        whose = f"   {self.desk.settings.agent}"
        yield Static(styled(("Progress", "bold"), (whose, "$muted")), id="name")
        yield self._standing
        yield self._body
        yield KeyLine(KEYS, may_go=("^p",), id="key-line")

    def on_mount(self) -> None:
        self._body.focus()
        self.load()

    @work(exclusive=True, group="list")
    async def load(self) -> None:
        """Read what was practised."""
        known, problem = await answer_of(practised(self.desk))
        if not self.is_attached:
            return
        if known is None:
            self.app.notify(problem, severity="warning")
            return
        shown = picture(known, self.desk.now(), self.desk.settings.zone)
        self._standing.say(plain(shown.standing if shown.calls else NOTHING))
        self.map.picture = shown if shown.calls else None

    def action_earlier(self, by: int) -> None:
        self.map.back += by

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(PROGRESS))

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command("Earlier calls", "One to the left", lambda: self.action_earlier(1), "left"),
            Command("Later calls", "One to the right", lambda: self.action_earlier(-1), "right"),
            Command("Back", "To the scenarios", self.action_back, "escape"),
            Command("Help", "This screen in plain words", self.action_help, "F1"),
        )
