"""What the register says of findings, and the goals, read for the screen."""

from collections.abc import Mapping

from aware_tui.domain.choke_words import in_register
from aware_tui.domain.goals.words import goal_line
from aware_tui.domain.insights.report import Insights
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.text import counted
from aware_tui.language import _
from aware_tui.services import goals
from aware_tui.services.causes import register
from aware_tui.services.desk import Desk
from aware_tui.services.insights.asking import fell
from aware_tui.tui.causes.rows import day_of
from aware_tui.tui.insights.found import Marks
from aware_tui.tui.waiting import answer_of

GOALS = 5
"""Goals shown."""


async def points_by_pattern(desk: Desk) -> Mapping[str, ChokePoint]:
    """Return the choke points that come from a finding, by its key; of several, one that is open."""
    lines, _ = await answer_of(register(desk))
    points = [line.point for line in lines or () if line.point.pattern]
    points.sort(key=lambda point: point.state is ChokePointState.OPEN)
    return {point.pattern: point for point in points}


async def marks_of(desk: Desk, insights: Insights) -> Marks:
    """Return what the register says of each finding that it knows."""
    points = await points_by_pattern(desk)
    known = [points[each.pattern.key] for each in insights.findings if each.pattern.key in points]
    return Marks({point.pattern: await _said(desk, point) for point in known})


async def _said(desk: Desk, point: ChokePoint) -> str:
    now = desk.now()
    if point.state is ChokePointState.OPEN or point.fixed_at is None:
        return in_register(point, now)
    fallen, problem = await answer_of(fell(desk, point))
    day = day_of(point.fixed_at, desk.settings.zone, now)
    return (
        _("Marked fixed {day}. {sentence}")
        .format(day=day, sentence=fallen.sentence if fallen is not None else problem)
        .rstrip()
    )


async def goal_lines(desk: Desk) -> tuple[str, ...]:
    """Return how the open goals stand, a line each; else what stood in the way."""
    going, problem = await answer_of(goals.going(desk, GOALS))
    if going is None:
        return (problem,)
    lines, number = going
    said = [f"{each.goal.title}: {goal_line(each.goal, each.progress)}" for each in lines]
    more = number - len(lines)
    return (*said, *([f"{counted(more, 'more goal')}."] if more else []))
