"""A coached session as one value, and how a change makes the next one."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.rows import (
    Answer,
    Apology,
    CheckIn,
    Customer,
    Delivery,
    Event,
    FollowUp,
    Note,
    Option,
    ProfileEntry,
    Promise,
    QualityRecord,
    Row,
    Session,
    StepVisit,
    Tick,
)

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, by whom, and a source of new row ids: what a pure rule may not find out by itself."""

    at: datetime
    actor: str
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One row's change: `before` is None for a new row, `after` is None for one taken away."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """Return the row it is about, as it was or as it will be."""
        row = self.after if self.after is not None else self.before
        if row is None:
            raise ValueError("an edit needs a row")
        return row


@dataclass(frozen=True, slots=True)
class Change:
    """A deed: the rows it edits and the event that tells of it; saved together or not at all."""

    edits: tuple[Edit, ...]
    events: tuple[Event, ...]

    @property
    def empty(self) -> bool:
        """Say whether nothing changes."""
        return not self.edits and not self.events

    def __add__(self, other: "Change") -> "Change":
        return Change(self.edits + other.edits, self.events + other.events)


NOTHING = Change((), ())
"""The change that changes nothing."""


@dataclass(frozen=True, slots=True)
class CoachingSession:
    """One coached walk through a playbook, with everything said and done in it."""

    head: Session
    customer: Customer | None = None
    visits: tuple[StepVisit, ...] = ()
    ticks: tuple[Tick, ...] = ()
    notes: tuple[Note, ...] = ()
    answers: tuple[Answer, ...] = ()
    apologies: tuple[Apology, ...] = ()
    options: tuple[Option, ...] = ()
    promises: tuple[Promise, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    profile_entry: ProfileEntry | None = None
    quality_record: QualityRecord | None = None
    check_ins: tuple[CheckIn, ...] = field(default=(), repr=False)
    deliveries: tuple[Delivery, ...] = ()
    feedback: tuple[Feedback, ...] = ()

    @property
    def id(self) -> str:
        """Return the session's id."""
        return self.head.id

    def note(self, step: str, name: str) -> str:
        """Return what was typed in this place, or an empty text."""
        return next((n.text for n in self.notes if n.step == step and n.field == name), "")

    def answer(self, step: str, question: str) -> str | None:
        """Return the choice taken for this question, if one was."""
        return next((a.value for a in self.answers if a.step == step and a.question == question), None)

    def ticked(self, item_id: str) -> Tick | None:
        """Return the tick of this item, if it is done."""
        return next((t for t in self.ticks if t.item_id == item_id), None)

    def with_change(self, change: Change) -> "CoachingSession":
        """Return the session as it is after `change`."""
        after = self
        for edit in change.edits:
            after = _with_edit(after, edit)
        return after


MANY: dict[type[Row], str] = {
    StepVisit: "visits",
    Tick: "ticks",
    Note: "notes",
    Answer: "answers",
    Apology: "apologies",
    Option: "options",
    Promise: "promises",
    FollowUp: "follow_ups",
    CheckIn: "check_ins",
    Delivery: "deliveries",
    Feedback: "feedback",
}
"""The collections of a session by the kind of row they hold, each in the order the rows were made."""

ONE: dict[type[Row], str] = {
    Customer: "customer",
    ProfileEntry: "profile_entry",
    QualityRecord: "quality_record",
}
"""The places of a session that hold at most one row."""


def _with_edit(session: CoachingSession, edit: Edit) -> CoachingSession:
    kind = type(edit.row)
    if kind is Session:
        return session if edit.after is None else replace(session, head=edit.after)  # type: ignore[arg-type]
    if kind in ONE:
        return replace(session, **{ONE[kind]: edit.after})  # type: ignore[arg-type]
    name = MANY[kind]
    return replace(session, **{name: _with_row(getattr(session, name), edit)})  # type: ignore[arg-type]


def _with_row(rows: tuple[Row, ...], edit: Edit) -> tuple[Row, ...]:
    """Replace in place, append, or take out: the order of things on screen never changes by itself."""
    row_id = edit.row.id
    if edit.after is None:
        return tuple(row for row in rows if row.id != row_id)
    if any(row.id == row_id for row in rows):
        return tuple(edit.after if row.id == row_id else row for row in rows)
    return tuple(sorted((*rows, edit.after), key=lambda row: row.id))


def change_of(
    stamp: Stamp, session_id: str, what: str, *edits: Edit, before: str = "", after: str = ""
) -> Change:
    """Return the change of one deed, with its event."""
    event = Event(stamp.new_id(), session_id, stamp.at, stamp.actor, what, before, after)
    return Change(edits, (event,))


def undo_of(session: CoachingSession, change: Change, stamp: Stamp) -> Change:
    """Return the change that takes `change` back, leaving alone whatever was changed again since."""
    edits: list[Edit] = []
    for edit in reversed(change.edits):
        undone = _undone(session, edit)
        if undone is not None:
            edits.append(undone)
            session = session.with_change(Change((undone,), ()))
    what = change.events[0].what if change.events else ""
    return change_of(stamp, session.id, "undone", *edits, before=what)


def _undone(session: CoachingSession, edit: Edit) -> Edit | None:
    now = current(session, edit.row)
    if edit.after is None:
        return Edit(None, edit.before) if now is None else None
    if edit.before is None:
        return Edit(now, None) if now == edit.after else None
    return _restored(now, edit.before, edit.after) if now is not None else None


def _restored(now: Row, before: Row, after: Row) -> Edit | None:
    """Return the edit that gives each field its old value, if it still has the one of `after`."""
    wanted = {
        name: getattr(before, name)
        for name in (f.name for f in fields(now))
        if getattr(before, name) != getattr(after, name) == getattr(now, name)
    }
    return Edit(now, replace(now, **wanted)) if wanted else None


def current(session: CoachingSession, row: R) -> R | None:
    """Return this row as the session has it now, if it still has it."""
    kind: type[Any] = type(row)
    if kind in MANY:
        rows = getattr(session, MANY[kind])
    else:
        rows = (session.head if kind is Session else getattr(session, ONE[kind]),)
    return next((r for r in rows if r is not None and r.id == row.id), None)
