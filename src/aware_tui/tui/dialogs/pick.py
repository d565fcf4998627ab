"""One answer out of a list, by digit, by arrows and Enter, or by its first letters."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widgets import Static

from aware_tui.domain.playbook import Choice
from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import plain, styled

NEWLINE = Content("\n")


class Pick(Dialog[str]):
    """Answers with the id of the choice taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
        Binding("enter,space", "take", _("take"), show=False),
    ]

    cursor: reactive[int] = reactive(0)

    def __init__(
        self, title: str, choices: tuple[Choice, ...], *, why: str = "", value: str | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._why = why
        at = next((i for i, choice in enumerate(choices) if choice.id == value), 0)
        self.set_reactive(Pick.cursor, at)

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._title, "bold $accent")), classes="title")
            if self._why:
                yield Static(styled((self._why, "$muted")), classes="why")
            yield Static(plain(NEWLINE.join(self._lines())), id="choices")
            yield Static(
                styled((_("Enter or a digit takes it   escape goes back"), "$muted")), classes="foot"
            )

    def _lines(self) -> list[Content]:
        lines = []
        for index, choice in enumerate(self._choices):
            here = index == self.cursor
            number = f"{index + 1} " if index < 9 else "  "
            mark = ("▸ " if here else "  ", "bold $accent")
            lines.append(styled(mark, (number, "$muted"), (choice.label, "bold" if here else "")))
        return lines

    def watch_cursor(self) -> None:
        if self.is_mounted:
            self.query_one("#choices", Static).update(plain(NEWLINE.join(self._lines())))
            self._keep_in_sight()

    def on_resize(self) -> None:
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Scroll to the choice under the cursor; from the first one on the question is in sight too."""
        choices, lines = self.query_one("#choices", Static), self._lines()
        heights = [len(line.wrap(max(1, choices.size.width))) for line in lines[: self.cursor + 1]]
        top = choices.virtual_region.y + sum(heights[:-1]) if self.cursor else 0
        bottom = choices.virtual_region.y + sum(heights)
        self.query_one(".panel").scroll_to_region(
            Region(0, top, 1, bottom - top), animate=False, immediate=True
        )

    def action_go(self, by: int) -> None:
        if self._choices:
            self.cursor = (self.cursor + by) % len(self._choices)

    def action_take(self) -> None:
        if self._choices:
            self.dismiss(self._choices[self.cursor].id)

    def on_key(self, event: events.Key) -> None:
        character = (event.character or "").casefold()
        if not event.is_printable or event.key == "space":
            return
        event.stop()
        if character.isascii() and character.isdigit():
            if 1 <= int(character) <= min(9, len(self._choices)):
                self.dismiss(self._choices[int(character) - 1].id)
            return
        after = [*range(self.cursor + 1, len(self._choices)), *range(self.cursor + 1)]
        found = (i for i in after if self._choices[i].label.casefold().startswith(character))
        self.cursor = next(found, self.cursor)
