"""Staff training for what was found: the calls behind it, what they lacked, and the scenarios in force."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Finding, Rising, Theme
from aware_tui.domain.insights.training import Course, Training, category_of, choose, words_for
from aware_tui.domain.states import Kind, Status
from aware_tui.services.insights.question import Question

if TYPE_CHECKING:
    import sqlite3

    from aware_tui.config import Settings
    from aware_tui.domain.practice.skills import Skill
    from aware_tui.domain.summary import SessionLine

CALLS = 50
"""Calls behind it that are looked at, the newest."""


def gaps(db: "sqlite3.Connection", about: Finding | Rising | Theme, asked: Question) -> "tuple[Skill, ...]":
    """Return the skills that the coached calls behind it lacked, most often first; none of imported ones."""
    from aware_tui.services.practice_due import raised
    from aware_tui.store.practice_gaps import gaps_of

    ids = [line.id for line in _behind(db, about, asked.period) if _is_coached(line)]
    return tuple(raised(db, gaps_of(db, ids, asked.now)))


def _is_coached(line: "SessionLine") -> bool:
    return line.kind is Kind.LIVE and line.status is Status.FINISHED


def _behind(
    db: "sqlite3.Connection", about: Finding | Rising | Theme, period: Period
) -> "Sequence[SessionLine]":
    from aware_tui.store.insights import behind, behind_category

    if isinstance(about, Finding):
        return behind(db, about.pattern, period, CALLS)
    category = category_of(about)
    if isinstance(about, Rising):
        period = Period(about.week, about.week + timedelta(weeks=1))
    return behind_category(db, category, period, CALLS) if category else ()


def chosen(
    settings: "Settings", about: Finding | Rising | Theme, lacking: "Sequence[Skill]", names: Names
) -> tuple[Training, ...]:
    """Return the scenarios in force that train for it, the best first; it reads their files."""
    from aware_tui.services.practice.choosing import exercised
    from aware_tui.services.practice.shelves import open_scenarios

    there = (each.scenario for each in open_scenarios(settings).shelf.scenarios)
    courses = [Course(scenario, exercised(scenario)) for scenario in there]
    return choose(courses, words_for(about, names), category_of(about), lacking)
