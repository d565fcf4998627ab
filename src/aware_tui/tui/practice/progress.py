"""Progress: what is passed or still missing, and the skills by call as a picture."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.choosing import practised
from aware_tui.services.practice.progress import picture
from aware_tui.tui.commands import Command
from aware_tui.tui.plaintext import plain
from aware_tui.tui.practice.heat_map import HeatMap
from aware_tui.tui.practice.help import PROGRESS
from aware_tui.tui.practice.side_screen import PictureScreen
from aware_tui.tui.waiting import answer_of

KEYS = (
    ("↑ ↓", _("read on")),
    ("← →", _("earlier, later")),
    ("esc", _("back")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

NOTHING = _(
    "No call of your own yet. Go back, choose somebody and press Enter: "
    "after the first call that you make yourself, this shows what it showed."
)


class ProgressScreen(PictureScreen):
    """Read only; the arrows scroll."""

    HELP_PAGE = PROGRESS
    KEYS = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "earlier(1)", _("earlier"), show=False),
        Binding("right", "earlier(-1)", _("later"), show=False),
        Binding("g", "back", _("back"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        shown, whose = HeatMap(id="map"), f"   {desk.settings.agent}"
        super().__init__(desk, _("Progress"), "", shown, whose=whose)
        self.map = shown

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
        self.lead.say(plain(shown.standing if shown.calls else NOTHING))
        self.map.picture = shown if shown.calls else None

    def action_earlier(self, by: int) -> None:
        self.map.back += by

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(_("Earlier calls"), _("One to the left"), lambda: self.action_earlier(1), "left"),
            Command(_("Later calls"), _("One to the right"), lambda: self.action_earlier(-1), "right"),
            *super().commands(),
        )
