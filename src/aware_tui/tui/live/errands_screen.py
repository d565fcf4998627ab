"""The part of the live screen that runs errands in dialogs: apology, promise, customer, safety."""

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from aware_tui.domain import commitments, deeds
from aware_tui.domain.rows import Promise
from aware_tui.domain.states import ApologySize
from aware_tui.language import _
from aware_tui.services.customers import Customers, Known
from aware_tui.services.spots import Spot, Table, safe_words
from aware_tui.tui.dialogs.apology import ApologyDialog
from aware_tui.tui.dialogs.customer import CustomerDialog
from aware_tui.tui.dialogs.promise import PromiseDialog, PromiseWords
from aware_tui.tui.dialogs.safety import SafetyDialog, SafetyWords
from aware_tui.tui.live.deeds_screen import DeedsScreen
from aware_tui.tui.live.promises_view import PromisesView
from aware_tui.tui.live.rail import Rail
from aware_tui.tui.live.safety_view import SafetyView
from aware_tui.tui.waiting import answer_of, wait_for
from aware_tui.tui.widgets.text_view import TextView


class ErrandsScreen(DeedsScreen):
    """Opens what F2, F3, F4 and F6 ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "apology", _("apology"), priority=True, show=False),
        Binding("f3", "promise", _("promise"), priority=True, show=False),
        Binding("f4", "customer", _("customer"), priority=True, show=False),
        Binding("f6", "safety", _("safety or security"), priority=True, show=False),
        Binding("f1", "help", _("help"), priority=True, show=False),
    ]

    _known: Known | None = None
    """What is known of the customer, once it was looked up."""

    def may_write(self) -> bool:
        """Say whether anything can be changed here, and tell why not."""
        if self.call.read_only:
            self.app.notify(self.call.read_only, severity="warning")
        return not self.call.read_only

    def action_apology(self) -> None:
        if not self.may_write():
            return
        self.save_all()
        dialog = ApologyDialog(self.call, self.desk, self, self.session_changed)
        self.app.push_screen(dialog, self._draft_left)

    def _draft_left(self, read: bool | None) -> None:
        if not read:
            self.judge_draft()

    @work(group="draft")
    async def judge_draft(self) -> None:
        """Read a draft that was left before it was read, and keep how it reads."""
        size = self.call.session.head.apology_size or ApologySize.LIGHT
        spot = Spot(Table.APOLOGY, self.call.place.step, size)
        text = self.call.words_in(spot)
        reading = await wait_for(self.desk.consult(lambda coach: coach.apology(text, size)))
        if text == self.call.words_in(spot):
            self.call.judge_apology(size, reading)
            self.show_save_state()

    def action_promise(self) -> None:
        if not self.may_write():
            return
        self.save_all()
        self.ask(PromiseDialog(self.call, self.desk, self), self._promise_in)

    def _promise_in(self, words: PromiseWords) -> None:
        made = self.call.promise(safe_words(words.what, lines=False).text, words.who)
        self.session_changed()
        if made is not None and words.when:
            self.understand(made, words.when, made.what)
        elif made is not None:
            self.judge(made)

    @on(PromisesView.ToEdit)
    @work
    async def correct_promise(self, event: PromisesView.ToEdit) -> None:
        event.stop()
        made = self._promise(event.promise_id)
        if made is None:
            return
        dialog = PromiseDialog(self.call, self.desk, self, made)
        words = await self.answer(dialog)
        if words is not None:
            self._correct(made, words)
            self.forget(dialog)

    def _correct(self, made: Promise, words: PromiseWords) -> None:
        call = self.call
        values: dict[str, object] = {
            "what": safe_words(words.what, lines=False).text,
            "who": safe_words(words.who, lines=False).text or call.session.head.agent,
        }
        if not words.when:
            values |= {"due_at": None, "zone": None, "due_words": ""}
        call.undoable(call.do(commitments.amend, made, stamp=call.stamp(), **values))
        self.session_changed()
        corrected = self._promise(made.id)
        if corrected is not None and words.when and words.when != made.due_words:
            self.understand(corrected, words.when, corrected.what)

    def action_help(self) -> None:
        from aware_tui.tui.dialogs.help import HelpDialog

        call = self.call
        self.app.push_screen(HelpDialog.for_live(call.playbook, call.step, call.phase))

    def action_customer(self) -> None:
        if not self.may_write():
            return
        self.save_all()
        people, tell = Customers(self.desk), self.session_changed
        form = CustomerDialog(self.call, self, self.know, people, self._known, tell)
        self.app.push_screen(form, lambda _: self.customer_changed())

    async def on_mount(self) -> None:
        self.look_up_customer()

    def customer_changed(self) -> None:
        """Show the call with the customer it has now, and what is known of them."""
        self.session_changed()
        self._known = None
        self.look_up_customer()

    @work(exclusive=True, group="customer")
    async def look_up_customer(self) -> None:
        """Say quietly in the rail what to know of the customer before asking."""
        session, known = self.call.session, None
        if session.customer is not None:
            known, _ = await answer_of(Customers(self.desk).known(session))
        if self.is_attached and session.head.customer_id == self.call.session.head.customer_id:
            self._known = known
            for rail in self.query(Rail):  # none once the screen goes away
                rail.standing = known.sentence if known is not None else ""

    def know(self, name: str, value: str | None) -> None:
        """Keep one choice of the customer form."""
        call = self.call
        if name == "preferred_channel":
            call.do(deeds.know_customer, stamp=call.stamp(), preferred_channel=value)
        elif name == "category":
            self.set_category(value)
        else:
            call.do(deeds.set_head, name, stamp=call.stamp(), **{name: value})
        self.session_changed()

    @on(SafetyView.Switched)
    def switch_safety(self, event: SafetyView.Switched) -> None:
        event.stop()
        self.action_safety()

    def action_safety(self) -> None:
        """Switch it on with its reason, or off; the reason of a switch that went off stays in the story."""
        if not self.may_write():
            return
        if self.call.session.head.safety_reason is None:
            self.ask(SafetyDialog(self.call, self.desk, self), self._at_stake)
            return
        self.call.set_head("safety off", safety_reason=None)
        self.guard_again()
        self.session_changed()

    def _at_stake(self, words: SafetyWords) -> None:
        self.call.set_head("safety on", safety_reason=safe_words(words.reason, lines=False).text)
        self.guard_again()
        self.session_changed()

    def lock_views(self) -> None:
        """Make every place to type in read-only."""
        for view in self.query(TextView):
            view.read_only = True

    @work(exclusive=True, group="lease")
    async def watch_lease(self) -> None:
        """Keep the lease of this session, or stand back when another window takes the call over."""
        if self.call.read_only or self._left:
            return
        taken, _ = await answer_of(self.desk.leases.watch(self.call.session.id))
        if taken:
            self._stand_back()

    def _stand_back(self) -> None:
        """Save what was typed here, then only read: another window has the call."""
        if self._left or not self.app.is_running:
            return
        self.save_all()
        self.desk.leases.let_go(self.call.session.id)
        self.call.read_only = _("Another window took this call over. Here it can only be read.")
        self.problem = self.call.read_only
        self.lock_views()
        self.session_changed()
