"""Options, promises and follow-ups: what was offered, what was promised, what must be checked."""

from dataclasses import replace
from typing import Any

from aware_tui.domain.due import Due
from aware_tui.domain.rows import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Option,
    Promise,
    PromiseState,
    ProposedBy,
)
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of


def propose(session: CoachingSession, /, text: str, by: ProposedBy, stamp: Stamp) -> Change:
    """Add an option to the table."""
    option = Option(stamp.new_id(), session.id, text, by)
    return change_of(stamp, session.id, "option added", Edit(None, option), after=option.id)


def weigh(session: CoachingSession, /, option: Option, stamp: Stamp, **values: Any) -> Change:
    """Say who proposed an option, whether it works for them, whether it is possible for us."""
    new = replace(option, **values)
    if new == option:
        return NOTHING
    return change_of(stamp, session.id, "option weighed", Edit(option, new), after=",".join(values))


def choose(session: CoachingSession, /, option: Option, stamp: Stamp) -> Change:
    """Keep that the customer picked this option, and so no other; picking it again takes it back."""
    edits = [
        Edit(other, replace(other, chosen=wanted))
        for other in session.options
        if other.chosen != (wanted := other.id == option.id and not option.chosen)
    ]
    return change_of(stamp, session.id, "option chosen", *edits, after=option.id)


def withdraw(session: CoachingSession, /, option: Option, stamp: Stamp) -> Change:
    """Take an option out of the table."""
    return change_of(stamp, session.id, "option withdrawn", Edit(option, None), before=option.id)


def promise(session: CoachingSession, /, what: str, who: str, due: Due | None, stamp: Stamp) -> Change:
    """Make a promise; without a due time it is kept and named at the gate."""
    new = Promise(stamp.new_id(), session.id, what, who, stamp.at, **_when(due))
    return change_of(stamp, session.id, "promised", Edit(None, new), after=new.id)


def _when(due: Due | None) -> dict[str, Any]:
    return {} if due is None else {"due_at": due.at, "zone": due.zone, "due_words": due.words}


def amend(session: CoachingSession, /, made: Promise, stamp: Stamp, **values: Any) -> Change:
    """Correct a promise while it is being made."""
    new = replace(made, **values)
    if new == made:
        return NOTHING
    return change_of(stamp, session.id, "promise amended", Edit(made, new), after=",".join(values))


def unsay(session: CoachingSession, /, made: Promise, stamp: Stamp) -> Change:
    """Take out a promise that was never made."""
    return change_of(stamp, session.id, "promise taken out", Edit(made, None), before=made.id)


def settle(
    session: CoachingSession, /, made: Promise, state: PromiseState, stamp: Stamp, reason: str = ""
) -> Change:
    """Mark a promise kept or broken, or open again."""
    settled = None if state is PromiseState.OPEN else stamp.at
    new = replace(made, state=state, reason=reason, settled_at=settled)
    if new == made:
        return NOTHING
    edit = Edit(made, new)
    return change_of(stamp, session.id, f"promise {state}", edit, before=made.state, after=made.id)


def change_promise(
    session: CoachingSession, /, made: Promise, due: Due | None, reason: str, stamp: Stamp
) -> Change:
    """Close a promise as changed and open its successor with the new due time."""
    closed = replace(made, state=PromiseState.CHANGED, reason=reason, settled_at=stamp.at)
    successor = Promise(
        stamp.new_id(), session.id, made.what, made.who, stamp.at, replaces_id=made.id, **_when(due)
    )
    edits = (Edit(made, closed), Edit(None, successor))
    return change_of(stamp, session.id, "promise changed", *edits, before=made.id, after=successor.id)


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
    settled = None if state is FollowUpState.OPEN else stamp.at
    new = replace(check, state=state, outcome=outcome or check.outcome, settled_at=settled)
    if new == check:
        return NOTHING
    edit = Edit(check, new)
    return change_of(stamp, session.id, f"follow-up {state}", edit, before=check.state, after=check.id)


def drop_follow_up(session: CoachingSession, /, check: FollowUp, stamp: Stamp) -> Change:
    """Take out a check that is not needed."""
    return change_of(stamp, session.id, "follow-up taken out", Edit(check, None), before=check.id)
