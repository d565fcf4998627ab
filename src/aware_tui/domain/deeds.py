"""What an agent can do inside a step: each deed takes a session and gives the change it makes."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aware_tui.domain.playbook import ChecklistItem
from aware_tui.domain.rows import Answer, Apology, CheckIn, Customer, Note, ProfileEntry, QualityRecord, Tick
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of
from aware_tui.domain.states import ApologySize

if TYPE_CHECKING:
    from aware_tui.domain.coaching.apology import Reading


def tick(session: CoachingSession, /, step: str, item: ChecklistItem, stamp: Stamp) -> Change:
    """Tick the item, or take its tick back."""
    done = session.ticked(item.id)
    if done is not None:
        return change_of(stamp, session.id, "unticked", Edit(done, None), before=item.id)
    new = Tick(stamp.new_id(), session.id, step, item.id, item.text, stamp.at)
    return change_of(stamp, session.id, "ticked", Edit(None, new), after=item.id)


def write(session: CoachingSession, /, step: str, name: str, text: str, stamp: Stamp) -> Change:
    """Keep what was typed in a place of a step; the event holds lengths only."""
    old = next((n for n in session.notes if n.step == step and n.field == name), None)
    if (old.text if old else "") == text:
        return NOTHING
    new = replace(old, text=text) if old else Note(stamp.new_id(), session.id, step, name, text)
    sizes = (str(len(old.text)) if old else "", str(len(text)))
    return change_of(
        stamp, session.id, f"wrote {step}/{name}", Edit(old, new), before=sizes[0], after=sizes[1]
    )


def answer(session: CoachingSession, /, step: str, question: str, value: str | None, stamp: Stamp) -> Change:
    """Keep the choice taken for a question; None takes it back."""
    old = next((a for a in session.answers if a.step == step and a.question == question), None)
    if (old.value if old else None) == value:
        return NOTHING
    new = None
    if value is not None:
        new = replace(old, value=value) if old else Answer(stamp.new_id(), session.id, step, question, value)
    was = old.value if old else ""
    return change_of(stamp, session.id, f"answered {question}", Edit(old, new), before=was, after=value or "")


def set_head(session: CoachingSession, /, what: str, stamp: Stamp, **values: Any) -> Change:
    """Set columns of the session's head, such as its channel, category, moods or apology size."""
    new = replace(session.head, **values)
    if new == session.head:
        return NOTHING
    before, after = (",".join(f"{k}={_plain(getattr(h, k))}" for k in values) for h in (session.head, new))
    return change_of(stamp, session.id, what, Edit(session.head, new), before=before, after=after)


SHOWN_IN_EVENTS = (int, ApologySize)


def _plain(value: object) -> str:
    """Return states and numbers as they are, and only the length of words."""
    if value is None:
        return ""
    return str(value) if isinstance(value, SHOWN_IN_EVENTS) else f"{len(str(value))} characters"


def know_customer(session: CoachingSession, /, stamp: Stamp, **values: str | None) -> Change:
    """Fill in or correct who the customer is; changing it never clears anything else."""
    old = session.customer
    blank = Customer(stamp.new_id())
    given = {k: v or getattr(blank, k) for k, v in values.items()}
    new = replace(old or blank, **given)
    if new == (old or blank):
        return NOTHING
    edits = [Edit(old, new)]
    if session.head.customer_id != new.id:
        edits.append(Edit(session.head, replace(session.head, customer_id=new.id)))
    return change_of(stamp, session.id, "customer", *edits, after=",".join(sorted(values)))


def draft_apology(session: CoachingSession, /, size: ApologySize, text: str, stamp: Stamp) -> Change:
    """Keep the draft of an apology of this size; how the words before it read is gone with them."""
    old = next((a for a in session.apologies if a.size is size and a.said_at is None), None)
    if (old.text if old else "") == text:
        return NOTHING
    new = Apology(old.id if old else stamp.new_id(), session.id, size, text)
    return change_of(stamp, session.id, "apology drafted", Edit(old, new), after=str(len(text)))


def judge_apology(
    session: CoachingSession, /, size: ApologySize, reading: "Reading", stamp: Stamp, *, said: bool
) -> Change:
    """Keep how the coach reads the draft of an apology of this size; `said` closes the draft as said now."""
    old = next((a for a in session.apologies if a.size is size and a.said_at is None), None)
    if old is None or not old.text.strip():
        return NOTHING
    new = replace(
        old,
        verdict=reading.verdict,
        elements=",".join(reading.elements),
        findings=",".join(dict.fromkeys(finding.rule for finding in reading.findings)),
        said_at=stamp.at if said else None,
    )
    if new == old:
        return NOTHING
    what = "apology said" if said else "apology read"
    return change_of(stamp, session.id, what, Edit(old, new), after=f"{size} {reading.verdict}")


def write_profile(session: CoachingSession, /, stamp: Stamp, **values: Any) -> Change:
    """Keep the profile entry: its text, when it was recorded, its reference outside."""
    old = session.profile_entry
    blank = ProfileEntry(stamp.new_id(), session.id, "")
    return _document(session, "profile entry", old, old or blank, stamp, values)


def write_quality(session: CoachingSession, /, stamp: Stamp, **values: Any) -> Change:
    """Keep the quality record: its text and fields, when it was recorded, its reference outside."""
    old = session.quality_record
    blank = QualityRecord(stamp.new_id(), session.id)
    return _document(session, "quality record", old, old or blank, stamp, values)


Document = ProfileEntry | QualityRecord
Values = dict[str, Any]


def _document(
    session: CoachingSession, /, name: str, old: Document | None, now: Document, stamp: Stamp, values: Values
) -> Change:
    """Return the change of a document; a new one is made blank first, so that undo spares later words."""
    new = replace(now, **values)
    if new == now:
        return NOTHING
    edits = (Edit(now, new),) if old else (Edit(None, now), Edit(now, new))
    if (now.recorded_at is None) == (new.recorded_at is None):
        return change_of(stamp, session.id, f"wrote {name}", *edits, after=str(len(new.text)))
    what = f"{name} recorded" if new.recorded_at else f"{name} not recorded"
    return change_of(stamp, session.id, what, *edits)


def check_in(session: CoachingSession, /, score: int | None, stamp: Stamp) -> Change:
    """Keep how the call was for the agent; the event does not hold the answer."""
    old = next((c for c in session.check_ins if c.author == stamp.actor), None)
    if (old.score if old else None) == score:
        return NOTHING
    new = None
    if score is not None:
        new = (
            replace(old, score=score, at=stamp.at)
            if old
            else CheckIn(stamp.new_id(), session.id, stamp.actor, score, stamp.at)
        )
    return change_of(stamp, session.id, "check-in", Edit(old, new))
