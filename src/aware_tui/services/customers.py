"""What the screens ask and do about customers: who they are, how things went, who takes a call over."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain import customers, deeds
from aware_tui.domain.customers import CustomerLine, CustomerStory
from aware_tui.domain.rows import Customer
from aware_tui.domain.session import NOTHING, undo_of
from aware_tui.domain.states import Kind
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.shown import Acted
from aware_tui.services.spots import safe_line

if TYPE_CHECKING:
    from aware_tui.domain.playbook import Playbook
    from aware_tui.domain.session import Change, CoachingSession, Stamp
    from aware_tui.store.database import Database

OFFERED = 4
"""How many people are offered while a call goes on."""

PAGE = 200
"""How many customers a list holds."""

ERASED = _("This customer was erased meanwhile, in another window. What you typed is kept as it is.")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the customer of a call."""

    sentence: str
    """What to know before asking, or an offer to look who is called the same; empty for nothing."""
    shared: bool
    """Whether earlier calls are of this customer too."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The people who fit what was typed; `more` says that there are others."""

    lines: tuple[CustomerLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A customer as the file has it now; `spare` is the id of the row the call had, if nothing needs it."""

    customer: Customer
    spare: str | None


class Customers:
    """Asks the desk about customers, and changes what it is told to; answers come after the commit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def now(self) -> datetime:
        """Return the aware time now."""
        return self._desk.now()

    def known(self, session: "CoachingSession") -> "Future[Known | None]":
        """Tell what is known of the customer of a call; None without one, or when it was erased."""
        now = self._desk.now()

        def look(db: "Database") -> Known | None:
            from aware_tui.store import customer_records
            from aware_tui.store import customers as finding

            who = session.customer
            if who is None or session.head.kind is Kind.PRACTICE:
                return None
            record = customer_records.record(db, who.id, now, but=session.id)
            if record is None:
                return None
            shared = customer_records.in_use(db, who.id, but=session.id)
            sentence = customers.standing(record)
            if not sentence and not shared:
                sentence = customers.namesakes_sentence(who, finding.namesakes(db, who))
            return Known(sentence, shared)

        return self._desk.ask(look)

    def offer(self, words: str, but: str | None) -> "Future[Offer]":
        """Find the people who fit, without the customer `but`."""

        def look(db: "Database") -> Offer:
            from aware_tui.store.customers import find
            from aware_tui.store.families import family

            own = family(db, but) if but else None
            found = find(db, words, OFFERED + 2)
            others = [line for line in found if own is None or line.customer.id != own.shown]
            return Offer(tuple(others[:OFFERED]), len(others) > OFFERED)

        return self._desk.ask(look)

    def find(self, words: str) -> "Future[tuple[CustomerLine, ...]]":
        """Find customers by their words; without any, those of the newest calls."""

        def look(db: "Database") -> tuple[CustomerLine, ...]:
            from aware_tui.store.customers import find, newest

            return find(db, words, PAGE) if words.strip() else newest(db, PAGE)

        return self._desk.ask(look)

    def story(self, customer_id: str) -> "Future[CustomerStory | None]":
        """Read all there is about a customer; None when it was erased."""
        now = self._desk.now()

        def look(db: "Database") -> CustomerStory | None:
            from aware_tui.store.customer_records import history_of

            return history_of(db, customer_id, now)

        return self._desk.ask(look)

    def choose(self, call: Call, customer_id: str) -> "Future[Chosen | None]":
        """Read a customer who was picked for a call, as it is now; None when it was erased."""
        old, versions = call.session.customer, self._desk.writer.versions

        def look(db: "Database") -> Chosen | None:
            from aware_tui.store.customer_records import customer_of, in_use

            customer = customer_of(db, customer_id, versions)
            if customer is None:
                return None
            spare = old is not None and not in_use(db, old.id, but=call.session.id)
            return Chosen(customer, old.id if old is not None and spare else None)

        return self._desk.ask(look)

    def amend(self, call: Call, values: Mapping[str, str | None]) -> "Future[Acted]":
        """Change details of a customer whom other calls share, on top of what the file has now."""
        customer_id = call.session.head.customer_id

        def change(session: "CoachingSession", _: "Playbook", stamp: "Stamp") -> "Change":
            if session.customer is None or session.customer.id != customer_id:
                return NOTHING
            return deeds.know_customer(session, stamp, **values)

        return self._desk.act(call.session.id, change)

    def adopt(self, call: Call, saved: "CoachingSession") -> None:
        """Let a call in hand have its customer as it was saved."""
        if saved.customer is not None and saved.customer.id == call.session.head.customer_id:
            call.session = replace(call.session, customer=saved.customer)

    def merge(self, customer_id: str, into_id: str) -> "Future[Change]":
        """Show one customer as another, undoable; a StoreProblem says why it cannot be."""

        def do(db: "Database") -> "Change":
            from aware_tui.store.customer_records import merge_now

            return merge_now(db, customer_id, into_id, self._desk.stamp(), self._desk.holder)

        return self._desk.ask(do)

    def unmerge(self, merge_id: str) -> "Future[Change]":
        """Show a customer by itself again; nothing happens when that was done already."""

        def making(db: "Database", stamp: "Stamp") -> "Change":
            from aware_tui.store.customer_records import merge_row

            merged = merge_row(db, merge_id)
            return NOTHING if merged is None else customers.unmerge(merged, stamp)

        return self._desk.make(making)

    def colleagues(self, agent: str) -> "Future[tuple[str, ...]]":
        """Tell who worked in the newest sessions, without `agent`."""

        def look(db: "Database") -> tuple[str, ...]:
            from aware_tui.store.customer_records import agents

            return tuple(name for name in agents(db) if name != agent)

        return self._desk.ask(look)

    def hand_over(self, session_id: str, colleague: str) -> "Future[Acted]":
        """Give a session that nobody has in hand to a colleague."""
        name = colleague_name(colleague)
        return self._desk.act(session_id, lambda session, _, stamp: customers.hand_over(session, name, stamp))

    def take_back(self, handed: Acted) -> "Future[Acted]":
        """Undo a hand-over, leaving alone what was changed since."""
        return self._desk.act(
            handed.session.id, lambda session, _, stamp: undo_of(session, handed.change, stamp)
        )


def colleague_name(words: str) -> str:
    """Return a name as it may be kept."""
    return safe_line(words)


def take(call: Call, chosen: Chosen) -> "Change":
    """Let a call be about the customer who was chosen."""
    drop = chosen.spare is not None and chosen.spare == call.session.head.customer_id
    change = call.do(customers.use_customer, chosen.customer, stamp=call.stamp(), drop=drop)
    if not change.empty:
        call.session = replace(call.session, customer=chosen.customer)
    return change


def begin_new(call: Call, **values: str) -> "Change":
    """Let a call be about somebody who is not known yet; the customer it had stays as it is."""
    stamp = call.stamp()
    return call.do(customers.use_customer, Customer(stamp.new_id(), **values), stamp=stamp, make=True)


def put_back(call: Call, before: Customer) -> "Change":
    """Let a call be about the customer it had before one was chosen, whose row went then."""
    return call.do(customers.use_customer, before, stamp=call.stamp(), make=True)
