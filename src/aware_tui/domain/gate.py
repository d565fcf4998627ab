"""The gate: the one function through which a session is finished, parked or discarded."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from aware_tui.domain import deeds
from aware_tui.domain.clock import paused
from aware_tui.domain.playbook import Choice, PartKind, Playbook, Required
from aware_tui.domain.rows import StepVisit
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import FollowUpState, PromiseState, Status
from aware_tui.language import _


class Ending(StrEnum):
    """The three ways a session passes the gate."""

    FINISH = "finish"
    PARK = "park"
    DISCARD = "discard"


class GapKind(StrEnum):
    """What can be open when a session ends."""

    ITEM = "item"
    UNDATED = "undated promise"
    OPEN_PROMISE = "open promise"
    OPEN_CHECK = "open check"
    HALF = "half-documented"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something left open, in words; `refuses` means that finishing is not allowed over it."""

    kind: GapKind
    what: str
    ref: str
    refuses: bool = False


class GateRefusedError(Exception):
    """The session may not end like this; the message says why and what to do."""


STATUS_AFTER = {
    Ending.FINISH: Status.FINISHED,
    Ending.PARK: Status.PARKED,
    Ending.DISCARD: Status.DISCARDED,
}
"""What a session is after each ending."""


def gaps(session: CoachingSession, playbook: Playbook, ending: Ending) -> tuple[Gap, ...]:
    """Return what is open, in the order of the walk; a discarded session leaves nothing open."""
    if ending is Ending.DISCARD:
        return ()
    undated = _undated(session)
    if ending is Ending.PARK:
        return undated
    return (
        *_items(session, playbook),
        *undated,
        *_promises(session),
        *_checks(session),
        *_half(session, playbook),
    )


def _items(session: CoachingSession, playbook: Playbook) -> tuple[Gap, ...]:
    return tuple(
        Gap(GapKind.ITEM, item.text, item.id, item.required is Required.REFUSE)
        for step in playbook.steps
        for item in (*step.items(), *step.extra)
        if item.required is not Required.NO and session.ticked(item.id) is None
    )


def _undated(session: CoachingSession) -> tuple[Gap, ...]:
    return tuple(
        Gap(GapKind.UNDATED, made.what, made.id)
        for made in session.promises
        if made.state is PromiseState.OPEN and made.due_at is None
    )


def _promises(session: CoachingSession) -> tuple[Gap, ...]:
    return tuple(
        Gap(GapKind.OPEN_PROMISE, made.what, made.id)
        for made in session.promises
        if made.state is PromiseState.OPEN and made.due_at is not None
    )


def _checks(session: CoachingSession) -> tuple[Gap, ...]:
    return tuple(
        Gap(GapKind.OPEN_CHECK, f"{state_words(check.kind)} {check.who}".strip(), check.id)
        for check in session.follow_ups
        if check.state is FollowUpState.OPEN
    )


def _half(session: CoachingSession, playbook: Playbook) -> tuple[Gap, ...]:
    asked_for, entry, record = playbook.documents(), session.profile_entry, session.quality_record
    missing = []
    if PartKind.PROFILE in asked_for and (entry is None or entry.recorded_at is None):
        missing.append(Gap(GapKind.HALF, asked_for[PartKind.PROFILE].label, "profile_entry"))
    if PartKind.QUALITY in asked_for and (record is None or record.recorded_at is None):
        missing.append(Gap(GapKind.HALF, asked_for[PartKind.QUALITY].label, "quality_record"))
    return tuple(missing)


def first_due(session: CoachingSession) -> datetime | None:
    """Return the first due time of an open promise or follow-up."""
    times = [
        *(p.due_at for p in session.promises if p.state is PromiseState.OPEN),
        *(f.due_at for f in session.follow_ups if f.state is FollowUpState.OPEN),
    ]
    return min((at for at in times if at is not None), default=None)


