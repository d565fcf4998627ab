"""The customer form: who is calling and what about, filled in whenever a hand is free."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from aware_tui.domain.playbook import Choice
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.customers import Customers, Known
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.customers.choosing import ChoosingDialog
from aware_tui.tui.dialogs.dialog import Keeper
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

Know = Callable[[str, str | None], object]
"""Keeps one choice of the form by its name."""

PERSON = (
    ("name", _("Name"), _("as they like to be called")),
    ("reference", _("Reference"), _("customer or order number")),
    ("contact", _("Where to reach them"), _("number or address")),
)
CASE = (("product", _("Product or service"), ""), ("location", _("Where"), _("branch, shop, region")))


class CustomerDialog(ChoosingDialog):
    """Every value is kept as it is typed; nothing has to be filled in, and nothing clears anything else."""

    CSS_PATH = "customer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "leave", _("back"), show=False, priority=True),
    ]

    def __init__(
        self,
        call: Call,
        keeper: Keeper,
        know: Know,
        customers: Customers,
        known: Known | None,
        tell: Callable[[], object],
    ) -> None:
        super().__init__(call, keeper, customers, known, tell)
        self._know = know

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("Customer"), "bold $accent")), classes="title")
            yield Words(id="known")
            for name, label, hint in PERSON:
                spot = self.person_spot(name)
                yield from self._row(label, hint, self.person_words(name), spot, name)
            yield from self.offered()
            yield from self._choices()
            for name, label, hint in CASE:
                spot = Spot(Table.SESSION, "", name)
                yield from self._row(label, hint, self.call.words_in(spot), spot, name)
            yield Static(id="foot", classes="foot")

    def _choices(self) -> ComposeResult:
        """Yield the rows that this playbook has choices for."""
        session, channels = self.call.session, self.call.playbook.channels
        customer, head = session.customer, session.head
        preferred = customer.preferred_channel if customer else None
        if channels:
            yield ChoiceRow(_("Likes to be reached by"), channels, value=preferred, id="preferred_channel")
            yield ChoiceRow(_("This call came by"), channels, value=head.channel, id="channel")
        if self.call.playbook.categories:
            now = (Choice("pick", self._category()),)
            yield ChoiceRow(_("What is it about?"), now, acts=True, id="category")

    def _category(self) -> str:
        category = self.call.playbook.category(self.call.session.head.category)
        return category.label if category else _("choose")

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        self.focus_next()

    @on(ChoiceRow.Chosen)
    def choose(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        if event.row.id == "category":
            about = tuple(Choice(c.id, c.label) for c in self.call.playbook.categories)
            picker = Pick(_("What is it about?"), about, value=self.call.session.head.category)
            self.app.push_screen(picker, self._take_category)
        elif event.row.id is not None:
            event.row.value = event.choice
            if event.row.id == "preferred_channel" and self.guarded:
                self.amend_choice(event.choice)
            else:
                self._know(event.row.id, event.choice)

    def _take_category(self, category: str | None) -> None:
        if category is None:
            return
        self._know("category", category)
        row = self.query_one("#category", ChoiceRow)
        row.choices = (Choice("pick", self._category()),)

    def _row(self, label: str, hint: str, words: str, spot: Spot, name: str) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(styled((label, "$muted")), classes="label")
            yield TextView(words, spot=spot, lines=False, hint=hint, id=name)
