"""What every dialog shares: a calm panel over the screen, left by escape with nothing changed."""

from typing import ClassVar, Protocol, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from aware_tui.language import _
from aware_tui.tui.widgets.text_view import TextView

Answer = TypeVar("Answer")


class Keeper(Protocol):
    """Whoever keeps the words typed in a dialog while they are typed."""

    def note_typing(self, view: TextView) -> None:
        """Mark a place whose words are about to change."""

    def keep_typed(self, view: TextView) -> None:
        """Keep what was typed in a place since it was kept last."""


class Dialog(ModalScreen[Answer | None]):
    """A question over the screen; escape answers None, and words typed by then stay with the keeper."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", _("back"), show=False),
        Binding("f1", "help", _("help"), show=False),
    ]

    def __init__(self, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.keeper = keeper
        self.boxes: tuple[TextView, ...] = ()
        """The places to type in, once it has been answered or left."""

    def note_typing(self, view: TextView) -> None:
        """Tell the keeper before the words change."""
        if self.keeper is not None:
            self.keeper.note_typing(view)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving a place keeps its words at once."""
        if isinstance(event.widget, TextView):
            self.keep_typed(event.widget)

    def keep_typed(self, view: TextView) -> None:
        """Have what was typed in a place kept now."""
        if self.keeper is not None:
            self.keeper.keep_typed(view)

    def still_open(self, *selectors: str) -> bool:
        """Say whether these widgets are all there still: an answer awaited may come as the dialog goes."""
        return self.is_attached and all(bool(self.query(each)) for each in selectors)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        self.boxes = tuple(self.query(TextView))
        for view in self.boxes if result is None else ():
            self.keep_typed(view)
        return super().dismiss(result)

    def action_help(self) -> None:
        """Say over the dialog what it is for."""
        from aware_tui.tui.dialogs.dialog_help import help_of
        from aware_tui.tui.dialogs.help import HelpDialog

        found = [told for kind in type(self).__mro__ if (told := help_of(kind.__name__)) is not None]
        if found:
            self.app.push_screen(HelpDialog(found[0][0], (), found[0][1]))

    def action_leave(self) -> None:
        self.dismiss(None)
