"""The ways to put it right: who proposed each, whether it works for them, whether it is possible for us."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from aware_tui.domain.rows import Option
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ProposedBy
from aware_tui.domain.text import cells, excerpt
from aware_tui.language import _
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.row_list import Line, RowList
from aware_tui.tui.widgets.text_view import TextView

NAME_WIDTH = 30
"""Cells of an option's words in the table, where there is room."""

COLUMNS_WIDTH = 44
"""Cells of the other columns."""

ANSWERS = {True: (_("✓ yes"), "$success"), False: (_("✗ no"), "$warning"), None: ("·", "$muted")}
"""How yes, no and not asked are shown."""

ANSWER_WIDTH = max(len(said) for said, _style in ANSWERS.values())
"""Cells of an answer."""

NEXT = {None: True, True: False, False: None}
"""What a further press makes of an answer: not asked, yes, no, not asked."""


class OptionsView(PartView):
    """A table of options: Enter in the line adds one, keys on a row weigh it."""

    @dataclass
    class Proposed(Message):
        """An option was typed and ended with Enter."""

        words: str

    @dataclass
    class Weighed(Message):
        """A column of an option was answered."""

        option: Option
        values: dict[str, Any]

    @dataclass
    class Picked(Message):
        """The customer picked an option."""

        option: Option

    @dataclass
    class Withdrawn(Message):
        """An option is to be taken out."""

        option: Option

    def compose(self) -> ComposeResult:
        deeds = {
            "space": _("they pick"),
            "t": _("theirs/ours"),
            "w": _("works"),
            "p": _("possible"),
            "delete": _("out"),
        }
        yield self.label()
        yield RowList(deeds, header=_header(NAME_WIDTH), id="options")
        words = self.session.note(self.step, self.part.id)
        yield TextView(words, spot=self.spot(), lines=False, hint=self.part.hint or _("add one, then Enter"))

    def main_widget(self) -> Widget:
        return self.query_one(TextView)

    def show(self, session: CoachingSession, now: datetime) -> None:
        super().show(session, now)
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        room = max(12, min(NAME_WIDTH, self.size.width - COLUMNS_WIDTH)) if self.size.width else NAME_WIDTH
        rows = self.query_one(RowList)
        rows.header = _header(room)
        rows.rows = tuple(Line(option.id, _row(option, room)) for option in self.session.options)
        rows.display = bool(self.session.options)

    @on(TextView.Ended)
    def propose(self, event: TextView.Ended) -> None:
        event.stop()
        words = event.view.text.strip()
        if words:
            self.post_message(self.Proposed(words))

    @on(RowList.Deed)
    def deal(self, event: RowList.Deed) -> None:
        event.stop()
        option = next((o for o in self.session.options if o.id == event.row_id), None)
        if option is None:
            return
        match event.key:
            case "space":
                self.post_message(self.Picked(option))
            case "delete":
                self.post_message(self.Withdrawn(option))
            case "t":
                other = ProposedBy.AGENT if option.proposed_by is ProposedBy.CUSTOMER else ProposedBy.CUSTOMER
                self.post_message(self.Weighed(option, {"proposed_by": other}))
            case "w":
                self.post_message(self.Weighed(option, {"works_for_them": NEXT[option.works_for_them]}))
            case "p":
                self.post_message(self.Weighed(option, {"possible": NEXT[option.possible]}))


def _header(room: int) -> Content:
    return styled((" " * (room + 4) + _("  from    works for them  possible"), "$muted"))


def _row(option: Option, room: int) -> Content:
    name = excerpt(option.text, room)
    name += " " * (room - cells(name))
    source = _("theirs") if option.proposed_by is ProposedBy.CUSTOMER else _("ours")
    return styled(
        ("● " if option.chosen else "○ ", "bold $accent" if option.chosen else "$muted"),
        (name, "bold" if option.chosen else ""),
        (f"  {source:6}", "$muted"),
        *(part for answer in (option.works_for_them, option.possible) for part in _answer(answer)),
    )


def _answer(answer: bool | None) -> list[tuple[str, str]]:
    sign, style = ANSWERS[answer]
    return [("     ", ""), (f"{sign:<{ANSWER_WIDTH}}", style), ("      ", "")]
