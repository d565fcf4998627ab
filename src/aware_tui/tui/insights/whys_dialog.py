"""Five whys: each line asks why of the one above it; the last that is answered is the cause."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.domain.insights.whys import MOST
from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView

FIRST, NEXT = _("Why does it happen?"), _("And why that?")
HINT = _("what you have seen, not who is to blame")
WHY = _("Fewer than five will do. The last answer is the cause: what you end there does not come back.")
KEYS = _("Enter goes on, and keeps it in the last line   escape goes back")


class WhysDialog(Dialog[tuple[str, ...]]):
    """Answers with the five lines as they stand, empty ones too; Enter in the last one keeps them."""

    CSS_PATH = "whys.tcss"

    def __init__(self, about: str, answers: Sequence[str] = ()) -> None:
        super().__init__()
        self.answers = lines_of(answers)
        """What was typed, once it has been answered or left."""
        self._about = about

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("Five whys"), "bold $accent")), classes="title")
            yield Static(styled((self._about, "")), classes="about")
            yield Static(styled((WHY, "$muted")), classes="why")
            for number, words in enumerate(self.answers, 1):
                yield Static(
                    styled((f"{number}  {FIRST if number == 1 else NEXT}", "$muted")), classes="label"
                )
                hint = HINT if number == 1 else ""
                yield TextView(words, lines=False, hint=hint, id=f"why-{number}")
            yield Static(styled((KEYS, "$muted")), classes="foot")

    def on_mount(self) -> None:
        """Begin where the first answer is missing."""
        views = list(self.query(TextView))
        next((view for view in views if not view.text.strip()), views[-1]).focus()

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        if event.view.id == f"why-{MOST}":
            self.answers = self.typed()
            self.dismiss(self.answers)
        else:
            self.focus_next()

    def typed(self) -> tuple[str, ...]:
        """Return what stands here now."""
        return tuple(view.text.strip() for view in self.query(TextView))

    def action_leave(self) -> None:
        self.answers = self.typed()
        super().action_leave()


def lines_of(answers: Sequence[str]) -> tuple[str, ...]:
    """Return answers as the five lines that they are typed in."""
    return (*answers, *[""] * MOST)[:MOST]
