"""The customer form: who is calling and what about, filled in whenever a hand is free."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from aware_tui.domain.masking import growing_digits
from aware_tui.domain.playbook import Choice, Playbook
from aware_tui.domain.session import CoachingSession
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView

Keep = Callable[[str, str | None], str]
"""Keeps one value of the form by its name; returns it as it was kept."""

PERSON = (
    ("name", "Name", "as they like to be called"),
    ("reference", "Reference", "customer or order number"),
    ("contact", "Where to reach them", "number or address"),
)
CASE = (("product", "Product or service", ""), ("location", "Where", "branch, shop, region"))

PAUSE = 0.3
"""Seconds after the last key at which a value is kept."""


class CustomerDialog(Dialog[bool]):
    """Every value is kept as it is typed; nothing has to be filled in, and nothing clears anything else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "leave", "back", show=False, priority=True),
    ]

    def __init__(self, session: CoachingSession, playbook: Playbook, keep: Keep) -> None:
        super().__init__()
        self._session = session
        self._playbook = playbook
        self._keep = keep

    def compose(self) -> ComposeResult:
        customer, head = self._session.customer, self._session.head
        with Vertical(classes="panel"):
            yield Static(styled(("Customer", "bold $accent")), classes="title")
            for name, label, hint in PERSON:
                yield from _row(name, label, hint, getattr(customer, name, ""))
            yield from self._choices()
            for name, label, hint in CASE:
                yield from _row(name, label, hint, getattr(head, name) or "")
            yield Static(
                styled(("Kept as you type   tab goes on   escape goes back", "$muted")), classes="foot"
            )

    def _choices(self) -> ComposeResult:
        """Yield the rows that this playbook has choices for."""
        customer, head, channels = self._session.customer, self._session.head, self._playbook.channels
        preferred = customer.preferred_channel if customer else None
        if channels:
            yield ChoiceRow("Likes to be reached by", channels, value=preferred, id="preferred_channel")
            yield ChoiceRow("This call came by", channels, value=head.channel, id="channel")
        if self._playbook.categories:
            now = (Choice("pick", self._category()),)
            yield ChoiceRow("What is it about?", now, acts=True, id="category")

    def _category(self) -> str:
        category = self._playbook.category(self._session.head.category)
        return category.label if category else "choose"

    @on(TextView.Typed)
    def keep_soon(self, event: TextView.Typed) -> None:
        event.stop()
        self.set_timer(PAUSE, partial(self._keep_paused, event.view))

    def _keep_paused(self, view: TextView) -> None:
        if not growing_digits(view.text_to_cursor()):
            self._keep_view(view)

    def _keep_view(self, view: TextView) -> None:
        if view.id is None:
            return
        kept = self._keep(view.id, view.text)
        if kept != view.text:
            view.put(kept)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, TextView):
            self._keep_view(event.widget)

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        self.focus_next()

    @on(ChoiceRow.Chosen)
    def choose(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        if event.row.id == "category":
            about = tuple(Choice(c.id, c.label) for c in self._playbook.categories)
            picker = Pick("What is it about?", about, value=self._session.head.category)
            self.app.push_screen(picker, self._take_category)
        elif event.row.id is not None:
            event.row.value = event.choice
            self._keep(event.row.id, event.choice)

    def _take_category(self, category: str | None) -> None:
        if category is None:
            return
        self._keep("category", category)
        found = self._playbook.category(category)
        row = self.query_one("#category", ChoiceRow)
        row.choices = (Choice("pick", found.label if found else "choose"),)

    def action_leave(self) -> None:
        for view in self.query(TextView):
            self._keep_view(view)
        self.dismiss(True)


def _row(name: str, label: str, hint: str, value: str) -> ComposeResult:
    with Horizontal(classes="row"):
        yield Static(styled((label, "$muted")), classes="label")
        yield TextView(value, lines=False, hint=hint, id=name)
