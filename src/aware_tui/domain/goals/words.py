"""Goals in sentences, each with its counts; a bar with its numbers; one short line for a tile."""

import math
from datetime import date

from aware_tui.domain.goals.aim import A_WEEK, PERCENT, POINTS, Aim, aim_of, scope_of
from aware_tui.domain.goals.measuring import Measure
from aware_tui.domain.goals.progress import LEAST, LEAST_MEAN, Progress, Standing
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Direction, Metric, Statistic
from aware_tui.domain.insights.bars import bar
from aware_tui.domain.insights.names import Names
from aware_tui.domain.text import counted

RESOLUTION, FEEDBACK, ENABLEMENT, EXPERIENCE = (
    "Issue resolution",
    "Feedback collection",
    "Employee enablement",
    "Experience enhancement",
)
"""The four objectives, as the tiles of Today call them."""

OBJECTIVES = {
    Metric.FIRST_RESPONSE: RESOLUTION,
    Metric.RESOLUTION: RESOLUTION,
    Metric.PROMISES_KEPT: RESOLUTION,
    Metric.SATISFACTION: FEEDBACK,
    Metric.POSITIVE: FEEDBACK,
    Metric.COMPLAINTS: EXPERIENCE,
    Metric.REPEATS: EXPERIENCE,
}
"""Which objective a metric serves."""

NEWEST = ", only the newest counted"
"""Said where there is more than is measured."""


def number(value: float, unit: str = "") -> str:
    """Return a figure as it is told: no more digits than anybody needs."""
    if not math.isfinite(value):
        return "ever"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    text = f"{value:.2f}" if unit == POINTS else f"{value:.1f}"
    return text.rstrip("0").rstrip(".")


def amount(value: float, unit: str) -> str:
    """Return a figure with its unit: “24 minutes”, “82 %”, “4.2 of 5”, “3.5 a week”."""
    told = number(value, unit)
    return f"{told} {unit[:-1] if told == '1' and unit in ('minutes', 'days') else unit}"


