"""Two goals a lead has set before the sample calls, each with how it was until then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from aware_tui.domain.goals import deeds
from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.goals.measuring import Observations, Observed, measured
from aware_tui.domain.goals.smart import Draft, baseline_period
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.rows import Session
from aware_tui.domain.session import Change, Stamp
from aware_tui.domain.zones import local_time
from aware_tui.services.demo.complaints import MINUTES, moment

Told = Mapping[str, Any]
"""A goal as the file tells it."""

SET_AT = 9 * MINUTES
"""The minute of its first day in which a goal is set."""


def goal(told: Told, sessions: Sequence[Session], monday: date, zone: str, stamp: Stamp) -> Change:
    """Return the change that sets a goal on its first day, measured on the sessions before that.

    `stamp` knows who and gives ids; `monday` begins the week from which the file counts back.
    """
    draft = _draft(told, monday)
    figure, starts_on = draft.figure, draft.starts_on or monday
    if figure is None:
        raise ValueError(f"nothing measures “{draft.title}”")
    period = baseline_period(draft, starts_on)
    seen = tuple(each for each in _observed(draft, sessions, zone) if period.holds(each.day))
    baseline = measured(figure, Observations(period, seen, period.since))
    set_at = moment(starts_on, SET_AT, zone)
    return deeds.make(draft, baseline, starts_on, zone, Names(), replace(stamp, at=set_at))


def _draft(told: Told, monday: date) -> Draft:
    starts_on = monday + timedelta(weeks=told["week"])
    scope, reference = _scope(told)
    return Draft(
        told["title"],
        Metric(told["metric"]),
        Statistic(told["statistic"]),
        float(told["target"]),
        scope=scope,
        starts_on=starts_on,
        deadline=starts_on + timedelta(days=told["days"]),
        owner=told["owner"],
        reason=told["reason"],
        reason_ref=reference,
    )


def _scope(told: Told) -> tuple[Scope, str]:
    """Return what a goal is about, and what it comes from."""
    if "channel" in told:
        return Scope(channel=told["channel"]), ""
    pattern = Pattern(told["category"], Dimension.LOCATION, told["place"])
    return Scope(pattern=pattern), f"pattern:{pattern.key}"


def _observed(draft: Draft, sessions: Sequence[Session], zone: str) -> Iterator[Observed]:
    """Yield what a goal is measured by: minutes to the first answer, or one for each complaint."""
    for each in sessions:
        if _is_about(draft.scope, each):
            day = local_time(each.started_at, zone).date()
            yield Observed(day, _value(draft, each))


def _is_about(scope: Scope, session: Session) -> bool:
    if scope.pattern is None:
        return session.channel == scope.channel
    return (session.category, session.location) == (scope.pattern.category, scope.pattern.value)


def _value(draft: Draft, session: Session) -> float | None:
    if draft.metric is not Metric.FIRST_RESPONSE:
        return 1.0
    if session.first_response_at is None:
        return None
    return (session.first_response_at - session.started_at) / timedelta(minutes=1)
