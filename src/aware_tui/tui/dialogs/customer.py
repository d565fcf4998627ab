"""The customer form: who is calling and what about, filled in whenever a hand is free."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from aware_tui.domain.playbook import Choice
from aware_tui.services.call import Call
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView

Know = Callable[[str, str | None], object]
"""Keeps one choice of the form by its name."""

PERSON = (
    ("name", "Name", "as they like to be called"),
    ("reference", "Reference", "customer or order number"),
    ("contact", "Where to reach them", "number or address"),
)
CASE = (("product", "Product or service", ""), ("location", "Where", "branch, shop, region"))


class CustomerDialog(Dialog[bool]):
    """Every value is kept as it is typed; nothing has to be filled in, and nothing clears anything else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "leave", "back", show=False, priority=True),
    ]

    def __init__(self, call: Call, keeper: Keeper, know: Know) -> None:
        super().__init__(keeper)
        self._call = call
        self._know = know

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled(("Customer", "bold $accent")), classes="title")
            for name, label, hint in PERSON:
                yield from self._row(label, hint, Spot(Table.CUSTOMER, "", name))
            yield from self._choices()
            for name, label, hint in CASE:
                yield from self._row(label, hint, Spot(Table.SESSION, "", name))
            yield Static(
                styled(("Kept as you type   tab goes on   escape goes back", "$muted")), classes="foot"
            )

    def _choices(self) -> ComposeResult:
        """Yield the rows that this playbook has choices for."""
        session, channels = self._call.session, self._call.playbook.channels
        customer, head = session.customer, session.head
        preferred = customer.preferred_channel if customer else None
        if channels:
            yield ChoiceRow("Likes to be reached by", channels, value=preferred, id="preferred_channel")
            yield ChoiceRow("This call came by", channels, value=head.channel, id="channel")
        if self._call.playbook.categories:
            now = (Choice("pick", self._category()),)
            yield ChoiceRow("What is it about?", now, acts=True, id="category")

    def _category(self) -> str:
        category = self._call.playbook.category(self._call.session.head.category)
        return category.label if category else "choose"

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        self.focus_next()

    @on(ChoiceRow.Chosen)
    def choose(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        if event.row.id == "category":
            about = tuple(Choice(c.id, c.label) for c in self._call.playbook.categories)
            picker = Pick("What is it about?", about, value=self._call.session.head.category)
            self.app.push_screen(picker, self._take_category)
        elif event.row.id is not None:
            event.row.value = event.choice
            self._know(event.row.id, event.choice)

    def _take_category(self, category: str | None) -> None:
        if category is None:
            return
        self._know("category", category)
        row = self.query_one("#category", ChoiceRow)
        row.choices = (Choice("pick", self._category()),)

    def action_leave(self) -> None:
        for view in self.query(TextView):
            self.keep_typed(view)
        self.dismiss(True)

    def _row(self, label: str, hint: str, spot: Spot) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(styled((label, "$muted")), classes="label")
            yield TextView(self._call.words_in(spot), spot=spot, lines=False, hint=hint, id=spot.field)
