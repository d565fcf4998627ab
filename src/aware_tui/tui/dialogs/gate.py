"""The gate on screen: what is open, how to leave, and one digit for the reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from aware_tui.domain import gate
from aware_tui.domain.due import Due, describe
from aware_tui.domain.gate import Ending, Gap, GapKind
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView

GAP_WORDS = {
    GapKind.ITEM: _("not ticked"),
    GapKind.UNDATED: _("promised without a time"),
    GapKind.OPEN_PROMISE: _("promised, still open"),
    GapKind.OPEN_CHECK: _("still to check"),
    GapKind.HALF: _("not recorded yet"),
}
"""How each kind of gap is said."""

NOTHING_OPEN = {
    Ending.FINISH: _("Nothing is left open."),
    Ending.PARK: _("It waits on Today. Nothing has to be mended first."),
    Ending.DISCARD: _("It will not count. Its words stay until they are purged."),
}
"""What is said where no gap is in the way."""

WHY = {Ending.FINISH: _("Why finish?"), Ending.PARK: _("Why park?"), Ending.DISCARD: _("Why discard?")}
"""What asks for the reason of each way out."""

SHOWN, SHOWN_LOW = 6, 3
"""Gaps shown before the rest is only counted, and in a low window."""

LOW = 24
"""A window of fewer rows is low."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the agent leaves the session."""

    ending: Ending
    reason: str | None = None
    words: str = ""


class GateDialog(Dialog[Leaving]):
    """Names what is open; Enter takes the way the cursor is on, a digit gives the reason, w adds words."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
        Binding("enter", "take", _("take"), show=False),
    ]

    cursor: reactive[int] = reactive(0)
    asking: reactive[Ending | None] = reactive(None)
    """The ending whose reason is being asked for."""
    sure: reactive[str | None] = reactive(None)
    """The reason given for a discard that waits to be confirmed."""

    def __init__(
        self, call: Call, keeper: Keeper, now: Callable[[], datetime], first: Ending | None = None
    ) -> None:
        super().__init__(keeper)
        self._call = call
        self._now = now
        suggested = gate.suggested(call.session)
        self._ways = (suggested, *(e for e in Ending if e is not suggested))
        self._first = first
        self._drawn = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("Leave this call"), "bold $accent")), id="title", classes="title")
            yield Static(id="open")
            yield Static(id="ways")
            spot = self._call.unfinished("words at the gate")
            words, hint = self._call.words_in(spot), _("a word about it, if you like")
            yield TextView(words, spot=spot, lines=False, hint=hint, id="words")
            yield Static(id="foot", classes="foot")

    def on_mount(self) -> None:
        self._drawn = True
        self.query_one("#words").display = bool(self.query_one("#words", TextView).text)
        self.set_focus(None)
        if self._first is not None:
            self.cursor = self._ways.index(self._first)
            self.action_take()
        self.show_all()

    @property
    def way(self) -> Ending:
        """Return the ending the cursor is on, or whose reason is asked for."""
        return self.asking or self._ways[self.cursor]

    def watch_cursor(self) -> None:
        self.show_all()

    def watch_asking(self) -> None:
        self.show_all()

    def watch_sure(self) -> None:
        self.show_all()

    def show_all(self) -> None:
        """Draw the dialog for the way in hand."""
        if not self._drawn:
            return
        self.query_one("#open", Static).update(self._open())
        self.query_one("#ways", Static).update(self._reasons() if self.asking else self._ways_shown())
        self.query_one("#foot", Static).update(styled((self._foot(), "$muted")))
        self.call_after_refresh(self._show_answers)

    def _show_answers(self) -> None:
        """Keep the ways and the reasons in sight where what is open takes more room than there is."""
        for panel in self.query(".panel"):
            panel.scroll_end(animate=False, immediate=True)

    def on_resize(self) -> None:
        self.show_all()

    def _open(self) -> Content:
        gaps = self._call.gaps(self.way)
        if not gaps:
            return styled((NOTHING_OPEN[self.way], "$muted"))
        lines = [styled((_("Still open"), "$muted"))]
        shown = SHOWN if self.size.height >= LOW else SHOWN_LOW
        lines += [_gap_line(gap) for gap in gaps[:shown]]
        if len(gaps) > shown:
            lines.append(styled((_("  and {number} more").format(number=len(gaps) - shown), "$muted")))
        return Content("\n").join(lines)

    def _ways_shown(self) -> Content:
        lines = []
        for index, way in enumerate(self._ways):
            here = index == self.cursor
            lines.append(
                styled(("▸ " if here else "  ", "bold $accent"), (self._say(way), "bold" if here else ""))
            )
        return Content("\n").join(lines)

    def _say(self, way: Ending) -> str:
        if way is Ending.FINISH:
            left = self._call.gaps(way)
            return _("Finish, and say why something is left open") if left else _("Finish: all of it is done")
        if way is Ending.DISCARD:
            return _("Discard: this should not count")
        due = gate.first_due(self._call.session)
        if due is None:
            return _("Park: come back to it later")
        return _("Park until {when}").format(
            when=describe(Due(due, self._call.session.head.zone, ""), self._now())
        )

    def _reasons(self) -> Content:
        if self.sure is not None:
            return styled(
                (_("Discard it? Its words stay until they are purged. Press d to discard."), "bold $warning")
            )
        lines = [styled((WHY[self.way], "bold"))]
        for index, choice in enumerate(gate.reasons(self._call.playbook, self.way)):
            lines.append(styled((f"  {index + 1}  ", "$muted"), (choice.label, "")))
        return Content("\n").join(lines)

    def _foot(self) -> str:
        if self.asking is None:
            return _("Enter takes it   escape goes back to the call")
        return _("a digit says why   w adds words   escape goes back")

    def action_go(self, by: int) -> None:
        if self.asking is None:
            self.cursor = (self.cursor + by) % len(self._ways)

    def action_take(self) -> None:
        if self.asking is None:
            self._take(self._ways[self.cursor])

    def _take(self, way: Ending) -> None:
        if gate.needs_reason(self._call.session, self._call.playbook, way):
            self.asking = way
        else:
            self.dismiss(Leaving(way))

    def action_leave(self) -> None:
        if self.asking is None:
            self.dismiss(None)
        self.asking = self.sure = None
        self.set_focus(None)

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if self.asking is None or isinstance(self.focused, TextView):
            return
        if self.sure is not None:
            self._confirm(character)
        elif character == "w":
            self._add_words()
        elif character.isascii() and character.isdigit():
            self._because(int(character))
        else:
            return
        event.stop()

    def _because(self, number: int) -> None:
        choices = gate.reasons(self._call.playbook, self.way)
        if not 1 <= number <= len(choices):
            return
        if self.way is Ending.DISCARD:
            self.sure = choices[number - 1].id
        else:
            self._leave(choices[number - 1].id)

    def _confirm(self, character: str) -> None:
        reason, self.sure = self.sure, None
        if character == "d" and reason is not None:
            self._leave(reason)

    def _leave(self, reason: str) -> None:
        self.dismiss(Leaving(self.way, reason, self.query_one("#words", TextView).text.strip()))

    def _add_words(self) -> None:
        words = self.query_one("#words", TextView)
        words.display = True
        words.focus()

    @on(TextView.Ended)
    def back_to_reasons(self, event: TextView.Ended) -> None:
        event.stop()
        self.set_focus(None)


def _gap_line(gap: Gap) -> Content:
    return styled(("  · ", "$muted"), (gap.what, ""), (f" · {GAP_WORDS[gap.kind]}", "$muted"))
