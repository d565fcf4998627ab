"""The checks after the call: with the delegate who was given the work, and with the customer."""

from dataclasses import dataclass
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from aware_tui.domain.due import Due, describe
from aware_tui.domain.playbook import Choice
from aware_tui.domain.rows import FollowUp
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import FollowUpKind, FollowUpState
from aware_tui.language import _
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.row_list import Line, RowList

KINDS = (
    Choice(FollowUpKind.DELEGATE, _("check on someone it was handed to")),
    Choice(FollowUpKind.CUSTOMER, _("check back with the customer")),
)
"""The two kinds of follow-up, as the row offers them."""

STATES = {
    FollowUpState.OPEN: _("○ open"),
    FollowUpState.DONE: _("✓ all well"),
    FollowUpState.NOT_WELL: _("✗ not well"),
}
"""How each state of a follow-up is shown."""


class FollowUpsView(PartView):
    """Planned checks and how they came out."""

    @dataclass
    class Planned(Message):
        """A check is to be planned."""

        kind: FollowUpKind

    @dataclass
    class CameOut(Message):
        """A check was dealt with: `w` all well, `n` not well, `o` open again, `delete` taken out."""

        follow_up_id: str
        key: str

    def compose(self) -> ComposeResult:
        yield self.label()
        deeds = {"w": _("all is well"), "n": _("not well"), "o": _("open again"), "delete": _("take out")}
        yield RowList(deeds, id="follow-ups")
        yield ChoiceRow(_("Plan"), KINDS, acts=True)

    def main_widget(self) -> Widget:
        return self.query_one(ChoiceRow)

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        rows = self.query_one(RowList)
        rows.rows = tuple(Line(check.id, _row(check, now)) for check in session.follow_ups)
        rows.display = bool(session.follow_ups)

    @on(ChoiceRow.Chosen)
    def plan(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        self.post_message(self.Planned(FollowUpKind(event.choice or KINDS[0].id)))

    @on(RowList.Deed)
    def deal(self, event: RowList.Deed) -> None:
        event.stop()
        self.post_message(self.CameOut(event.row_id, event.key))


def _row(check: FollowUp, now: datetime) -> Content:
    when = describe(Due(check.due_at, check.zone or "UTC", ""), now) if check.due_at else _("no time yet")
    whom = check.who or _("them")
    what = (
        _("check on {whom}").format(whom=whom)
        if check.kind is FollowUpKind.DELEGATE
        else _("check back with the customer")
    )
    late = check.state is FollowUpState.OPEN and check.due_at is not None and check.due_at < now
    return styled(
        (f"{STATES[check.state]}  ", "$muted"),
        (what, ""),
        (f" · {when}", "$warning" if late else "$muted"),
        (_(" · overdue") if late else "", "$warning"),
        (f" · {check.outcome}" if check.outcome else "", "$muted"),
    )
