"""A widget for each part of a phase, and what each part shows of the session."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from aware_tui.domain.playbook import Choice, Lines, Part, PartKind, Playbook
from aware_tui.domain.session import CoachingSession
from aware_tui.language import _
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words


class PartView(Vertical):
    """One part of a phase; `show` brings it up to date with the session."""

    def __init__(self, part: Part, step: str, playbook: Playbook, session: CoachingSession) -> None:
        super().__init__(id=f"part-{part.id.replace('_', '-')}")
        self.part = part
        self.step = step
        self.playbook = playbook
        self.session = session

    def label(self) -> Words:
        """Return the part's label."""
        return Words(styled((self.part.label, "$muted")), classes="label")

    def show(self, session: CoachingSession, now: datetime) -> None:  # noqa: ARG002
        """Bring the part up to date."""
        self.session = session

    def spot(self) -> Spot:
        """Return where a note of this part is kept."""
        return Spot(Table.NOTE, self.step, self.part.id)

    def main_widget(self) -> Widget | None:
        """Return what takes focus when this part is the main one."""
        return next((w for w in self.query("*") if w.focusable), None)

    def text_views(self) -> tuple[TextView, ...]:
        """Return the places to type in, in order."""
        return tuple(self.query(TextView))


class NoteView(PartView):
    """Words in a box or on a line."""

    def compose(self) -> ComposeResult:
        yield self.label()
        yield TextView(
            self.session.note(self.step, self.part.id),
            spot=self.spot(),
            lines=self.part.lines is Lines.BOX,
            hint=self.part.hint,
        )

    def advise(self, kinder: str) -> None:
        """Show a kinder way in place of the label, or without one the label again; the row stays one row."""
        told = ((_("Kinder: "), "$warning"), (kinder, "")) if kinder else ((self.part.label, "$muted"),)
        for label in self.query(".label").results(Words):  # none once the part goes away
            label.say(styled(*told))


class RowView(PartView):
    """A row of choices: a mood, the size, an answer, a likelihood, the check-in."""

    def compose(self) -> ComposeResult:
        yield ChoiceRow(
            self.part.label,
            self.choices(),
            hint=self.part.hint,
            value=value_of(self.part, self.step, self.session, self.choices()),
        )

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices of the row."""
        return self.playbook.likelihood if self.part.kind is PartKind.LIKELIHOOD else self.part.choices

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        row = self.query_one(ChoiceRow)
        row.value = value_of(self.part, self.step, session, row.choices)


class ReadBackView(PartView):
    """The agreed solution in words, built from the fields as they are now."""

    def __init__(
        self,
        part: Part,
        step: str,
        playbook: Playbook,
        session: CoachingSession,
        draft: Callable[[tuple[str, ...]], str],
    ) -> None:
        super().__init__(part, step, playbook, session)
        self._draft = draft

    def compose(self) -> ComposeResult:
        yield self.label()
        yield Words(self._words(), classes="read-back")

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        self.query_one(".read-back", Words).say(self._words())

    def _words(self) -> Content:
        words = self._draft(self.part.template)
        return styled((words or self.part.hint, "" if words else "$faint"))


def value_of(part: Part, step: str, session: CoachingSession, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the choice a session has for this part."""
    head = session.head
    if part.kind is PartKind.SIZE:
        return head.apology_size
    if part.kind is PartKind.ANSWER:
        return session.answer(step, part.id)
    if part.kind is PartKind.LIKELIHOOD:
        return session.quality_record.likelihood if session.quality_record else None
    number = {
        PartKind.MOOD_START: head.mood_start,
        PartKind.MOOD_END: head.mood_end,
        PartKind.CHECK_IN: next((c.score for c in session.check_ins if c.author == head.agent), None),
    }.get(part.kind)
    return choices[number - 1].id if number and number <= len(choices) else None
