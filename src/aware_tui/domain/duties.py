"""What becomes of a promise or a check that came due: kept, changed, broken, done, not well.

Each deed takes the session, the id of the row in it, and gives the change; what makes no sense is told.
"""

from dataclasses import replace

from aware_tui.domain import commitments, gate, walk
from aware_tui.domain.due import Due
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import FollowUp, Promise
from aware_tui.domain.session import (
    NOTHING,
    Change,
    CoachingSession,
    Edit,
    Stamp,
    change_of,
    current,
    undo_of,
)
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import FollowUpKind, FollowUpState, PromiseState
from aware_tui.language import _

Duty = Promise | FollowUp
"""What somebody has to see to."""


class DutyProblem(Exception):  # noqa: N818
    """It makes no sense as things stand; the message says why and what to do."""


def duty_of(session: CoachingSession, row_id: str) -> Duty:
    """Return the promise or check with this id; DutyProblem if the session has it no more."""
    rows: tuple[Duty, ...] = (*session.promises, *session.follow_ups)
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise DutyProblem(_("This was taken out meanwhile. Nothing was changed."))
    return found


def keep(session: CoachingSession, /, row_id: str, words: str, stamp: Stamp) -> Change:
    """Mark a promise kept, with what came of it."""
    return commitments.settle(session, _promise(session, row_id), PromiseState.KEPT, stamp, words)


def break_(session: CoachingSession, /, row_id: str, reason: str, stamp: Stamp) -> Change:
    """Mark a promise broken, with the reason, which is needed."""
    made = _promise(session, row_id)
    if not reason.strip():
        raise DutyProblem(_("Say what kept us from it: a few words are enough."))
    return commitments.settle(session, made, PromiseState.BROKEN, stamp, reason)


def change(session: CoachingSession, /, row_id: str, due: Due, reason: str, who: str, stamp: Stamp) -> Change:
    """Give a promise or a check a new time, and another owner if `who` names one; a reason is needed.

    A promise is closed as changed and gets a successor, to which its open checks go over; a check moves.
    """
    if not reason.strip():
        raise DutyProblem(_("Say why it changes: a few words are enough."))
    if due.at <= stamp.at:
        raise DutyProblem(_("That time has passed. Say a later one."))
    row = _open(session, row_id)
    if isinstance(row, FollowUp):
        return _moved(session, row, due, reason, who, stamp)
    changed = commitments.change_promise(session, row, due, reason, stamp)
    successor = next(e.after for e in changed.edits if e.before is None and isinstance(e.after, Promise))
    edits = [Edit(None, replace(successor, who=who or successor.who, note=row.note))]
    for check in session.follow_ups:
        if check.promise_id == row.id and check.state is FollowUpState.OPEN:
            edits.append(Edit(check, replace(check, promise_id=successor.id)))
    return Change((changed.edits[0], *edits), changed.events)


def _moved(
    session: CoachingSession, check: FollowUp, due: Due, reason: str, who: str, stamp: Stamp
) -> Change:
    note = " · ".join(said for said in (check.note, reason) if said)
    when = {"due_at": due.at, "zone": due.zone, "due_words": due.words}
    new = replace(check, note=note, who=who or check.who, **when)  # type: ignore[arg-type]
    was, now = (at.isoformat() if at else "" for at in (check.due_at, due.at))
    return change_of(stamp, session.id, "follow-up moved", Edit(check, new), before=was, after=now)


def done(session: CoachingSession, /, row_id: str, outcome: str, stamp: Stamp) -> Change:
    """Mark a check done, all well, with what came of it."""
    check = _check(session, row_id)
    return commitments.close_follow_up(session, check, FollowUpState.DONE, stamp, outcome)


def not_well(
    session: CoachingSession, /, playbook: Playbook, row_id: str, outcome: str, stamp: Stamp
) -> Change:
    """Mark that a check found it not well: the session opens again at its first place, its story kept."""
    check = _check(session, row_id)
    whole = commitments.close_follow_up(session, check, FollowUpState.NOT_WELL, stamp, outcome)
    whole += gate.reopen(session.with_change(whole), stamp)
    first = walk.places(playbook)[0]
    return whole + walk.move(session.with_change(whole), first, stamp, "reopened: not well")


def note(
    session: CoachingSession, /, row_id: str, words: str, stamp: Stamp, was: str | None = None
) -> Change:
    """Keep what there is to know about a promise or a check; the event holds lengths only.

    `was` is the note that was shown: what another window noted meanwhile is not overwritten.
    """
    row = duty_of(session, row_id)
    if was not in (None, row.note):
        raise DutyProblem(
            _("Another window noted meanwhile: “{note}”. Look, then keep yours.").format(note=row.note)
        )
    if row.note == words:
        return NOTHING
    sizes = {"before": str(len(row.note)), "after": str(len(words))}
    return change_of(stamp, session.id, "duty noted", Edit(row, replace(row, note=words)), **sizes)


def entrust(
    session: CoachingSession, /, row_id: str, who: str, stamp: Stamp, was: str | None = None
) -> Change:
    """Give an open promise to somebody, or have a check made with another delegate; a name is needed.

    `was` is whose it was when that was shown.
    """
    row = _open(session, row_id)
    if not who.strip():
        raise DutyProblem(_("Say whose it is: a promise needs an owner."))
    if isinstance(row, FollowUp) and row.kind is FollowUpKind.CUSTOMER:
        raise DutyProblem(_("Whoever has the call makes this check. Hand the call over instead."))
    if was not in (None, row.who):
        raise DutyProblem(
            _("Another window gave it to {who} meanwhile. Look, then give it.").format(who=row.who)
        )
    if row.who == who:
        return NOTHING
    return change_of(stamp, session.id, "owner changed", Edit(row, replace(row, who=who)), after=row.id)


def take_back(session: CoachingSession, /, change: Change, stamp: Stamp) -> Change:
    """Take a mark back, all of it or nothing: what was changed again since stays as it is."""
    for edit in change.edits:
        if current(session, edit.row) != edit.after:
            raise DutyProblem(_("It was changed again since then, so it cannot be taken back."))
    return undo_of(session, change, stamp)


def _promise(session: CoachingSession, row_id: str) -> Promise:
    row = _open(session, row_id)
    if not isinstance(row, Promise):
        raise DutyProblem(_("This is a check, not a promise. Say whether it is done or not well."))
    return row


def _check(session: CoachingSession, row_id: str) -> FollowUp:
    row = _open(session, row_id)
    if not isinstance(row, FollowUp):
        raise DutyProblem(_("This is a promise, not a check. Say whether it was kept, changed or broken."))
    return row


def _open(session: CoachingSession, row_id: str) -> Duty:
    row = duty_of(session, row_id)
    if row.state not in (PromiseState.OPEN, FollowUpState.OPEN):
        stands = state_words(row.state)
        raise DutyProblem(
            _("It is marked {stands} already. Its call tells how that came.").format(stands=stands)
        )
    return row
