"""The switch for a customer who is mistaken where safety or security is at stake."""

from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from aware_tui.domain.playbook import Choice
from aware_tui.domain.session import CoachingSession
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.widgets.choice_row import ChoiceRow

ON = (Choice("on", "on"),)


class SafetyView(PartView):
    """Off by default; its reason is asked when it is switched on, and kept."""

    @dataclass
    class Switched(Message):
        """The switch was pressed."""

    def compose(self) -> ComposeResult:
        yield ChoiceRow(self.part.label, ON, hint=self._hint(), value=self._value())

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        row = self.query_one(ChoiceRow)
        row.value = self._value()
        row.hint = self._hint()

    def _value(self) -> str | None:
        return "on" if self.session.head.safety_reason is not None else None

    def _hint(self) -> str:
        return self.session.head.safety_reason or ""

    @on(ChoiceRow.Chosen)
    def switch(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        self.post_message(self.Switched())
