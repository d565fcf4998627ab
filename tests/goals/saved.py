"""Complaints, feedback and promises of some weeks, to measure goals by."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from making import NOW, a_customer, a_head, a_promise, an_id
from tui.filling import put
from tui.pilots import settings

from aware_tui.config import Settings
from aware_tui.domain.insight_rows import Feedback, Goal
from aware_tui.domain.insight_states import Direction, Metric, Sentiment, Source, Statistic
from aware_tui.domain.rows import Row
from aware_tui.domain.states import PromiseState, Status

TODAY = NOW.date()
"""Wednesday 4 March 2026."""


def a_complaint(day: date, minutes: float | None = 0.0, days: float | None = 1.0, **head: Any) -> Row:
    """Return a finished call, answered after so many minutes and resolved after so many days."""
    at = datetime.combine(day, time(9, 30), UTC)
    answered = None if minutes is None else at + timedelta(minutes=minutes)
    ended = None if days is None else at + timedelta(days=days)
    status = Status.OPEN if days is None else Status.FINISHED
    common = {"started_at": at, "received_at": at, "first_response_at": answered, "ended_at": ended}
    return a_head(**{"status": status, **common, **head})


def weekly(since: date, counts: Iterable[int], **head: Any) -> Iterator[Row]:
    """Yield so many complaints in each week from a Monday on, all on its Tuesday."""
    for week, number in enumerate(counts):
        for _ in range(number):
            yield a_complaint(since + timedelta(weeks=week, days=1), **head)


def feedback(day: date, score: float | None, sentiment: Sentiment | None, **parts: Any) -> Feedback:
    """Return an answer of a survey."""
    at = datetime.combine(day, time(12), UTC)
    common = {"score": score, "sentiment": sentiment, "asked_at": at, "received_at": at}
    return Feedback(an_id(), Source.SURVEY, "Europe/Berlin", **{**common, **parts})


def promises(day: date, kept: int, broken: int = 0, still_open: int = 0) -> Iterator[Row]:
    """Yield a call with so many promises due on a day."""
    call = a_complaint(day - timedelta(days=1))
    yield call
    due = datetime.combine(day, time(12), UTC)
    states = (PromiseState.KEPT, kept), (PromiseState.BROKEN, broken), (PromiseState.OPEN, still_open)
    for state, number in states:
        for _ in range(number):
            yield a_promise(call.id, due_at=due, state=state)


def a_goal(**parts: Any) -> Goal:
    """Return an open goal: 3 complaints a week or less, from Monday 5 January to the end of March."""
    common: dict[str, Any] = {
        "id": an_id(),
        "title": "Fewer complaints",
        "metric": Metric.COMPLAINTS,
        "statistic": Statistic.WEEKLY,
        "target": 3.0,
        "unit": "a week",
        "direction": Direction.AT_MOST,
        "made_at": NOW - timedelta(days=58),
        "starts_on": date(2026, 1, 5),
        "deadline": date(2026, 3, 31),
        "zone": "Europe/Berlin",
        "owner": "kim",
        "reason": "Every one of them is a customer who waited",
    }
    return Goal(**common | parts)


def a_known(name: str = "Dana Reyes") -> Row:
    """Return a customer."""
    return a_customer(name=name)


def filled(folder: Path, *rows: Row) -> Settings:
    """Return the settings of a data folder that holds these rows."""
    made = settings(folder)
    put(made, *rows)
    return made
