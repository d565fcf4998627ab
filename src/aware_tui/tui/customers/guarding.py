"""The part of the customer form that keeps a known customer from being overwritten without a question."""

from collections.abc import Callable

from textual import work

from aware_tui.domain.customers import DETAILS, clashing
from aware_tui.domain.playbook import Choice
from aware_tui.domain.rows import Customer
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.customers import ERASED, Customers, Known, begin_new
from aware_tui.services.spots import Spot, Table, safe_line
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView

LABELS = {"name": _("Name"), "reference": _("Reference"), "contact": _("Where to reach them")}
"""What the details of a customer are called."""

SAME, OTHER, FORGET = "same", "other", "forget"
"""What may have been meant by other details of a known customer."""


class GuardingDialog(Dialog[bool]):
    """Where other calls share the customer, what is typed waits in the session until it is asked about.

    `guarded` says so; it is true too until it is known whether they do.
    """

    def __init__(
        self,
        call: Call,
        keeper: Keeper,
        customers: Customers,
        known: Known | None,
        tell: Callable[[], object],
    ) -> None:
        super().__init__(keeper)
        self.call = call
        self.customers = customers
        self.tell = tell
        """Tells the call screen that something was done to the session."""
        self.known = known
        self.guarded = call.session.customer is not None and (known is None or known.shared)

    @property
    def customer(self) -> Customer:
        """Return the customer of the call; a blank one before anything was typed."""
        return self.call.session.customer or Customer("")

    def person_spot(self, name: str) -> Spot:
        """Return where the words of a detail are kept."""
        return self.waiting_spot(name) if self.guarded else Spot(Table.CUSTOMER, "", name)

    def waiting_spot(self, name: str) -> Spot:
        """Return where the words of a detail wait until it is clear whose they are."""
        return self.call.unfinished(f"customer {name}")

    def person_words(self, name: str) -> str:
        """Return the words of a detail: those that wait, else what is known."""
        return self.call.words_in(self.waiting_spot(name)) or str(getattr(self.customer, name))

    def box(self, name: str) -> TextView:
        """Return the box of a detail."""
        return self.query_one(f"#{name}", TextView)

    def keep_now(self, view: TextView) -> None:
        """Have the words of a box kept where its spot is now."""
        self.note_typing(view)
        self.keep_typed(view)

    def keep_all(self) -> None:
        """Have everything typed kept."""
        for view in self.query(TextView):
            self.keep_typed(view)

    def guard(self, guarded: bool) -> None:
        """Keep what is typed from now on apart from the customer, or in it; what waits goes along."""
        self.keep_all()
        self.guarded = guarded
        for name in DETAILS:
            view = self.box(name)
            view.spot = self.person_spot(name)
            if not guarded and view.text != getattr(self.customer, name):
                self.keep_now(view)
        if not guarded:
            self.forget_waiting()

    def forget_waiting(self) -> None:
        """Drop the words that waited: it is clear now whose they are."""
        for name in DETAILS:
            spot = self.waiting_spot(name)
            if self.call.words_in(spot):
                self.call.write(spot, "")
                self.tell()

    def on_mount(self) -> None:
        if not self.guarded and any(self.call.words_in(self.waiting_spot(name)) for name in DETAILS):
            self.guard(False)  # what waited is of the customer whom nobody shares any more

    def changed(self) -> dict[str, str]:
        """Return the details that were typed and are others than those known."""
        typed = {name: safe_line(self.box(name).text) for name in DETAILS}
        return {name: words for name, words in typed.items() if words != getattr(self.customer, name)}

    def action_leave(self) -> None:
        self.keep_all()
        if not self.guarded or not self.changed():
            self.leave_now()
        elif self.known is not None:
            self.settle()
        else:
            self.find_out_and_leave()

    def leave_now(self) -> None:
        """Leave, with nothing waiting any more."""
        if self.guarded:
            self.forget_waiting()
        self.dismiss(True)

    @work(exclusive=True, group="leaving")
    async def find_out_and_leave(self) -> None:
        """Leave once it is known whether other calls share the customer."""
        await self.find_out()
        if not self.still_open():
            return
        if self.guarded and self.known is not None:
            self.settle()
        else:
            self.dismiss(True)  # what waits is kept, and asked about the next time

    async def find_out(self) -> None:
        """Learn what is known of the customer of this call."""
        asked = self.call.session.head.customer_id
        known, _ = await answer_of(self.customers.known(self.call.session))
        if not self.still_open("#name") or asked != self.call.session.head.customer_id:
            return
        self.known = known
        if known is not None and known.shared != self.guarded:
            self.guard(known.shared)

    @work(exclusive=True, group="settling")
    async def settle(self) -> None:
        """Ask what is meant by other details of a known customer, and do it; escape goes back to the form."""
        changed = self.changed()
        clashes = clashing(
            self.customer, {name: changed.get(name, self.person_known(name)) for name in DETAILS}
        )
        meant: str | None = SAME
        if clashes:
            meant = await self.app.push_screen_wait(self._question(changed, clashes))
        if meant is None or not self.still_open("#name"):
            return
        if meant == OTHER:
            begin_new(self.call, **{"name": self.customer.name} | changed)
            self.tell()
        elif meant == SAME and not await self._amend(changed):
            return
        self.leave_now()

    def person_known(self, name: str) -> str:
        """Return a detail as it is known."""
        return str(getattr(self.customer, name))

    def _question(self, changed: dict[str, str], clashes: tuple[str, ...]) -> Pick:
        who = excerpt(self.customer.name or _("this customer"), 30)
        told = (
            f"{LABELS[name]}: {_short(self.person_known(name))} → {_short(changed[name])}" for name in clashes
        )
        return Pick(
            _("Is this still {who}?").format(who=who),
            (
                Choice(SAME, _("Yes: their details changed, for all of their calls")),
                Choice(OTHER, _("No, somebody else: what is known of {who} stays").format(who=who)),
                Choice(FORGET, _("Forget what I changed")),
            ),
            why="\n".join(told),
        )

    async def _amend(self, changed: dict[str, str]) -> bool:
        """Change the customer's details; say whether that was done. What stood in the way is told."""
        acted, sentence = await answer_of(self.customers.amend(self.call, changed))
        if acted is None or acted.session.customer is None:
            self.app.notify(sentence or ERASED, severity="warning", timeout=10)
            self.dismiss(True)
            return False
        self.customers.adopt(self.call, acted.session)
        return self.still_open()

    @work(group="amending")
    async def amend_choice(self, channel: str | None) -> None:
        """Change how a known customer likes to be reached."""
        acted, sentence = await answer_of(self.customers.amend(self.call, {"preferred_channel": channel}))
        if acted is None:
            self.app.notify(sentence, severity="warning", timeout=10)
        else:
            self.customers.adopt(self.call, acted.session)
            self.tell()


def _short(words: str) -> str:
    return excerpt(words, 24) or _("nothing")
