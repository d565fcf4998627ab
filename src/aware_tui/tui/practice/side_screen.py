"""What the screens share that are opened beside the list of scenarios."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help, HelpDialog
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.widgets.key_line import Key, KeyLine
from aware_tui.tui.widgets.lined import Lined
from aware_tui.tui.widgets.words import Words


class SideScreen(Screen[None]):
    """Escape goes back, and F1 tells what it is for."""

    HELP_PAGE: ClassVar[Help]
    WAY_BACK: ClassVar[str] = _("To the scenarios")
    """Where escape leads, as the palette tells it."""
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", _("help"), show=False),
        Binding("escape", "back", _("back"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(self.HELP_PAGE))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette."""
        return (
            Command(_("Back"), self.WAY_BACK, self.action_back, "escape"),
            Command(_("Help"), _("This screen in plain words"), self.action_help, "F1"),
        )


class PictureScreen(SideScreen):
    """Its name, a lead and under them a picture, read only; the arrows scroll."""

    CSS_PATH = "picture.tcss"
    KEYS: ClassVar[tuple[Key, ...]]

    def __init__(self, desk: Desk, title: str, lead: str, picture: Lined, *, whose: str = "") -> None:
        super().__init__(desk)
        self.title_line = Static(styled((title, "bold"), (whose, "$muted")), id="name")
        self.lead = Words(plain(lead), id="lead")
        self._body = VerticalScroll(picture, id="body")

    def compose(self) -> ComposeResult:
        yield self.title_line
        yield self.lead
        yield self._body
        yield KeyLine(self.KEYS, may_go=("^p",), id="key-line")

    def on_mount(self) -> None:
        self._body.focus()
        self.load()

    def load(self) -> object:
        """Read what the picture shows."""
        raise NotImplementedError
