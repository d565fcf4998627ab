"""Two customers that are one: the other is looked for, both are shown side by side, then it is confirmed."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.domain.customers import CustomerLine, CustomerStory
from aware_tui.domain.due import Due, describe_day
from aware_tui.domain.playbook import Choice
from aware_tui.domain.states import PromiseState
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.customers import Customers
from aware_tui.tui.customers.choosing import PAUSE
from aware_tui.tui.customers.rows import NO_NAME, in_short, offer_row, padded
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView

NONE_FOUND = _("Nobody else has all of these words.")
EXPLAINED = _("Nothing is moved: u takes it back at any time.")
LABEL = 11
"""Cells of the labels beside the two columns."""

SPARE = 3
"""Cells of a row that are left for the mark of the cursor and a scroll bar."""


class FindOther(Dialog[str]):
    """Answers with the id of a customer, looked for as it is typed; at first those called the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "go(1)", _("down"), show=False, priority=True),
        Binding("up", "go(-1)", _("up"), show=False, priority=True),
    ]

    def __init__(self, story: CustomerStory, customers: Customers) -> None:
        super().__init__()
        self._story = story
        self._customers = customers
        self._timer: Timer | None = None
        self._lines: tuple[CustomerLine, ...] = ()
        self._cursor = 0
        self._words = TextView(story.customer.name, lines=False, hint=_("name, reference or contact"))

    def compose(self) -> ComposeResult:
        name = excerpt(self._story.customer.name or NO_NAME, 40)
        with Vertical(classes="panel"):
            yield Static(
                styled((_("Who is the same as {name}?").format(name=name), "bold $accent")), classes="title"
            )
            yield self._words
            yield Static(id="others")
            yield Static(styled((_("↑ ↓ and Enter take one   escape goes back"), "$muted")), classes="foot")

    def on_mount(self) -> None:
        self._words.focus()
        self.look()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_again)

    def _draw_again(self) -> None:
        if self._lines and self.still_open("#others"):
            self._draw()

    def note_typing(self, view: TextView) -> None:
        """Look for the words at the next pause."""
        super().note_typing(view)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.look)

    @work(exclusive=True, group="others")
    async def look(self) -> None:
        """Show who fits."""
        words = self._words.text
        offer, sentence = await answer_of(self._customers.offer(words, self._story.customer.id))
        if not self.still_open("#others") or words != self._words.text:
            return
        if offer is None:
            self.app.notify(sentence, severity="warning")
        else:
            self._lines, self._cursor = offer.lines, 0
            self._draw()

    def _draw(self) -> None:
        now, width = self._customers.now(), self.query_one(".panel").content_size.width
        rows = []
        for index, line in enumerate(self._lines):
            mark = styled(("▸ " if index == self._cursor else "  ", "bold $accent"))
            rows.append(Content("").join([mark, offer_row(line, "", now, width - SPARE)]))
        shown = Content("\n").join(rows) if rows else styled((NONE_FOUND, "$muted"))
        self.query_one("#others", Static).update(plain(shown))

    def action_go(self, by: int) -> None:
        self._cursor = max(0, min(self._cursor + by, len(self._lines) - 1))
        self._draw()

    @on(TextView.Ended)
    def take(self, event: TextView.Ended) -> None:
        event.stop()
        if self._lines:
            self.dismiss(self._lines[self._cursor].customer.id)


def merge_pick(one: CustomerStory, other: CustomerStory, room: int) -> Pick:
    """Return the question which of two customers both are shown as, side by side in so many cells."""
    width = max(8, (room - LABEL - 2) // 2)
    rows = zip(_facts(one), _facts(other), strict=True)
    told = [
        f"{padded(label, LABEL)}{padded(left, width)}  {excerpt(right, width)}"
        for (label, left), (_, right) in rows
        if left or right
    ]
    choices = tuple(
        Choice(each.customer.id, _choice(each, number)) for number, each in enumerate((one, other))
    )
    return Pick(_("Are these two one customer?"), choices, why="\n".join((*told, "", EXPLAINED)))


def _choice(story: CustomerStory, number: int) -> str:
    place = (_("the left one"), _("the right one"))[number]
    return _("Yes, show both as {place}: {in_short}").format(
        place=place, in_short=excerpt(in_short(story.customer), 24)
    )


def _facts(story: CustomerStory) -> tuple[tuple[str, str], ...]:
    customer, last = story.customer, story.sessions[0] if story.sessions else None
    day = describe_day(Due(last.started_at, last.zone, ""), story.record.at) if last else ""
    waiting = sum(made.state is PromiseState.OPEN for made in story.promises)
    return (
        (_("Name"), customer.name or NO_NAME),
        (_("Reference"), customer.reference),
        (_("Contact"), customer.contact),
        (_("Calls"), str(len(story.sessions))),
        (_("The last"), day),
        (_("About"), last.excerpt if last else ""),
        (_("Promises"), _("{waiting} open").format(waiting=waiting) if waiting else ""),
    )
