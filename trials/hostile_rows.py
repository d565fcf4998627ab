"""A database in which every field that holds words holds a hostile string."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_tick,
    an_apology,
    an_id,
    an_option,
)

from aware_tui.domain.insight_rows import Feedback, Goal
from aware_tui.domain.insight_states import Direction, Metric, Source, Statistic
from aware_tui.domain.rows import ChokePoint, Row
from aware_tui.domain.states import Status


def hostile_rows(words: Sequence[str]) -> list[Row]:
    """Return rows that hold all of the words, some thirty of them in each session."""
    rows: list[Row] = []
    left = iter(words)
    number = 0
    while (first := next(left, None)) is not None:
        rows += _session(first, left, number)
        number += 1
    return rows


def _session(first: str, left: Iterator[str], number: int) -> list[Row]:
    """Return one session with the next words in every field; plain ones where there are no more."""

    def w() -> str:
        return next(left, "plain")

    moment = NOW + timedelta(minutes=number)
    customer = a_customer(name=first, reference=w(), contact=w())
    head = a_head(
        customer_id=customer.id,
        location=w(),
        product=w(),
        safety_reason=w(),
        end_words=w(),
        status=(Status.OPEN, Status.PARKED, Status.FINISHED)[number % 3],
        started_at=moment,
    )
    promise = a_promise(head.id, what=w(), who=w(), note=w(), reason=w(), due_words=w(), due_at=moment)
    return [
        customer,
        head,
        a_tick(head.id, wording=w()),
        a_note(head.id, w()),
        a_note(head.id, w(), step="widen", field="their_side"),
        a_note(head.id, w(), step="widen", field="remedy"),
        an_apology(head.id, text=w()),
        an_option(head.id, text=w()),
        promise,
        a_follow_up(
            head.id, who=w(), note=w(), outcome=w(), due_words=w(), promise_id=promise.id, due_at=moment
        ),
        a_profile_entry(head.id, text=w(), outside_reference=w()),
        a_quality_record(head.id, text=w(), cost=w(), recommendation=w(), outside_reference=w()),
        *_beyond(head.id, customer.id, [w() for _ in range(9)]),
    ]


def _beyond(session_id: str, customer_id: str, words: Sequence[str]) -> list[Row]:
    """Return what is learnt beyond the call: feedback, a choke point, a goal."""
    source, zone = Source.SURVEY, "Europe/Berlin"
    said = Feedback(
        an_id(),
        source,
        zone,
        session_id=session_id,
        customer_id=customer_id,
        location=words[0],
        score=2.0,
        text=words[1],
        received_at=NOW,
    )
    point = ChokePoint(an_id(), words[2], NOW, action=words[3], owner=words[4], due_words=words[5])
    goal = Goal(
        an_id(),
        words[6],
        Metric.SATISFACTION,
        Statistic.MEAN,
        4.0,
        "points",
        Direction.AT_LEAST,
        NOW,
        date(2026, 3, 1),
        date(2026, 9, 1),
        zone,
        words[7],
        reason=words[8],
    )
    return [said, point, goal]
