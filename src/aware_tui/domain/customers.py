"""Customers over all their calls: what to know before asking, whose call it is, and two that are one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from aware_tui.domain.due import Due, describe
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.rows import Customer, CustomerMerge, ProfileEntry, Promise
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of
from aware_tui.domain.states import PromiseState
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import excerpt, folded
from aware_tui.keys import with_keys
from aware_tui.language import _, counted_words, in_english, in_sense

LATELY = timedelta(days=60)
"""How far back complaints are counted."""

DETAILS = ("name", "reference", "contact")
"""What tells customers apart."""

SAME = _("These two are one customer already. Nothing was changed.")


class MergeRefusedError(ValueError):
    """Two customers cannot become one; the message says why."""


@dataclass(frozen=True, slots=True)
class Family:
    """The customer that is `shown`, and with it in `ids` every one that was merged into it."""

    shown: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """How things went with a customer, as seen at the aware time `at`."""

    at: datetime
    complaints_in_60_days: int = 0
    last_promise: PromiseState | None = None
    """How the promise came out that was settled last."""
    open_promises: int = 0
    overdue: int = 0
    overdue_since: Due | None = None


class CustomerLine(NamedTuple):
    """A customer in a list, with what tells people of one name apart."""

    customer: Customer
    sessions: int
    """Those that count: no practice, none that was discarded."""
    last_at: datetime | None
    zone: str
    last_words: str
    """The first words of the last complaint."""
    also: str = ""
    """Another name of this customer, by which it was found."""
    imported: int = 0
    """So many of the sessions are past complaints, brought in from a file."""


@dataclass(frozen=True, slots=True)
class CustomerStory:
    """All there is about a customer, merged ones included."""

    customer: Customer
    record: CustomerRecord
    sessions: tuple[SessionLine, ...]
    """The newest first."""
    promises: tuple[Promise, ...]
    """The open ones first, by due time; then the others, the latest first."""
    entries: tuple[ProfileEntry, ...]
    """The newest first."""
    merged: tuple[tuple[CustomerMerge, Customer], ...]
    """The customers shown as this one, the latest first."""
    feedback: tuple[Feedback, ...] = ()
    """What they said of us or were asked, the newest first."""


def record_of(complaints: int, promises: Iterable[Promise], at: datetime) -> CustomerRecord:
    """Return the record that so many complaints and these promises make at the aware time `at`."""
    made = tuple(promises)
    waiting = [promise for promise in made if promise.state is PromiseState.OPEN]
    late = [Due(p.due_at, p.zone or "UTC", p.due_words) for p in waiting if p.due_at and p.due_at < at]
    settled = [promise for promise in made if promise.state in (PromiseState.KEPT, PromiseState.BROKEN)]
    last = max(settled, key=lambda p: (p.settled_at or p.made_at, p.id), default=None)
    return CustomerRecord(
        at,
        complaints,
        last.state if last else None,
        len(waiting),
        len(late),
        min(late, key=lambda due: due.at, default=None),
    )


def standing(record: CustomerRecord) -> str:
    """Return what an agent should know before asking, or an empty text if there is nothing."""
    parts = []
    if record.complaints_in_60_days > 1:
        which = _ordinal(record.complaints_in_60_days)
        parts.append(_("{which} complaint in 60 days").format(which=which))
    if record.last_promise is PromiseState.BROKEN:
        parts.append(_("last promise broken"))
    if record.open_promises:
        parts.append(_still_open(record))
    return "; ".join(parts)


def _still_open(record: CustomerRecord) -> str:
    count, late = record.open_promises, record.overdue
    said = counted_words("{some} promise still open", "{some} promises still open", count)
    words = said.format(some=_count(count))
    if not late or record.overdue_since is None:
        return words
    when = describe(record.overdue_since, record.at)
    if count == 1:
        return _("{words}, overdue since {when}").format(words=words, when=when)
    some = _("all") if late == count else _count(late)
    if late > 1:
        return _("{words}, {some} overdue, the first since {when}").format(words=words, some=some, when=when)
    return _("{words}, {some} overdue since {when}").format(words=words, some=some, when=when)


_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = (
    "no",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) and in_english() else str(number)


def _ordinal(number: int) -> str:
    if not in_english():
        return in_sense("which one of several", "{number}th").format(number=number)
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def namesakes_sentence(customer: Customer, others: tuple[CustomerLine, ...], room: int = 30) -> str:
    """Return the offer to look who else is called like a customer, or has that reference."""
    called = [line for line in others if folded(customer.name.strip()) in _names(line)]
    if not others:
        return ""
    if not called:
        return with_keys(_("reference {reference} is known already: F4 shows whose it is")).format(
            reference=excerpt(customer.reference, room)
        )
    name = excerpt(customer.name, room)
    if len(called) == 1:
        return with_keys(_("somebody called {name} has called before: F4 shows them")).format(name=name)
    told = _("{count} people are called {name}: F4 shows them")
    return with_keys(told).format(count=len(called), name=name)


def _names(line: CustomerLine) -> tuple[str, ...]:
    return folded(line.customer.name.strip()), folded(line.also.strip())


def clashing(known: Customer, changed: Mapping[str, str]) -> tuple[str, ...]:
    """Return which details of a known customer other words would replace: an empty one is only filled."""
    return tuple(name for name in changed if getattr(known, name) and changed[name] != getattr(known, name))


def is_told(typed: str, known: Customer) -> bool:
    """Say whether a customer's details hold typed words, so that nothing is lost without them."""
    details = folded(" ".join(getattr(known, name) for name in DETAILS))
    return all(word in details for word in folded(typed).split()) or _digits(typed) in _digits(details, "-")


