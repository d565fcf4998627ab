"""Options, promises and follow-ups: what was offered, what was promised, what must be checked.

A row that a deed names is taken as the session has it now; if it is gone, nothing changes.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aware_tui.domain.due import Due
from aware_tui.domain.rows import FollowUp, Option, Promise
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of, current
from aware_tui.domain.states import FollowUpKind, FollowUpState, PromiseState, ProposedBy

if TYPE_CHECKING:
    from aware_tui.domain.coaching.promise import PromiseReading


def propose(session: CoachingSession, /, text: str, by: ProposedBy, stamp: Stamp) -> Change:
    """Add an option to the table."""
    option = Option(stamp.new_id(), session.id, text, by)
    return change_of(stamp, session.id, "option added", Edit(None, option), after=option.id)


def weigh(session: CoachingSession, /, option: Option, stamp: Stamp, **values: Any) -> Change:
    """Say who proposed an option, whether it works for them, whether it is possible for us."""
    now = current(session, option)
    if now is None or (new := replace(now, **values)) == now:
        return NOTHING
    return change_of(stamp, session.id, "option weighed", Edit(now, new), after=",".join(values))


def choose(session: CoachingSession, /, option: Option, stamp: Stamp) -> Change:
    """Keep that the customer picked this option, and so no other; picking it again takes it back."""
    now = current(session, option)
    if now is None:
        return NOTHING
    edits = [
        Edit(other, replace(other, chosen=wanted))
        for other in session.options
        if other.chosen != (wanted := other is now and not now.chosen)
    ]
    return change_of(stamp, session.id, "option chosen", *edits, after=option.id)


def withdraw(session: CoachingSession, /, option: Option, stamp: Stamp) -> Change:
    """Take an option out of the table."""
    now = current(session, option)
    if now is None:
        return NOTHING
    return change_of(stamp, session.id, "option withdrawn", Edit(now, None), before=now.id)


def promise(session: CoachingSession, /, what: str, who: str, due: Due | None, stamp: Stamp) -> Change:
    """Make a promise; without a due time it is kept and named at the gate."""
    new = Promise(stamp.new_id(), session.id, what, who, stamp.at, **_when(due))
    return change_of(stamp, session.id, "promised", Edit(None, new), after=new.id)


def _when(due: Due | None) -> dict[str, Any]:
    return {} if due is None else {"due_at": due.at, "zone": due.zone, "due_words": due.words}


def amend(session: CoachingSession, /, made: Promise, stamp: Stamp, **values: Any) -> Change:
    """Correct a promise while it is being made."""
    now = current(session, made)
    if now is None or (new := replace(now, **values)) == now:
        return NOTHING
    return change_of(stamp, session.id, "promise amended", Edit(now, new), after=",".join(values))


def reading_of(reading: "PromiseReading") -> dict[str, str]:
    """Return how the coach read a promise's wording, as its row keeps it."""
    rules = dict.fromkeys(finding.rule for finding in reading.findings)
    return {"verdict": str(reading.verdict), "findings": ",".join(rules)}


def unsay(session: CoachingSession, /, made: Promise, stamp: Stamp) -> Change:
    """Take out a promise that was never made; the one it replaced, if any, stands again."""
    now = current(session, made)
    if now is None:
        return NOTHING
    edits = (Edit(now, None), *_freed(session, now))
    return change_of(stamp, session.id, "promise taken out", *edits, before=now.id)


def _freed(session: CoachingSession, gone: Promise) -> Iterator[Edit]:
    """Yield the edits of the rows that name a promise taken out, and of the promise it replaced."""
    successors = [p for p in session.promises if p.replaces_id == gone.id]
    for successor in successors:
        yield Edit(successor, replace(successor, replaces_id=gone.replaces_id))
    for replaced in session.promises:
        if replaced.id == gone.replaces_id and not successors:
            yield Edit(replaced, replace(replaced, state=PromiseState.OPEN, settled_at=None))
    for check in session.follow_ups:
        if check.promise_id == gone.id:
            yield Edit(check, replace(check, promise_id=gone.replaces_id))


def settle(
    session: CoachingSession, /, made: Promise, state: PromiseState, stamp: Stamp, reason: str = ""
) -> Change:
    """Mark a promise kept or broken, or open again; one that was changed has a successor and stays closed."""
    now = current(session, made)
    if now is None or now.state is PromiseState.CHANGED:
        return NOTHING
    settled = _settled_at(now, state is PromiseState.OPEN, state is now.state, stamp)
    new = replace(now, state=state, reason=reason, settled_at=settled)
    if new == now:
        return NOTHING
    return change_of(stamp, session.id, f"promise {state}", Edit(now, new), before=now.state, after=now.id)


def _settled_at(row: Promise | FollowUp, is_open: bool, same: bool, stamp: Stamp) -> datetime | None:
    """Return when a row was settled: saying the same again does not make it later."""
    if is_open:
        return None
    return row.settled_at if same else stamp.at


def change_promise(
    session: CoachingSession, /, made: Promise, due: Due | None, reason: str, stamp: Stamp
) -> Change:
    """Close an open promise as changed and open its successor with the new due time."""
    now = current(session, made)
    if now is None or now.state is not PromiseState.OPEN:
        return NOTHING
    closed = replace(now, state=PromiseState.CHANGED, reason=reason, settled_at=stamp.at)
    successor = Promise(
        stamp.new_id(), session.id, now.what, now.who, stamp.at, replaces_id=now.id, **_when(due)
    )
    edits = (Edit(now, closed), Edit(None, successor))
    return change_of(stamp, session.id, "promise changed", *edits, before=now.id, after=successor.id)


def follow_up(
    session: CoachingSession,
    /,
    kind: FollowUpKind,
    who: str,
    due: Due | None,
    stamp: Stamp,
    promise_id: str | None,
) -> Change:
    """Plan a check with the delegate or with the customer."""
    new = FollowUp(stamp.new_id(), session.id, kind, who, stamp.at, promise_id, **_when(due))
    return change_of(stamp, session.id, f"{kind} follow-up planned", Edit(None, new), after=new.id)


def close_follow_up(
    session: CoachingSession, /, check: FollowUp, state: FollowUpState, stamp: Stamp, outcome: str = ""
) -> Change:
    """Say how a check came out; `not_well` brings the session back to its beginning (see `walk.move`)."""
    now = current(session, check)
    if now is None:
        return NOTHING
    settled = _settled_at(now, state is FollowUpState.OPEN, state is now.state, stamp)
    new = replace(now, state=state, outcome=outcome or now.outcome, settled_at=settled)
    if new == now:
        return NOTHING
    return change_of(stamp, session.id, f"follow-up {state}", Edit(now, new), before=now.state, after=now.id)


def drop_follow_up(session: CoachingSession, /, check: FollowUp, stamp: Stamp) -> Change:
    """Take out a check that is not needed."""
    now = current(session, check)
    if now is None:
        return NOTHING
    return change_of(stamp, session.id, "follow-up taken out", Edit(now, None), before=now.id)
