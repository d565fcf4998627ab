"""What is passed, what is still missing, and how each skill stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aware_tui.domain.forms import decimal
from aware_tui.domain.practice.attempts import (
    counts,
    fatal_of,
    shows_skills,
    skills_of,
    steps_of,
)
from aware_tui.domain.practice.skills import Skill, step_title
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.zones import local_time
from aware_tui.language import _

ENOUGH = 80.0
"""The total of a good call, and the score of a skill that was shown well."""

STEP_ENOUGH = 60.0
"""No step of a good call is under this."""

LAST = 3
"""Scores of a skill that are looked at, the latest."""


@dataclass(frozen=True, slots=True)
class Passed:
    """The two calls that show it: in different scenarios, on different days, the second typed."""

    first: Attempt
    second: Attempt


@dataclass(frozen=True, slots=True)
class Standing:
    """How a skill stands: its latest scores, the latest last."""

    scores: tuple[float, ...]

    @property
    def mastered(self) -> bool:
        """Say whether it was shown well three times running."""
        return len(self.scores) == LAST and min(self.scores) >= ENOUGH


def passed(attempts: Iterable[Attempt], zone: str) -> Passed | None:
    """Return the first two calls with which a trainee passed, if they did; days are those of `zone`.

    Two good calls pass if no other call stands between them that was not good: more practice costs nothing.
    Drills, retries, and what was watched or completed do not count either way.
    """
    run: list[Attempt] = []
    for attempt in _in_order(attempts):
        if not is_good(attempt):
            run = []
            continue
        first = next((each for each in run if _makes_a_pair(each, attempt, zone)), None)
        if first is not None:
            return Passed(first, attempt)
        run.append(attempt)
    return None


def _in_order(attempts: Iterable[Attempt]) -> list[Attempt]:
    own = [attempt for attempt in attempts if counts(attempt)]
    return sorted(own, key=lambda each: (each.ended_at or each.started_at, each.id))


def is_good(attempt: Attempt) -> bool:
    """Say whether a call was good: 80 or more, no step under 60, nothing fatal."""
    return not _faults(attempt)


def _faults(attempt: Attempt) -> list[str]:
    """Return what was not good in a call, in sentences."""
    total, steps = attempt.total or 0.0, steps_of(attempt)
    found = (
        []
        if total >= ENOUGH
        else [
            _("It had {number}, and {enough} is needed.").format(
                number=_number(total), enough=_number(ENOUGH)
            )
        ]
    )
    low = _low_steps(steps)
    if low:
        found.append(_("No step may be under {number}: {low}.").format(number=_number(STEP_ENOUGH), low=low))
    if fatal_of(attempt):
        found.append(_("Something happened in it that must never happen."))
    return found if steps else [*found, _("It has no scores.")]


def _low_steps(steps: Mapping[str, float]) -> str:
    """Return the steps that had too little, those that had the same together."""
    by_value: dict[str, list[str]] = {}
    for name, value in steps.items():
        if value < STEP_ENOUGH:
            by_value.setdefault(_number(value), []).append(step_title(name))
    parts = [
        f"{_both(names)}{_(' had') if not place else ''} {value}"
        for place, (value, names) in enumerate(by_value.items())
    ]
    return ("; " if any("," in part for part in parts[1:]) else ", ").join(parts)


def _both(names: Sequence[str]) -> str:
    *others, last = names
    return _("{others} and {last}").format(others=", ".join(others), last=last) if others else last


def _number(value: float) -> str:
    return f"{value:.0f}" if round(value, 1) == round(value) else decimal(value)


def _makes_a_pair(first: Attempt, second: Attempt, zone: str) -> bool:
    typed = second.mode is AttemptMode.TYPE
    return typed and first.scenario_id != second.scenario_id and _day(first, zone) != _day(second, zone)


def _day(attempt: Attempt, zone: str) -> date:
    return local_time(attempt.ended_at or attempt.started_at, zone).date()


def still_missing(attempts: Iterable[Attempt], zone: str, today: date) -> str:
    """Return in plain sentences what is still needed to pass; an empty text once it is passed.

    `today` is the day in `zone`.
    """
    known = list(attempts)
    if passed(known, zone) is not None:
        return ""
    own = _in_order(known)
    run = _last_run(own)
    if run:
        return _one_more(run, zone, today)
    told = _(" The last call was not one yet. {all}").format(all=" ".join(_faults(own[-1]))) if own else ""
    return _(
        "Two good calls running pass: {number} or more, in two scenarios, on two days, "
        "the second one typed.{told}"
    ).format(number=_number(ENOUGH), told=told)


def _last_run(own: Sequence[Attempt]) -> list[Attempt]:
    run: list[Attempt] = []
    for attempt in own:
        run = [*run, attempt] if is_good(attempt) else []
    return run


def _one_more(run: Sequence[Attempt], zone: str, today: date) -> str:
    """Say what the next call has to be, after the good calls of a run that make no pair yet."""
    earlier = [each for each in run if _day(each, zone) != today]
    scenarios = {each.scenario_id for each in earlier or run}
    needs = [_("typed")]
    if len(scenarios) == 1:
        needs.append(_("in another scenario"))
    if not earlier:
        needs.append(_("on another day"))
    return _("One more good call passes: {number} or more, {needs}.").format(
        number=_number(ENOUGH), needs=", ".join(needs)
    )


def standings(attempts: Iterable[Attempt]) -> dict[Skill, Standing]:
    """Return how each skill stands that a trainee has shown, in calls and drills, with nothing given."""
    found: dict[Skill, list[float]] = {}
    own = [attempt for attempt in attempts if shows_skills(attempt)]
    for attempt in sorted(own, key=lambda each: (each.ended_at or each.started_at, each.id)):
        scores: Mapping[str, float] = skills_of(attempt)
        for skill in Skill:
            if skill in scores:
                found.setdefault(skill, []).append(scores[skill])
    return {skill: Standing(tuple(values[-LAST:])) for skill, values in found.items()}
