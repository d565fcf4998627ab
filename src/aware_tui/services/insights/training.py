"""Staff training for what was found: the calls behind it, what they lacked, and the scenarios in force."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Finding, Rising, Theme
from aware_tui.domain.insights.training import (
    NO_CASE,
    NO_SCENARIO,
    Course,
    Needs,
    Training,
    category_of,
    choose,
    subject_of,
    weakest,
)
from aware_tui.domain.states import Kind, Status
from aware_tui.services.insights.question import Question

if TYPE_CHECKING:
    from aware_tui.config import Settings
    from aware_tui.domain.practice.skills import Skill
    from aware_tui.domain.summary import SessionLine
    from aware_tui.store.database import Database

CALLS = 50
"""Calls behind it that are looked at, the newest."""

PRACTISED = 200
"""Finished attempts of a trainee that are looked at, the newest."""


def needs(db: "Database", about: Finding | Rising | Theme, asked: Question, trainee: str = "") -> Needs:
    """Return what the coached calls behind it lacked, most often first, and where a trainee is weakest.

    Imported calls lack nothing, as nobody knows; without a trainee nobody is weak.
    """
    from aware_tui.services.practice_due import raised
    from aware_tui.store.practice_gaps import gaps_of

    lacking = raised(db, gaps_of(db, _coached(db, about, asked.period), asked.now))
    return Needs(tuple(lacking), _weakest(db, asked, trainee) if trainee else ())


def _weakest(db: "Database", asked: Question, trainee: str) -> "tuple[Skill, ...]":
    from aware_tui.domain.practice.mastery import standings
    from aware_tui.services.practice_due import raised
    from aware_tui.store.practice import finished_attempts
    from aware_tui.store.practice_gaps import recent_gaps

    shown = standings(finished_attempts(db, trainee, limit=PRACTISED))
    return weakest(shown, raised(db, recent_gaps(db, trainee, asked.now)))


def no_scenario(db: "Database", about: Finding | Rising | Theme, period: Period) -> str:
    """Return the sentence where nothing trains for it: how a call behind it can become a scenario."""
    ids = _coached(db, about, period)
    return NO_SCENARIO.format(session=ids[0]) if ids else NO_CASE


def _coached(db: "Database", about: Finding | Rising | Theme, period: Period) -> "list[str]":
    """Return the ids of the finished calls behind it that were coached here, newest first."""
    return [line.id for line in _behind(db, about, period) if _is_coached(line)]


def _is_coached(line: "SessionLine") -> bool:
    return line.kind is Kind.LIVE and line.status is Status.FINISHED


def _behind(db: "Database", about: Finding | Rising | Theme, period: Period) -> "Sequence[SessionLine]":
    from aware_tui.store.insights import behind, behind_category

    if isinstance(about, Finding):
        return behind(db, about.pattern, period, CALLS)
    category = category_of(about)
    if isinstance(about, Rising):
        period = Period(about.week, about.week + timedelta(weeks=1))
    return behind_category(db, category, period, CALLS) if category else ()


def chosen(
    settings: "Settings", about: Finding | Rising | Theme, wanted: Needs, names: Names
) -> tuple[Training, ...]:
    """Return the scenarios in force that train for it, the best first; it reads their files."""
    from aware_tui.services.practice.choosing import exercised
    from aware_tui.services.practice.shelves import open_scenarios

    there = (each.scenario for each in open_scenarios(settings).shelf.scenarios)
    courses = [Course(scenario, exercised(scenario)) for scenario in there]
    return choose(courses, subject_of(about, names), wanted)
