"""A goal drafted from a finding: its complaints a week, to be halved by the end of the quarter."""

import math
from datetime import date, timedelta

from aware_tui.domain.forms import long_day, written_date
from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.goals.days import end_of_quarter
from aware_tui.domain.goals.smart import Draft
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.report import Finding
from aware_tui.language import in_english

SOON = timedelta(weeks=6)
"""A quarter that is over before five complete weeks are is too short to tell anything: the next is meant."""


def from_finding(finding: Finding, now: float | None, owner: str, today: date) -> Draft:
    """Return the draft; `now` are its complaints a week in the baseline, None where nobody knows yet."""
    ends = end_of_quarter(today)
    if ends - today < SOON:
        ends = end_of_quarter(ends + timedelta(days=1))
    return Draft(
        metric=Metric.COMPLAINTS,
        statistic=Statistic.WEEKLY,
        target=None if now is None else half_of(now),
        scope=Scope(pattern=finding.pattern),
        deadline=ends,
        deadline_words=f"{long_day(ends)} {ends.year}" if in_english() else written_date(ends),
        owner=owner,
        reason=finding.sentence,
        reason_ref=f"pattern:{finding.pattern.key}",
    )


def half_of(value: float) -> float:
    """Return half of a number a week, rounded up to what people would say: 1.6, 3.5, 12, 45."""
    half = value / 2
    step = 0.1 if half < 2 else 0.5 if half < 10 else 1.0 if half < 40 else 5.0
    return round(math.ceil(half / step - 1e-9) * step, 1)
