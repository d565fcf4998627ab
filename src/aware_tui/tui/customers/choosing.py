"""The part of the customer form that finds people while they are typed, and takes one when told to."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.domain.customers import DETAILS, is_told
from aware_tui.domain.rows import Customer
from aware_tui.domain.states import Kind
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.customers import ERASED, Chosen, Customers, Known, Offer, begin_new, put_back, take
from aware_tui.tui.customers.guarding import GuardingDialog
from aware_tui.tui.customers.offers import Offers
from aware_tui.tui.customers.rows import offer_row
from aware_tui.tui.dialogs.dialog import Keeper
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.row_list import Line
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

PAUSE = 0.15
"""Seconds after the last key at which people are looked for."""

SHORTEST = 2
"""Letters that are enough to look for somebody."""

NEW = "new"
"""The row that takes nobody of those who are known."""

FOOT = _("Kept as you type   tab goes on   escape goes back")
FOOT_KNOWN = _("↓ somebody else   tab goes on   escape goes back")
FOUND = _("Called before · ↓ and a digit takes one")
MORE = _("Called before, some of many · ↓ and a digit takes one")


class ChoosingDialog(GuardingDialog):
    """Offers the people who fit below the boxes; nothing happens by itself, and typing goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_offers", _("to the people who fit"), show=False, priority=True),
    ]

    def __init__(
        self,
        call: Call,
        keeper: Keeper,
        customers: Customers,
        known: Known | None,
        tell: Callable[[], object],
    ) -> None:
        super().__init__(call, keeper, customers, known, tell)
        self._before: tuple[Customer, bool] | None = None
        """The customer the call had before one was taken, and whether its row went."""
        self._timer: Timer | None = None
        self._typed_in = "name"
        self._offers = Offers(id="offers")
        self._found = Words(id="found")

    def offered(self) -> ComposeResult:
        """Yield the place of the people who fit: over what stands below, so that nothing moves."""
        with Vertical(id="offered"):
            yield self._found
            yield self._offers

    def on_mount(self) -> None:
        self._show_known()
        self.find_out_first()

    @work(exclusive=True, group="knowing")
    async def find_out_first(self) -> None:
        """Learn whether other calls share this customer; if not, look who is called the same."""
        if self.call.session.customer is not None:
            await self.find_out()
        if self.still_open("#known"):
            self._show_known()
            if not self.guarded:
                self.look()

    def _show_known(self) -> None:
        """Say beside the title what is known of the customer, and in the foot how to take another."""
        shared = self.guarded and self.known is not None and self.known.shared
        words = (self.known.sentence if self.known else "") or _(
            "called before; no other complaint in 60 days"
        )
        self.query_one("#known", Words).say(styled((excerpt(words, 64) if shared else "", "")))
        self.query_one("#foot", Static).update(styled((FOOT_KNOWN if shared else FOOT, "$muted")))

    def note_typing(self, view: TextView) -> None:
        super().note_typing(view)
        if view.id in DETAILS:
            self._typed_in = str(view.id)
            self._look_soon()

    def _look_soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.look)

    @work(exclusive=True, group="offers")
    async def look(self) -> None:
        """Find the people who fit what was typed last; none for a customer as they are known already."""
        if not self.still_open("#name"):
            return
        name = self._typed_in
        words = self.box(name).text.strip()
        known = self.guarded and words == self.person_known(name)
        if self.call.session.head.kind is Kind.PRACTICE or known or not _enough(words):
            self._show(None)
            return
        offer, _ = await answer_of(self.customers.offer(words, self.call.session.head.customer_id))
        if self.still_open("#offers") and words == self.box(self._typed_in).text.strip():
            self._show(offer)

    def _show(self, offer: Offer | None, *, otherwise: bool = False) -> None:
        """Show the people who fit; with `otherwise`, at least how to take nobody of those known."""
        lines = offer.lines if offer else ()
        now, width = self.customers.now(), max(20, self._width() - 2)
        rows = [
            Line(line.customer.id, offer_row(line, f"{number} ", now, width))
            for number, line in enumerate(lines, 1)
        ]
        if self.guarded and (lines or otherwise):
            rows.append(Line(NEW, styled(("0 ", "$muted"), (_("Somebody else, not known yet"), ""))))
        self._offers.rows = tuple(rows)
        self._found.say(styled((MORE if offer and offer.more else FOUND, "$muted")))
        self.query_one("#offered").set_class(bool(rows) and self._in_person(), "-some")

    def _width(self) -> int:
        return self.query_one(".panel").content_size.width

    def _in_person(self) -> bool:
        return self.focused is self._offers or (self.focused is not None and self.focused.id in DETAILS)

    def on_descendant_focus(self) -> None:
        """What is offered stands over other rows: it is there only while it is of use."""
        shown = bool(self._offers.rows) and self._in_person()
        self.query_one("#offered").set_class(shown, "-some")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The down arrow leads to the offers only from the boxes of the person, if there is one."""
        if action != "to_offers":
            return super().check_action(action, parameters)
        here = self.focused is not None and self.focused.id in DETAILS
        return here and (bool(self._offers.rows) or self.guarded)

    def action_to_offers(self) -> None:
        if self._offers.rows:
            self._offers.enter()
        else:
            self._show(None, otherwise=True)
            self.call_after_refresh(self._offers.enter)

    @on(Offers.Left)
    def go_back(self, event: Offers.Left) -> None:
        event.stop()
        view = self.box(self._typed_in)
        self.set_focus(view)
        if event.words:
            view.paste(event.words)

    @on(Offers.Deed)
    def choose_offer(self, event: Offers.Deed) -> None:
        event.stop()
        if event.row_id == NEW:
            self._take_nobody()
        else:
            self.take_one(event.row_id)

    @work(exclusive=True, group="taking")
    async def take_one(self, customer_id: str) -> None:
        """Let the call be about this customer; what was typed and is not theirs stays in its box."""
        self.keep_all()
        chosen, sentence = await answer_of(self.customers.choose(self.call, customer_id))
        if not self.still_open("#name"):
            return
        if chosen is None:
            self.app.notify(sentence or ERASED, severity="warning", timeout=10)
            self.look()
            return
        self.keep_all()
        own = None if self.guarded else self.call.session.customer
        typed = self.changed() if self.guarded else {name: self.box(name).text for name in DETAILS}
        self._taken(chosen)
        for name, words in typed.items():
            if words.strip() and not is_told(words, chosen.customer):
                self._put(name, words)
        if own is not None and own.preferred_channel:
            self.amend_choice(own.preferred_channel)
        await self._see_whom()

    def _taken(self, chosen: Chosen) -> None:
        before = self.call.session.customer
        self.forget_waiting()
        take(self.call, chosen)
        if before is not None:
            self._before = (before, before.id == chosen.spare)
        self._show_person(guarded=True)

    def _put(self, name: str, words: str) -> None:
        """Put words in a box and have them kept there."""
        view = self.box(name)
        view.put(words)
        view.move_cursor(view.document.end)
        self.keep_now(view)

    def _take_nobody(self) -> None:
        """Let the call be about somebody who is not known yet, or about whom it was before."""
        self.keep_all()
        changed = {name: words for name, words in self.changed().items() if words}
        if self._before is not None and self._before[1]:
            self._put_back()
            for name, words in changed.items():
                self._put(name, words)
            return
        self.forget_waiting()
        begin_new(self.call, **changed)
        self._show_person(guarded=False)

    @on(TextView.NothingToUndo)
    def take_back(self, event: TextView.NothingToUndo) -> None:
        """Undo the choice of a customer, once there is no typing left to undo."""
        event.stop()
        if self._before is not None:
            self._put_back()

    def _put_back(self) -> None:
        if self._before is None:
            return
        before, dropped = self._before
        self._before = None
        if not dropped:
            self.take_one(before.id)
            return
        self.forget_waiting()
        put_back(self.call, before)
        self._show_person(guarded=False)

    def _show_person(self, *, guarded: bool) -> None:
        """Show the customer the call has now."""
        self.guarded, self.known = guarded, Known("", shared=guarded)
        for name in DETAILS:
            view = self.box(name)
            view.spot = self.person_spot(name)
            view.put(self.person_known(name))
            view.move_cursor(view.document.end)
        for row in self.query("#preferred_channel").results(ChoiceRow):
            row.value = self.customer.preferred_channel
        if self._timer is not None:
            self._timer.stop()
        self._show(None)
        self.set_focus(self.box(self._typed_in))
        self._show_known()
        self.tell()

    async def _see_whom(self) -> None:
        """Say what is known of the customer who was taken."""
        known, _ = await answer_of(self.customers.known(self.call.session))
        if known is not None and self.guarded and self.still_open("#known"):
            self.known = Known(known.sentence, shared=True)
            self._show_known()


def _enough(words: str) -> bool:
    """Say whether there is enough to look for: two letters or digits, or one sign of another script."""
    return sum(map(str.isalnum, words)) >= SHORTEST or (bool(words) and not words.isascii())
