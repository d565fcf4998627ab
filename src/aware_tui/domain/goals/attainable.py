"""Can the target be reached? What is impossible is refused; what is bold is kept, with a warning."""

import math
from collections.abc import Iterator
from datetime import timedelta

from aware_tui.domain.forms import decimal
from aware_tui.domain.goals.aim import BEST_SCORE, DAYS, MINUTES, PERCENT, POINTS, WORST_SCORE, Aim
from aware_tui.domain.goals.figure_words import aimed
from aware_tui.domain.goals.letters import Letter
from aware_tui.domain.goals.measuring import Measure, Observations, best_of, measured
from aware_tui.domain.goals.progress import LEAST
from aware_tui.domain.goals.words import figure_said, made_of, near, wanted
from aware_tui.domain.insight_states import Direction, Metric, Statistic
from aware_tui.domain.insights.period import Period
from aware_tui.domain.text import counted
from aware_tui.language import _

FOUR_WEEKS = timedelta(weeks=4)

MUCH = 0.5
"""A change by more than this share of what is now asks for care."""

PARTS = ((0.1, _("a tenth")), (0.25, _("a quarter")), (0.5, _("half")))
"""Parts of what is now, in words."""

UNIT_WORDS = {MINUTES: _("minutes"), DAYS: _("days")}
"""How the units of time are said."""


def attainable(aim: Aim | None, figure: Aim | None, observed: Observations | None, words: str = "") -> Letter:
    """Return the check of A; `figure` is what is measured while no target is said yet.

    `words` were typed for the target, where they are no number.
    """
    if aim is None:
        return Letter("A", False, _asked(figure, observed, words.strip()))
    refused = _impossible(aim)
    if refused:
        return Letter("A", False, refused)
    if observed is None:
        return Letter("A", False, _("Counting ..."))
    now = measured(aim, observed)
    if now.value is None or now.n == 0:
        return Letter(
            "A", False, _("{wanted}: there is nothing to compare it with yet.").format(wanted=wanted(aim))
        )
    if now.n >= LEAST and aim.reached(now.value):
        return Letter(
            "A",
            False,
            _("It is there already: {figure}. Choose a target beyond that.").format(figure=_figure(aim, now)),
        )
    said = _("From {near} ({made_of}) to {wanted}.").format(
        near=near(aim, now.value), made_of=made_of(aim, now), wanted=wanted(aim)
    )
    return Letter("A", True, said, " ".join(_warnings(aim, now, observed)))


def _asked(figure: Aim | None, observed: Observations | None, words: str) -> str:
    """Return what is asked while there is no target, with how it is now."""
    if figure is None:
        return (
            _("How much? That is judged once a figure is chosen.")
            if words
            else _("How much? Write the number.")
        )
    unit = figure.meter.unit
    no_number = (
        _("“{words}” is no number{rest}. ").format(
            words=words, rest=_(" of {unit}").format(unit=UNIT_WORDS[unit]) if unit in (MINUTES, DAYS) else ""
        )
        if words
        else ""
    )
    return _("{no_number}How much? Write the number to reach.{now}").format(
        no_number=no_number, now=_now(figure, observed)
    )


def _now(figure: Aim, observed: Observations | None) -> str:
    if observed is None:
        return ""
    now = measured(figure, observed)
    return _(" Now: {figure}.").format(figure=_figure(figure, now)) if now.value is not None else ""


def _figure(aim: Aim, measure: Measure, *, past: bool = False) -> str:
    value = measure.value if measure.value is not None else math.nan
    return f"{figure_said(aim, value, past=past)}, {made_of(aim, measure)}"


def _impossible(aim: Aim) -> str:
    """Return why a target cannot be reached by anybody; empty where it can."""
    unit, target = aim.meter.unit, aim.target
    if not math.isfinite(target):
        return _("The target is a number.")
    if unit == PERCENT and not 0 <= target <= 100:
        return _("A share is between 0 and 100%, so {target:g}% cannot be reached.").format(target=target)
    if unit == POINTS and not WORST_SCORE <= target <= BEST_SCORE:
        return _("Scores are told from 1 to 5, so {target:g} cannot be reached.").format(target=target)
    if unit in (MINUTES, DAYS) and target <= 0:
        return _("Nothing takes {target:g} {unit}. Write more than 0.").format(
            target=target, unit=UNIT_WORDS[unit]
        )
    if target < 0:
        return _("There cannot be {target:g} complaints a week. Write 0 or more.").format(target=target)
    return _bound_impossible(aim)


def _bound_impossible(aim: Aim) -> str:
    """Return what is wrong with the bound of a share; empty where nothing is."""
    if aim.statistic is not Statistic.SHARE:
        return ""
    if aim.metric is Metric.FIRST_RESPONSE and not (aim.within is not None and 0 < aim.within < math.inf):
        return _("Answered within how many minutes? Write more than 0.")
    if aim.metric is Metric.SATISFACTION and not WORST_SCORE < aim.bound <= BEST_SCORE:
        return _("Scores are told from 1 to 5, so “{bound:g} or better” tells nothing.").format(
            bound=aim.bound
        )
    return ""


def _warnings(aim: Aim, now: Measure, observed: Observations) -> Iterator[str]:
    """Yield what is bold about a target that can be reached."""
    if now.n < LEAST:
        yield _("{made_of} so far, too few to say how hard this is.").format(made_of=made_of(aim, now))
    if _never_sure(aim):
        told = aimed(aim.target, aim.meter.unit)
        yield _("Nobody can ever be sure of exactly {told}; leave a little room.").format(told=told)
    best = best_four_weeks(aim, observed)
    if best is not None and best.value is not None and aim.better(aim.target, best.value):
        weeks = counted(_weeks(observed), "week")
        yield _("In the best four of the last {weeks}, {figure}.").format(
            weeks=weeks, figure=_figure(aim, best, past=True)
        )
    if now.value and aim.target and abs(aim.target - now.value) > MUCH * abs(now.value):
        yield _("{aimed} is {much} what it is now.").format(
            aimed=aimed(aim.target, aim.meter.unit), much=_much(aim.target / now.value)
        )


def _much(times: float) -> str:
    """Return how much a target changes, in words that round nothing up."""
    if times >= 1:
        return _("{times} times").format(times=decimal(math.floor(times * 10) / 10))
    return _("less than {next} of").format(
        next=next((part for most, part in PARTS if times < most), _("half"))
    )


def _weeks(observed: Observations) -> int:
    return max(1, observed.period.days // 7)


def _never_sure(aim: Aim) -> bool:
    least = aim.meter.direction is Direction.AT_LEAST
    return aim.target >= (BEST_SCORE if aim.meter.unit == POINTS else 100) if least else aim.target == 0


def best_four_weeks(aim: Aim, observed: Observations) -> Measure | None:
    """Return the best figure of any four weeks in a row; None where none has values enough."""
    spans = []
    since, until = observed.period.since, observed.period.until
    while since + FOUR_WEEKS <= until:
        spans.append(Period(since, since + FOUR_WEEKS))
        since += timedelta(weeks=1)
    least = 3 if aim.statistic is Statistic.WEEKLY else LEAST  # four weeks hold three from Monday to Sunday
    found = (measured(aim, observed.within(span)) for span in spans)
    return best_of((each for each in found if each.n >= least), aim)
