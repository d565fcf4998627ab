"""Which sessions stand behind a line, and how the list of them is headed."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Finding, Incident, Rising, Share
from aware_tui.domain.insights.typed_period import period_words
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import counted
from aware_tui.services.desk import Desk
from aware_tui.services.insights import asking

Ask = Callable[[], "Future[tuple[SessionLine, ...]]"]
"""Asks for the sessions, the newest first."""

Counted = Finding | Incident | Rising | Share


def behind_of(desk: Desk, target: Counted, period: Period, names: Names) -> tuple[str, Ask]:
    """Return what a list is about, and what asks for its sessions; a share is that of a category."""
    if isinstance(target, Finding):
        pattern = target.pattern
        return target.sentence, lambda: asking.behind(desk, pattern, period)
    if isinstance(target, Incident):
        return target.sentence, lambda: asking.behind_incident(desk, target)
    if isinstance(target, Rising):
        week = Period(target.week, target.week + timedelta(days=7))
        return target.sentence, lambda: asking.behind_category(desk, target.category, week)
    about = f"{names.category(target.name)}: {counted(target.count, 'session')}, {period_words(period)}."
    return about, lambda: asking.behind_category(desk, target.name, period)