def suggested(session: CoachingSession) -> Ending:
    """Return the ending that Enter takes: parking while something is promised, else finishing."""
    open_promise = any(p.state is PromiseState.OPEN for p in session.promises)
    open_check = any(f.state is FollowUpState.OPEN for f in session.follow_ups)
    return Ending.PARK if open_promise or open_check else Ending.FINISH


def needs_reason(session: CoachingSession, playbook: Playbook, ending: Ending) -> bool:
    """Say whether this ending asks for a reason: parking until a due time asks nothing."""
    if ending is Ending.DISCARD:
        return True
    if ending is Ending.PARK:
        return first_due(session) is None
    return bool(gaps(session, playbook, ending))


def reasons(playbook: Playbook, ending: Ending) -> tuple[Choice, ...]:
    """Return the reasons this ending offers, in the order of their digits."""
    found: tuple[Choice, ...] = getattr(playbook.endings, ending.value)
    return found


def pass_gate(
    session: CoachingSession,
    playbook: Playbook,
    ending: Ending,
    stamp: Stamp,
    reason: str | None = None,
    words: str = "",
) -> Change:
    """Return the change that ends the session; GateRefusedError tells what is missing.

    `reason` is the id of one of the ending's reasons; `words` are optional. The event keeps what was open.
    """
    open_now = gaps(session, playbook, ending)
    _refuse_unless_allowed(session, playbook, ending, reason, open_now)
    head = replace(
        paused(session.head, stamp.at),
        status=STATUS_AFTER[ending],
        ended_at=stamp.at if ending is not Ending.PARK else None,
        end_reason=reason,
        end_words=words or None,
    )
    visits = tuple(Edit(v, replace(v, left_at=stamp.at)) for v in session.visits if v.left_at is None)
    left = ",".join(f"{gap.kind}:{gap.ref}" for gap in open_now)
    after = f"{reason or ''};{left}" if left else (reason or "")
    edit = Edit(session.head, head)
    return change_of(
        stamp, session.id, str(head.status), edit, *visits, before=session.head.status, after=after
    )


def _refuse_unless_allowed(
    session: CoachingSession,
    playbook: Playbook,
    ending: Ending,
    reason: str | None,
    open_now: tuple[Gap, ...],
) -> None:
    if session.head.status in (Status.FINISHED, Status.DISCARDED):
        raise GateRefusedError(
            _("This session is already {status}. Nothing was changed.").format(
                status=state_words(session.head.status)
            )
        )
    refusing = next((gap for gap in open_now if gap.refuses), None)
    if refusing is not None:
        raise GateRefusedError(
            _("“{what}” must be ticked first. Tick it, or park the session.").format(what=refusing.what)
        )
    if reason is None and needs_reason(session, playbook, ending):
        raise GateRefusedError(_("One digit says why. Nothing was changed."))
    if reason is not None and reason not in {choice.id for choice in reasons(playbook, ending)}:
        raise GateRefusedError(_("That is not one of the reasons. Nothing was changed."))


def reopen(session: CoachingSession, stamp: Stamp) -> Change:
    """Return the change that makes an ended session open again where it stood, its story kept.

    What was said at the gate stays as a note of the step, in a field no playbook has, like `when parked`.
    """
    was = session.head
    if was.status is Status.OPEN:
        return NOTHING
    head = replace(was, status=Status.OPEN, ended_at=None, end_reason=None, end_words=None)
    visit = StepVisit(stamp.new_id(), session.id, was.current_step, was.current_phase, stamp.at)
    opened = change_of(stamp, session.id, "reopened", Edit(was, head), Edit(None, visit), before=was.status)
    return opened + _words_kept(session, stamp)


def _words_kept(session: CoachingSession, stamp: Stamp) -> Change:
    step, field = session.head.current_step, f"when {session.head.status}"
    earlier, words = session.note(step, field), session.head.end_words or ""
    text = "\n".join(said for said in (earlier, words) if said)
    return deeds.write(session, step, field, text, stamp)
