"""Goals as the screens and the command line ask for them: listed with their progress, and checked."""

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from aware_tui.domain.goals.aim import aim_of, scope_of
from aware_tui.domain.goals.letters import Letter
from aware_tui.domain.goals.measuring import Measure, Observations, measured
from aware_tui.domain.goals.progress import Progress, days_counted, progress_of, window
from aware_tui.domain.goals.smart import Draft, all_hold, baseline_period, letters
from aware_tui.domain.goals.words import OBJECTIVES, about_words, goal_line, sentence_of
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import local_time
from aware_tui.services.desk import Desk

if TYPE_CHECKING:
    from aware_tui.domain.insights.report import Finding
    from aware_tui.store.database import Database

LISTED = 50
"""Goals of a list at most."""

ON_TODAY = 20
"""Open goals that are looked at for the tiles of Today at most."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in a list, with how it goes."""

    goal: Goal
    progress: Progress
    about: str
    """What it is about, in words."""
    sentence: str
    """How it goes, with its counts."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with its five letters, and how it was before."""

    draft: Draft
    letters: tuple[Letter, ...]
    baseline: Measure

    @property
    def holds(self) -> bool:
        """Say whether the goal can be kept."""
        return all_hold(self.letters)


def names_at(desk: Desk) -> Names:
    """Return what the playbook in force calls its categories and channels; the data must be open."""
    from aware_tui.services.insights.question import names_of

    return names_of(desk.in_force.result(timeout=0).playbook)


def register(desk: Desk) -> "Future[tuple[GoalLine, ...]]":
    """Read the goals: those that are open by their last day, then those that ended."""
    names, now = names_at(desk), desk.now()
    return desk.read_beside(lambda db: lines(db, names, now))


def lines(db: "Database", names: Names, now: datetime) -> tuple[GoalLine, ...]:
    """Return the goals with their progress at the aware time `now`; one that ended, as it ended."""
    from aware_tui.store.goals import goals

    return tuple(line_of(db, goal, names, now) for goal in goals(db, LISTED))


def going(desk: Desk, limit: int) -> "Future[tuple[tuple[GoalLine, ...], int]]":
    """Read the open goals whose last day comes first, so many at most, and how many are open in all."""
    names, now = names_at(desk), desk.now()

    def read(db: "Database") -> tuple[tuple[GoalLine, ...], int]:
        from aware_tui.store.goals import open_goals

        there = open_goals(db, LISTED)
        return tuple(line_of(db, goal, names, now) for goal in there[:limit]), len(there)

    return desk.read_beside(read)


def line_of(db: "Database", goal: Goal, names: Names, now: datetime) -> GoalLine:
    """Return a goal with its progress at the aware time `now`; one that ended, as it ended."""
    at = goal.ended_at or now
    today = local_time(at, goal.zone).date()
    progress = _progress(db, goal, today, at)
    return GoalLine(goal, progress, about_words(goal, names), sentence_of(goal, progress, today))


def _progress(db: "Database", goal: Goal, today: date, at: datetime) -> Progress:
    weekly = aim_of(goal).statistic is Statistic.WEEKLY
    period = days_counted(goal, today) if weekly else window(goal, today)
    return progress_of(goal, _saved(db, goal, period, at), today)


def _saved(db: "Database", goal: Goal, period: Period, at: datetime) -> Observations:
    from aware_tui.store.goals import observed

    if period.days == 0:
        return Observations(period)
    aim, scope = aim_of(goal), scope_of(goal.filter)
    return observed(db, aim.metric, aim.statistic, scope, period, goal.zone, at)


def lines_for_today(db: "Database", now: datetime) -> dict[str, str]:
    """Return for each objective the line of its open goal whose last day comes first, by the tile's name.

    An objective without a goal is left out; a goal whose last day is over gives way to one that goes on.
    """
    from aware_tui.store.goals import open_goals

    found: dict[str, Goal] = {}
    goals = open_goals(db, ON_TODAY)
    for goal in sorted(goals, key=lambda each: each.deadline < local_time(now, each.zone).date()):
        found.setdefault(OBJECTIVES[goal.metric], goal)
    return {name: _line_for_today(db, goal, now) for name, goal in found.items()}


def _line_for_today(db: "Database", goal: Goal, now: datetime) -> str:
    today = local_time(now, goal.zone).date()
    return goal_line(goal, _progress(db, goal, today, now))


def checked(desk: Desk, draft: Draft) -> "Future[Checked]":
    """Check the letters of a draft against what is saved."""
    names, now, zone = names_at(desk), desk.now(), desk.settings.zone
    return desk.read_beside(lambda db: check(db, draft, names, now, zone))


def check(db: "Database | None", draft: Draft, names: Names, now: datetime, zone: str) -> Checked:
    """Return a draft with its letters at the aware time `now`; without data nothing is measurable."""
    today, figure = local_time(now, zone).date(), draft.figure
    period = baseline_period(draft, today)
    if figure is None:
        return Checked(draft, letters(draft, None, today, names), Measure())
    saved = Observations(period) if db is None else _before(db, draft, period, zone, now)
    return Checked(draft, letters(draft, saved, today, names), measured(figure, saved))


def _before(db: "Database", draft: Draft, period: Period, zone: str, now: datetime) -> Observations:
    from aware_tui.store.goals import observed

    figure = draft.figure
    if figure is None:
        return Observations(period)
    return observed(db, figure.metric, figure.statistic, draft.scope, period, zone, now)


def drafted(desk: Desk, finding: "Finding") -> "Future[Draft]":
    """Draft a goal from a finding: its complaints a week, to be halved."""
    now, zone, owner = desk.now(), desk.settings.zone, desk.settings.agent

    def read(db: "Database") -> Draft:
        from aware_tui.domain.goals.drafting import from_finding

        today = local_time(now, zone).date()
        bare = from_finding(finding, None, owner, today)
        saved = _before(db, bare, baseline_period(bare, today), zone, now)
        figure = bare.figure
        value = measured(figure, saved).value if figure is not None else None
        return from_finding(finding, value, owner, today)

    return desk.read_beside(read)


def deadline_meant(words: str, now: datetime, zone: str) -> date | None:
    """Return the last day that words mean at the aware time `now`; None for words that name none."""
    from aware_tui.domain.goals.days import last_day
    from aware_tui.services.due import read_due

    said = words.strip()
    if not said:
        return None
    found = last_day(said, local_time(now, zone).date())
    if found is not None:
        return found
    due = read_due(said, now, zone).due
    return None if due is None else due.local.date()
