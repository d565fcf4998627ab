"""The two documents: each drafted from the session, edited here, ticked when it is recorded."""

from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from aware_tui.domain.playbook import Choice, PartKind
from aware_tui.domain.rows import ProfileEntry, QualityRecord
from aware_tui.domain.session import CoachingSession
from aware_tui.language import _
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

TABLES = {PartKind.PROFILE: Table.PROFILE, PartKind.QUALITY: Table.QUALITY}
"""The table each document is kept in."""


class DocumentView(PartView):
    """A document's words, whether it is recorded, and its reference in the outside system."""

    @dataclass
    class Recorded(Message):
        """The document was recorded in the other system, or was not after all."""

        table: Table
        recorded: bool

    @property
    def table(self) -> Table:
        """Return the table the document is kept in."""
        return TABLES[self.part.kind]

    def spot(self) -> Spot:
        return Spot(self.table, self.step, "text")

    def compose(self) -> ComposeResult:
        document = self._document()
        yield self.label()
        yield TextView(
            document.text if document else "", spot=self.spot(), hint=self.part.hint, at_start=True
        )
        yield ChoiceRow("", self.part.choices, value=self._value())
        reference = document.outside_reference if document else ""
        spot = Spot(self.table, self.step, "outside_reference")
        yield TextView(reference, spot=spot, lines=False, hint=_("its number there, if it has one"))
        yield Words(classes="delivery")

    def say_delivery(self, words: str) -> None:
        """Say where the document is on its way, or nothing."""
        said = self.query_one(".delivery", Words)
        said.say(styled((words, "$muted")))
        said.display = bool(words)

    def _document(self) -> ProfileEntry | QualityRecord | None:
        session = self.session
        return session.profile_entry if self.table is Table.PROFILE else session.quality_record

    def _value(self) -> str | None:
        document = self._document()
        recorded = document is not None and document.recorded_at is not None
        return self.part.choices[0].id if recorded else None

    def main_widget(self) -> Widget:
        return self.query(TextView).first()

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        self.query_one(ChoiceRow).value = self._value()

    @on(ChoiceRow.Chosen)
    def record(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        self.post_message(self.Recorded(self.table, event.choice is not None))


class QualityLineView(PartView):
    """One line of the quality record: the cost, or the recommendation."""

    def spot(self) -> Spot:
        return Spot(Table.QUALITY, self.step, self.part.kind.value)

    def compose(self) -> ComposeResult:
        record = self.session.quality_record
        words = str(getattr(record, self.part.kind.value, "")) if record else ""
        yield self.label()
        yield TextView(words, spot=self.spot(), lines=False, hint=self.part.hint)


class PickView(PartView):
    """One out of a long list: the category, or the cause."""

    @dataclass
    class Wanted(Message):
        """The list is to be opened."""

        kind: PartKind

    def compose(self) -> ComposeResult:
        yield ChoiceRow(self.part.label, self._choices(), acts=True, hint=self.part.hint)

    def _choices(self) -> tuple[Choice, ...]:
        return (Choice("pick", self._label() or _("choose")),)

    def _label(self) -> str:
        record = self.session.quality_record
        if self.part.kind is PartKind.CAUSE:
            cause = record.cause if record else None
            return next((c.label for c in self.playbook.causes if c.id == cause), "")
        category = self.playbook.category(self.session.head.category)
        return category.label if category else ""

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        self.query_one(ChoiceRow).choices = self._choices()

    @on(ChoiceRow.Chosen)
    def want(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        self.post_message(self.Wanted(self.part.kind))