def day_words(day: date, today: date) -> str:
    """Return “31 March”, or of another year “31 March 2027”."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {day:%B}{year}"


def lead(aim: Aim) -> str:
    """Return what is measured, in words."""
    return aim.meter.lead.format(within=number(aim.bound))


def wanted(aim: Aim) -> str:
    """Return the target in words: “30 minutes or less”."""
    side = "or more" if aim.meter.direction is Direction.AT_LEAST else "or less"
    return f"{amount(aim.target, aim.meter.unit)} {side}"


def made_of(aim: Aim, measure: Measure) -> str:
    """Return the counts behind a figure: “213 answered, 4 not yet”."""
    unit = aim.meter.unit
    if unit == PERCENT:
        said = f"{measure.yes:,} of {measure.n:,} {aim.meter.counted}"
    elif unit == A_WEEK:
        complaints = counted(measure.yes, "complaint")
        said = f"{complaints} in {counted(measure.n, 'complete week')}"
    else:
        said = f"{measure.n:,} {aim.meter.counted}"
    return f"{said}{waiting_words(aim, measure)}"


def waiting_words(aim: Aim, measure: Measure) -> str:
    """Return how many are still open; empty where none is."""
    if not measure.waiting:
        return ""
    still = {
        Metric.PROMISES_KEPT: "past due and still open",
        Metric.RESOLUTION: "not resolved yet",
    }
    return f", {measure.waiting:,} {still.get(aim.metric, 'not answered yet')}"


def range_words(aim: Aim, measure: Measure) -> str:
    """Return the range in words: “between 19 and 31”; empty where the values do not bound it."""
    low, high, unit = measure.low, measure.high, aim.meter.unit
    if low is None and high is None:
        return ""
    if high is None:
        return f"{number(low or 0, unit)} or more"
    if low is None:
        return f"{number(high, unit)} or less"
    return f"between {number(low, unit)} and {number(high, unit)}"


def figure_words(aim: Aim, measure: Measure) -> str:
    """Return a figure with its range and its counts; what is missing is said."""
    if not measure.n and not measure.waiting:
        return f"{lead(aim)}: nothing is saved yet"
    if measure.value is None:
        return f"{lead(aim)}: no figure yet, {made_of(aim, measure)}"
    between = range_words(aim, measure) if measure.n >= LEAST else ""
    room = f" ({between})" if between else ""
    newest = NEWEST if measure.cut else ""
    return f"{lead(aim)}: {amount(measure.value, aim.meter.unit)}{room}, {made_of(aim, measure)}{newest}"


def baseline_words(aim: Aim, measure: Measure, weeks: int) -> str:
    """Return how it was before: “The last 12 weeks: median first answer 48 minutes, 213 answered.”"""
    before = f"The last {counted(weeks, 'week')}: "
    if measure.value is None:
        return f"{before}no figure, {made_of(aim, measure)}."
    said, unit = lead(aim), aim.meter.unit
    newest = NEWEST if measure.cut else ""
    return (
        f"{before}{said[0].lower()}{said[1:]} {amount(measure.value, unit)}, {made_of(aim, measure)}{newest}."
    )


def sentence_of(goal: Goal, progress: Progress, today: date) -> str:
    """Return how a goal goes, in sentences with the counts."""
    aim = aim_of(goal)
    if today < goal.starts_on:
        begins = f"It begins on {day_words(goal.starts_on, today)}."
        return f"{begins} Wanted: {wanted(aim)} by {day_words(goal.deadline, today)}."
    parts = (
        f"{figure_words(aim, progress.measure)}.",
        f"Wanted: {wanted(aim)} by {day_words(goal.deadline, today)}.",
        f"{standing_words(goal, progress)}",
        left_words(progress),
    )
    return " ".join(part for part in parts if part)


def left_words(progress: Progress) -> str:
    """Return how much time is left."""
    if progress.days_left == 0:
        return "The last day is over."
    return f"{counted(progress.days_left, 'day')} left."


def standing_words(goal: Goal, progress: Progress) -> str:
    """Return how it stands, with the reason where it is not plain."""
    aim, measure = aim_of(goal), progress.measure
    match progress.standing:
        case Standing.MET:
            return "Met, also at the worst end of that range."
        case Standing.ON_TRACK:
            return f"On track: {_why_not_met(aim, measure)}."
        case Standing.NOT_ON_TRACK:
            return "Not on track."
        case Standing.TOO_EARLY:
            return "Too early to say: luck alone may have done this."
        case Standing.NOT_ENOUGH:
            return f"Not enough data: {_needed(aim)}."


def _needed(aim: Aim) -> str:
    what = "complete weeks" if aim.statistic is Statistic.WEEKLY else "values"
    return f"it takes {LEAST} {what} at least"


def _why_not_met(aim: Aim, measure: Measure) -> str:
    """Return why a figure on the right side is not called met yet."""
    if aim.statistic is Statistic.MEAN and measure.n < LEAST_MEAN:
        return f"an average is not called met before {LEAST_MEAN} values"
    ends = [end for end in (measure.low, measure.high) if end is not None]
    if measure.waiting and len(ends) == 2 and all(map(aim.reached, ends)):
        return f"{measure.waiting:,} still open could turn it"
    return "on the right side, not yet sure"


def goal_line(goal: Goal, progress: Progress) -> str:
    """Return a goal in one short line for a tile: “on track: 24 minutes, goal 30 (212 answered)”."""
    aim, measure = aim_of(goal), progress.measure
    unit = aim.meter.unit
    target = f"goal {number(aim.target, unit)}"
    if measure.value is None or progress.standing is Standing.NOT_ENOUGH:
        return f"{progress.standing}: goal {amount(aim.target, unit)} ({made_of(aim, measure)})"
    now = amount(measure.value, unit)
    return f"{progress.standing}: {now}, {target} ({made_of(aim, measure)})"


def title_of(aim: Aim, about: str = "") -> str:
    """Return a title for a goal that nobody named: what, about what, how much."""
    said = lead(aim)
    return f"{said}{f', {about}' if about else ''}: {wanted(aim)}"


def about_words(goal: Goal, names: Names) -> str:
    """Return what a goal is about; “everything” without a filter."""
    return scope_of(goal.filter).told(names) or "everything"


def bar_words(goal: Goal, progress: Progress, width: int) -> tuple[str, ...]:
    """Return two bars of `width` cells with their numbers, now above wanted; none without a figure."""
    aim, value = aim_of(goal), progress.measure.value
    if value is None:
        return ()
    unit = aim.meter.unit
    most = {PERCENT: 100.0, POINTS: 5.0}.get(unit, max(value, aim.target, goal.baseline_value or 0.0)) or 1.0
    rows = [("now", value), ("wanted", aim.target)]
    if goal.baseline_value is not None:
        rows.insert(0, ("before", goal.baseline_value))
    return tuple(f"{name:<7} {bar(each, most, width):<{width}}  {amount(each, unit)}" for name, each in rows)
