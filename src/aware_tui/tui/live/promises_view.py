"""The promise line, what was understood of its time, and the promises made so far."""

from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from aware_tui.domain.due import Due, describe
from aware_tui.domain.rows import Promise
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import PromiseState
from aware_tui.language import _
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.row_list import Line, RowList
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

SIGNS = {
    PromiseState.OPEN: _("○ open"),
    PromiseState.KEPT: _("✓ kept"),
    PromiseState.CHANGED: _("→ changed"),
    PromiseState.BROKEN: _("✗ broken"),
}
"""How each state of a promise is shown."""

NOTHING_TYPED = _("Nothing is promised yet. Type it here, then Enter.")
"""Said where Enter was pressed on the line as it stood, with an example in it."""


class PromisesView(PartView):
    """Where promises are made: one line, Enter keeps it in the list."""

    @dataclass
    class Made(Message):
        """A promise was typed and ended with Enter."""

        words: str

    @dataclass
    class ToEdit(Message):
        """A promise in the list is to be corrected."""

        promise_id: str

    @dataclass
    class ToUnsay(Message):
        """A promise in the list was never made."""

        promise_id: str

    unread: frozenset[str] = frozenset()
    """The promises whose time is being read: nothing is said of it yet."""

    def compose(self) -> ComposeResult:
        yield self.label()
        words = self.session.note(self.step, self.part.id)
        yield TextView(words, spot=self.spot(), lines=False, hint=self.part.hint)
        yield Words(id="due-said")
        yield RowList({"enter": _("correct"), "delete": _("take out")}, id="promises")

    def main_widget(self) -> Widget:
        return self.query_one(TextView)

    def on_mount(self) -> None:
        self.say("")

    def say(self, sentence: str) -> None:
        """Show back what was understood of the due time."""
        for words in self.query("#due-said").results(Words):  # none once the part goes away
            words.say(styled((sentence, "$accent")))

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        self.query_one(RowList).rows = promise_rows(session, now, self.unread)

    @on(TextView.Ended)
    def make(self, event: TextView.Ended) -> None:
        event.stop()
        words = event.view.text.strip()
        if words:
            self.post_message(self.Made(words))
        elif not self.session.promises:
            self.say(NOTHING_TYPED)

    @on(RowList.Deed)
    def deal(self, event: RowList.Deed) -> None:
        event.stop()
        wanted = self.ToEdit if event.key == "enter" else self.ToUnsay
        self.post_message(wanted(event.row_id))


class KeptView(PartView):
    """The promises again, to be marked kept, changed or broken."""

    @dataclass
    class Settled(Message):
        """A promise was marked: `k` kept, `c` changed, `b` broken, `o` open again."""

        promise_id: str
        key: str

    def compose(self) -> ComposeResult:
        yield self.label()
        deeds = {"k": _("kept"), "c": _("changed"), "b": _("broken"), "o": _("open again")}
        yield RowList(deeds, empty=_("Nothing was promised."), id="kept")

    def main_widget(self) -> Widget:
        return self.query_one(RowList)

    def on_mount(self) -> None:
        self.query_one(RowList).watch_rows()

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        self.query_one(RowList).rows = promise_rows(session, now)

    @on(RowList.Deed)
    def settle(self, event: RowList.Deed) -> None:
        event.stop()
        self.post_message(self.Settled(event.row_id, event.key))


def promise_rows(
    session: CoachingSession, now: datetime, unread: frozenset[str] = frozenset()
) -> tuple[Line, ...]:
    """Return a row for each promise: its state, what, who, by when, and the reason if it has one."""
    return tuple(Line(made.id, _row(made, session, now, made.id in unread)) for made in session.promises)


def _row(made: Promise, session: CoachingSession, now: datetime, unread: bool) -> Content:
    due = "..." if unread else _("no time yet")
    if made.due_at:
        due = describe(Due(made.due_at, made.zone or "UTC", made.due_words), now)
    who = _("me") if made.who == session.head.agent else made.who
    late = made.state is PromiseState.OPEN and made.due_at is not None and made.due_at < now
    return styled(
        (f"{SIGNS[made.state]}  ", "$muted"),
        (made.what, ""),
        (f" · {who}", "$muted"),
        (f" · {due}", "$warning" if late or not made.due_at else "$muted"),
        (_(" · overdue") if late else "", "$warning"),
        (f" · {made.reason}" if made.reason else "", "$muted"),
    )
