"""A call with a row in every table that belongs to a session, and what stands beside it."""

from attempting import an_attempt
from delivering import a_delivery
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_stamp,
    a_tick,
    adding,
    an_apology,
    an_event,
    an_id,
    an_option,
)

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Source
from aware_tui.domain.rows import Answer, CauseLink, CheckIn, ChokePoint, Row, StepVisit
from aware_tui.domain.session import Change, CoachingSession


def full_call(agent: str, word: str) -> Change:
    """Return all of a call of `agent`, with `word` in everything that people type."""
    customer = a_customer(name=f"{word} Reyes")
    head = a_head(agent=agent, customer_id=customer.id, category="delivery")
    promise, point = a_promise(head.id, what=word), a_point(word)
    rows: tuple[Row, ...] = (
        customer,
        head,
        StepVisit(an_id(), head.id, "acknowledge", "listen", NOW),
        a_tick(head.id),
        a_note(head.id, f"{word} rang and rang"),
        Answer(an_id(), head.id, "acknowledge", "who", word),
        an_apology(head.id, text=word),
        an_option(head.id, text=word),
        promise,
        a_follow_up(head.id, promise_id=promise.id),
        a_profile_entry(head.id, text=word),
        a_quality_record(head.id, text=word),
        CheckIn(an_id(), head.id, agent, 2, NOW),
        a_delivery(CoachingSession(head), payload=word),
        point,
        CauseLink(an_id(), head.id, point.id, NOW),
        Feedback(an_id(), Source.SURVEY, "UTC", agent, session_id=head.id, text=word, asked_at=NOW),
        an_attempt(trainee=agent, reflection=word),
    )
    return Change(adding(*rows).edits, (an_event(head.id, actor=agent),))


def a_point(title: str) -> ChokePoint:
    stamp = a_stamp()
    return ChokePoint(stamp.new_id(), title, stamp.at)
