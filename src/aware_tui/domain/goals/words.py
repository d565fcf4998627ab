"""Goals in sentences, each with its counts; a bar with its numbers; one short line for a tile."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from aware_tui.domain.forms import number as grouped
from aware_tui.domain.goals.aim import (
    A_WEEK,
    BEST_SCORE,
    PERCENT,
    POINTS,
    Aim,
    aim_of,
    scope_of,
)
from aware_tui.domain.goals.figure_words import aimed, amount, day_words, exact, number
from aware_tui.domain.goals.measuring import Measure
from aware_tui.domain.goals.progress import LEAST, LEAST_MEAN, Progress, Standing
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Direction, GoalState, Metric, Statistic
from aware_tui.domain.insights.bars import bar
from aware_tui.domain.insights.names import Names
from aware_tui.domain.state_words import state_words
from aware_tui.domain.text import counted
from aware_tui.language import _

RESOLUTION, FEEDBACK, ENABLEMENT, EXPERIENCE = (
    _("Issue resolution"),
    _("Feedback collection"),
    _("Employee enablement"),
    _("Experience enhancement"),
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

LIMITS = {PERCENT: 100.0, POINTS: BEST_SCORE}
"""The most there is, by unit."""

NEWEST = _(", only the newest counted")
"""Said where there is more than is measured."""


COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    "answered": lambda number: counted(number, "answered", "answered"),
    "resolved": lambda number: counted(number, "resolved", "resolved"),
    "kept or broken": lambda number: counted(number, "kept or broken", "kept or broken"),
    "scores": lambda number: counted(number, "score"),
    "answers": lambda number: counted(number, "answer"),
    "complaints": lambda number: counted(number, "complaint"),
    "complaints of known customers": lambda number: counted(
        number, "complaint of a known customer", "complaints of known customers"
    ),
    "complete weeks": lambda number: counted(number, "complete week"),
}
"""How a number of what is counted is told."""


def lead(aim: Aim) -> str:
    """Return what is measured, in words: “Time until half are answered”."""
    return aim.meter.lead.format(within=_bound(aim))


def figure_said(aim: Aim, value: float, *, past: bool = False) -> str:
    """Return a figure as the middle of a sentence: “half are answered within 24 minutes”."""
    meter, told = aim.meter, near(aim, value)
    one = meter.unit == A_WEEK and number(value) == "1"
    are = (_("was") if one else _("were")) if past else _("is") if one else _("are")
    return meter.told.format(value=told, are=are, within=_bound(aim))


def _bound(aim: Aim) -> str:
    """Return the bound of a share; one that nobody has said yet is “so many”."""
    unsaid = aim.metric is Metric.FIRST_RESPONSE and aim.within is None
    return _("so many") if unsaid else exact(aim.bound)


def near(aim: Aim, value: float) -> str:
    """Return a figure with its unit; one that only looks like the target is told as just over or under it."""
    told = amount(value, aim.meter.unit)
    if aim.reached(value) or told != amount(aim.target, aim.meter.unit):
        return told
    return (_("just over {told}") if value > aim.target else _("just under {told}")).format(told=told)


def wanted(aim: Aim) -> str:
    """Return the target in words: “30 minutes or less”; without them where it cannot go further."""
    told = aimed(aim.target, aim.meter.unit)
    if aim.meter.direction is Direction.AT_LEAST:
        return (
            told
            if aim.target >= LIMITS.get(aim.meter.unit, math.inf)
            else _("{told} or more").format(told=told)
        )
    return told if aim.target == 0 else _("{told} or less").format(told=told)


def made_of(aim: Aim, measure: Measure) -> str:
    """Return the counts behind a figure: “213 answered, 4 not yet”."""
    unit, many = aim.meter.unit, aim.meter.counted
    said = COUNTED[many](measure.n)
    if unit == PERCENT:
        said = _("{yes} of {said}").format(yes=grouped(measure.yes), said=said)
    elif unit == A_WEEK:
        complaints = counted(measure.yes, "complaint")
        said = _("{complaints} in {weeks}").format(
            complaints=complaints, weeks=counted(measure.n, "complete week")
        )
    return f"{said}{waiting_words(aim, measure)}"


def waiting_words(aim: Aim, measure: Measure) -> str:
    """Return how many are still open; empty where none is."""
    if not measure.waiting:
        return ""
    still = {
        Metric.PROMISES_KEPT: _("more past due and still open"),
        Metric.RESOLUTION: _("not resolved yet"),
    }
    words = still.get(aim.metric, _("not answered yet"))
    return f", {grouped(measure.waiting)} {words}"


def range_words(aim: Aim, measure: Measure) -> str:
    """Return the range in words: “19 to 31, allowing for luck”; empty where it adds nothing to the figure."""
    low, high, unit = measure.low, measure.high, aim.meter.unit
    ends = [number(end, unit) for end in (low, high) if end is not None]
    if not ends or (len(ends) == 2 and {*ends} == {number(measure.value or 0.0, unit)}):
        return ""
    side = "" if len(ends) == 2 else _(" or more") if high is None else _(" or less")
    return _("{ends}{side}, allowing for luck").format(ends=_(" to ").join(ends), side=side)


def figure_words(aim: Aim, measure: Measure) -> str:
    """Return a figure with its range and its counts; what is missing is said."""
    if not measure.n and not measure.waiting:
        weekly = aim.statistic is Statistic.WEEKLY
        return _("No complete week yet") if weekly else _("Nothing to count yet")
    if measure.value is None:
        return _("No figure yet, most are still open: {made_of}").format(made_of=made_of(aim, measure))
    between = range_words(aim, measure) if measure.n >= LEAST else ""
    room = f" ({between})" if between else ""
    return f"{_begun(figure_said(aim, measure.value))}{room}, {made_of(aim, measure)}{_cut(measure)}"


def _begun(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}"


def _cut(measure: Measure) -> str:
    return NEWEST if measure.cut else ""


def baseline_words(aim: Aim, measure: Measure, weeks: int) -> str:
    """Return how it was before: “The last 12 weeks: half were answered within 48 minutes, 213 answered.”"""
    before = (
        _("The last {weeks}: ").format(weeks=counted(weeks, "week")) if weeks > 1 else _("The last week: ")
    )
    if measure.value is None:
        return _("{before}no figure, {made_of}.").format(before=before, made_of=made_of(aim, measure))
    said = figure_said(aim, measure.value, past=True)
    return f"{before}{said}, {made_of(aim, measure)}{_cut(measure)}."


def sentence_of(goal: Goal, progress: Progress, today: date) -> str:
    """Return how a goal goes, in sentences with the counts."""
    aim = aim_of(goal)
    if today < goal.starts_on:
        begins = _("It begins on {day_words}.").format(day_words=day_words(goal.starts_on, today))
        return _("{begins} Wanted: {wanted} by {day_words}.").format(
            begins=begins, wanted=wanted(aim), day_words=day_words(goal.deadline, today)
        )
    parts = (
        f"{figure_words(aim, progress.measure)}.",
        _("Wanted: {wanted} by {day_words}.").format(
            wanted=wanted(aim), day_words=day_words(goal.deadline, today)
        ),
        f"{standing_words(goal, progress)}",
        left_words(goal, progress),
    )
    return " ".join(part for part in parts if part)


def left_words(goal: Goal, progress: Progress) -> str:
    """Return how much time is left, or was left when it ended."""
    if goal.state is GoalState.ENDED:
        return (
            _("Ended with {days} left.").format(days=counted(progress.days_left, "day"))
            if progress.days_left
            else _("Ended.")
        )
    if progress.days_left == 0:
        return _("The last day is over.")
    return _("{days} left.").format(days=counted(progress.days_left, "day"))


def standing_words(goal: Goal, progress: Progress) -> str:
    """Return how it stands, with the reason where it is not plain."""
    aim, measure = aim_of(goal), progress.measure
    match progress.standing:
        case Standing.MET:
            return _("Met, even if the figure is read at its worst.")
        case Standing.ON_TRACK:
            return _("On track: {why_not_met}.").format(why_not_met=_why_not_met(aim, measure))
        case Standing.NOT_ON_TRACK:
            return _("Not on track.")
        case Standing.TOO_EARLY:
            return _("Too early to say: luck alone may have done this.")
        case Standing.NOT_ENOUGH:
            return _("Not enough yet: it takes at least {least} {taken}.").format(
                least=LEAST, taken=aim.meter.taken
            )


def _why_not_met(aim: Aim, measure: Measure) -> str:
    """Return why a figure on the right side is not called met yet."""
    if aim.statistic is Statistic.MEAN and measure.n < LEAST_MEAN:
        return _("an average is not called met before {least_mean} {taken}").format(
            least_mean=LEAST_MEAN, taken=aim.meter.taken
        )
    ends = [end for end in (measure.low, measure.high) if end is not None]
    if measure.waiting and len(ends) == 2 and all(map(aim.reached, ends)):
        return _("{waiting} still open could turn it").format(waiting=grouped(measure.waiting))
    return _("it looks right, but luck could still explain it")


def goal_line(goal: Goal, progress: Progress) -> str:
    """Return a goal in one short line for a tile: “on track: 24 minutes, 30 wanted (212 answered)”."""
    aim, measure = aim_of(goal), progress.measure
    target, made = aimed(aim.target, aim.meter.unit), made_of(aim, measure)
    if measure.value is None or progress.standing is Standing.NOT_ENOUGH:
        return _("not enough yet: {target} wanted ({made})").format(target=target, made=made)
    unit = aim.meter.unit
    short = f"{exact(aim.target)}%" if unit == PERCENT else exact(aim.target)
    return _("{standing}: {near}, {short} wanted ({made})").format(
        standing=state_words(progress.standing), near=near(aim, measure.value), short=short, made=made
    )


def title_of(aim: Aim, about: str = "") -> str:
    """Return a title for a goal that nobody named: what, about what, how much."""
    said = lead(aim)
    return f"{said}{f', {about}' if about else ''}: {wanted(aim)}"


def about_words(goal: Goal, names: Names) -> str:
    """Return what a goal is about; “everything” without a filter."""
    return scope_of(goal.filter).told(names) or _("everything")


def bar_words(goal: Goal, progress: Progress, width: int) -> tuple[str, ...]:
    """Return two bars of `width` cells with their numbers, now above wanted; none without a figure."""
    aim, value = aim_of(goal), progress.measure.value
    if value is None:
        return ()
    unit = aim.meter.unit
    most = {PERCENT: 100.0, POINTS: 5.0}.get(unit, max(value, aim.target, goal.baseline_value or 0.0)) or 1.0
    rows = [(_("now"), value), (_("wanted"), aim.target)]
    if goal.baseline_value is not None:
        rows.insert(0, (_("before"), goal.baseline_value))
    told = {_("wanted"): aimed(aim.target, unit), _("now"): near(aim, value)}
    return tuple(
        f"{name:<7} {bar(each, most, width):<{width}}  {told.get(name) or amount(each, unit)}"
        for name, each in rows
    )