def _digits(text: str, otherwise: str = " ") -> str:
    """Return the digits of a text that has some, else `otherwise`."""
    return "".join(sign for sign in text if sign.isdigit()) or otherwise


def use_customer(
    session: CoachingSession, /, customer: Customer, stamp: Stamp, *, drop: bool = False, make: bool = False
) -> Change:
    """Say that this session is about `customer`.

    `drop` takes away the row the session had, which nothing else may use; `make` adds the one of `customer`,
    which is not kept yet.
    """
    old = session.customer
    if old is not None and old.id == customer.id:
        return NOTHING
    edits = [Edit(session.head, replace(session.head, customer_id=customer.id))]
    edits += [Edit(each, replace(each, customer_id=customer.id)) for each in session.feedback]
    if old is not None and drop:
        edits.append(Edit(old, None))
    if make:
        edits.append(Edit(None, customer))
    what = "new customer begun" if make else "known customer chosen"
    return change_of(
        stamp, session.id, what, *edits, before=session.head.customer_id or "", after=customer.id
    )


def hand_over(session: CoachingSession, /, colleague: str, stamp: Stamp) -> Change:
    """Give a session to a colleague, and the agent's open promises with it; the event names only these."""
    agent, who = session.head.agent, colleague.strip()
    if not who or folded(who) == folded(agent):
        return NOTHING
    owed = [p for p in session.promises if p.state is PromiseState.OPEN and folded(p.who) == folded(agent)]
    edits = [Edit(session.head, replace(session.head, agent=who))]
    edits += [Edit(promise, replace(promise, who=who)) for promise in owed]
    after = ",".join(promise.id for promise in owed)
    return change_of(stamp, session.id, "handed over", *edits, after=after)


def merge(one: Family, into: Family, stamp: Stamp) -> Change:
    """Show one customer, with all merged into it, as another; nothing is moved.

    MergeRefusedError if they are one already: so no customer is ever shown as itself.
    """
    if one.shown == into.shown or set(one.ids) & set(into.ids):
        raise MergeRefusedError(SAME)
    row = CustomerMerge(stamp.new_id(), one.shown, into.shown, stamp.at, stamp.actor)
    return change_of(stamp, one.shown, "customer merged", Edit(None, row), after=into.shown)


def unmerge(merged: CustomerMerge, stamp: Stamp) -> Change:
    """Show a customer by itself again."""
    return change_of(
        stamp, merged.customer_id, "customer merge undone", Edit(merged, None), before=merged.into_id
    )
