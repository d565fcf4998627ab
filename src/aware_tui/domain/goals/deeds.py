"""Goals made and ended; each deed is one change with its event, which holds states and never words."""

from dataclasses import replace
from datetime import date

from aware_tui.domain.goals.measuring import Measure
from aware_tui.domain.goals.smart import Draft
from aware_tui.domain.goals.words import title_of
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import GoalState
from aware_tui.domain.insights.names import Names
from aware_tui.domain.session import NOTHING, Change, Edit, Stamp, change_of


def make(draft: Draft, baseline: Measure, today: date, zone: str, names: Names, stamp: Stamp) -> Change:
    """Keep a goal whose letters all hold, with how it was before; a ValueError for one that is not whole."""
    aim = draft.aim
    if aim is None or draft.deadline is None:
        raise ValueError("a goal needs a figure, a target and a last day")
    goal = Goal(
        stamp.new_id(),
        draft.title.strip() or title_of(aim, draft.scope.told(names)),
        aim.metric,
        aim.statistic,
        aim.target,
        aim.meter.unit,
        aim.meter.direction,
        stamp.at,
        draft.starts_on or today,
        draft.deadline,
        zone,
        draft.owner.strip(),
        draft.reason.strip(),
        draft.reason_ref,
        aim.within,
        draft.scope.kept,
        baseline.value,
        baseline.n,
    )
    return change_of(stamp, goal.id, "goal made", Edit(None, goal), after=goal.metric)


def end(goal: Goal, outcome: str, stamp: Stamp) -> Change:
    """End a goal, with what came of it in words; nothing where it is ended already."""
    if goal.state is GoalState.ENDED:
        return NOTHING
    new = replace(goal, state=GoalState.ENDED, ended_at=stamp.at, outcome=outcome.strip())
    return change_of(stamp, goal.id, "goal ended", Edit(goal, new), before=goal.state, after=new.state)


def reopen(goal: Goal, stamp: Stamp) -> Change:
    """Take the end of a goal back, its outcome kept for the next end; nothing where it is open."""
    if goal.state is GoalState.OPEN:
        return NOTHING
    new = replace(goal, state=GoalState.OPEN, ended_at=None)
    return change_of(stamp, goal.id, "goal reopened", Edit(goal, new), before=goal.state, after=new.state)
