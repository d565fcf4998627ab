"""Causes that customers keep running into: the register, the sessions they hit, and who was told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aware_tui.domain.due import Due
from aware_tui.domain.forms import long_day, weekday
from aware_tui.domain.rows import CauseLink, ChokePoint, Row
from aware_tui.domain.session import NOTHING, Change, Edit, Stamp, change_of
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.zones import local_time
from aware_tui.language import _

SYSTEM_CHANGE, YES = "system_change", "yes"
"""The question of a playbook, and its answer, that open the register."""


@dataclass(frozen=True, slots=True)
class ChokePointLine:
    """A choke point in the register; practice and discarded sessions are not counted."""

    point: ChokePoint
    sessions: int = 0
    last_seen: datetime | None = None
    """When the newest of its sessions began."""
    to_tell: int = 0
    """People who were not told that it is fixed; none while it is open."""

    def overdue(self, now: datetime) -> bool:
        """Say whether it should have been fixed by the aware time `now`."""
        point = self.point
        return point.state is ChokePointState.OPEN and point.due_at is not None and point.due_at < now


@dataclass(frozen=True, slots=True)
class Hit:
    """A session that ran into a choke point."""

    link: CauseLink
    line: SessionLine


@dataclass(frozen=True, slots=True)
class ToBeTold:
    """A customer who was hit by a cause that is fixed now, and was not told so; once, however often hit."""

    point: ChokePoint
    links: tuple[CauseLink, ...]
    """Of each of their sessions, the newest first."""
    session_id: str
    """The newest of those sessions."""
    happened_at: datetime
    zone: str
    customer_id: str | None = None
    customer: str = ""
    contact: str = ""
    preferred_channel: str | None = None

    @property
    def again(self) -> bool:
        """Say whether it happened after the cause was marked fixed: then it may not be fixed at all."""
        return self.point.fixed_at is not None and self.happened_at > self.point.fixed_at

    @property
    def draft(self) -> str:
        """Return a sentence for a person to send, with what was done about it."""
        day = local_time(self.happened_at, self.zone)
        hello = _("Hello {customer},").format(customer=self.customer) if self.customer else _("Hello,")
        action = self.point.action.strip()
        changed = (
            _(" What is different now: {action}{rest}").format(
                action=action, rest="" if action[-1] in ".!?" else "."
            )
            if action
            else ""
        )
        return _(
            "{hello} on {weekday} {day} you told us that something had gone wrong. We have "
            "fixed what caused it.{changed} Thank you for telling us."
        ).format(hello=hello, weekday=weekday(day), day=long_day(day), changed=changed)


@dataclass(frozen=True, slots=True)
class Similar:
    """A session that may have the same cause as another."""

    line: SessionLine
    cause: str | None = None
    """The cause its quality record names."""
    point: ChokePoint | None = None
    """The choke point it is linked to, if it is."""


def note_choke_point(
    title: str, cause: str | None, action: str, owner: str, due: Due | None, stamp: Stamp, due_words: str = ""
) -> Change:
    """Put a choke point in the register; `due_words` are kept where they were understood as no time."""
    when = when_of(due, due_words)
    point = ChokePoint(stamp.new_id(), title, stamp.at, cause, action, owner, **when)
    return noted(point, stamp)


def noted(point: ChokePoint, stamp: Stamp) -> Change:
    """Put a choke point in the register as it is."""
    return change_of(stamp, point.id, "choke point noted", Edit(None, point))


def when_of(due: Due | None, words: str = "") -> dict[str, Any]:
    """Return the columns of a due time, or of words that hold none."""
    if due is None:
        return {"due_at": None, "zone": None, "due_words": words}
    return {"due_at": due.at, "zone": due.zone, "due_words": due.words}


def amend(point: ChokePoint, stamp: Stamp, **values: Any) -> Change:
    """Correct a choke point; the event tells which columns, never their words."""
    new = replace(point, **values)
    if new == point:
        return NOTHING
    changed = [name for name in values if getattr(new, name) != getattr(point, name)]
    return change_of(stamp, point.id, "choke point amended", Edit(point, new), after=",".join(changed))


def link(session_id: str, point: ChokePoint, stamp: Stamp, known: Sequence[CauseLink] = ()) -> Change:
    """Say that a session ran into a choke point, unless one of the links that are `known` says so."""
    if any((each.session_id, each.choke_point_id) == (session_id, point.id) for each in known):
        return NOTHING
    new = CauseLink(stamp.new_id(), session_id, point.id, stamp.at)
    return change_of(stamp, session_id, "linked to a choke point", Edit(None, new), after=point.id)


def unlink(linked: CauseLink, stamp: Stamp) -> Change:
    """Say that a session did not run into this choke point after all."""
    gone = Edit(linked, None)
    return change_of(
        stamp, linked.session_id, "unlinked from a choke point", gone, before=linked.choke_point_id
    )


def same_cause(
    session_id: str,
    other_id: str,
    point: ChokePoint | None,
    title: str,
    stamp: Stamp,
    known: Sequence[CauseLink] = (),
    cause: str | None = None,
) -> Change:
    """Say that a session has the same cause as another: both are linked to the choke point of the other.

    Without one, a choke point is noted with this title and cause. `known` are the links of both sessions.
    """
    made = NOTHING
    if point is None:
        point = ChokePoint(stamp.new_id(), title, stamp.at, cause)
        made = noted(point, stamp)
    sessions = dict.fromkeys((other_id, session_id))
    return sum((link(each, point, stamp, known) for each in sessions), made)


def mark_fixed(point: ChokePoint, stamp: Stamp) -> Change:
    """Say that a cause is gone: from now on everyone it hit is to be told."""
    if point.state is ChokePointState.FIXED:
        return NOTHING
    new = replace(point, state=ChokePointState.FIXED, fixed_at=stamp.at)
    return change_of(stamp, point.id, "choke point fixed", Edit(point, new), before=point.state)


def reopen(point: ChokePoint, stamp: Stamp) -> Change:
    """Say that a cause is there again; who was told stays told."""
    if point.state is ChokePointState.OPEN:
        return NOTHING
    new = replace(point, state=ChokePointState.OPEN, fixed_at=None)
    return change_of(stamp, point.id, "choke point reopened", Edit(point, new), before=point.state)


def told(linked: CauseLink, stamp: Stamp) -> Change:
    """Say that the customer of a session was told that the cause is fixed."""
    if linked.told_at is not None:
        return NOTHING
    new = replace(linked, told_at=stamp.at)
    return change_of(
        stamp, linked.session_id, "told that the cause is fixed", Edit(linked, new), after=linked.id
    )


def untold(linked: CauseLink, stamp: Stamp) -> Change:
    """Say that the customer of a session was not told after all."""
    if linked.told_at is None:
        return NOTHING
    new = replace(linked, told_at=None)
    return change_of(stamp, linked.session_id, "not told after all", Edit(linked, new), before=linked.id)


def taken_back(change: Change, current: Callable[[Row], Row | None], stamp: Stamp) -> Change:
    """Return the change that takes a mark back; NOTHING once any row of it was changed again.

    `current` gives a row as it is now, or None if it is gone.
    """
    edits = tuple(Edit(edit.after, edit.before) for edit in reversed(change.edits))
    if not edits or any(current(edit.row) != edit.before for edit in edits):
        return NOTHING
    undone = (change_of(stamp, each.session_id, "undone", before=each.what) for each in change.events)
    return sum(undone, Change(edits, ()))
