"""A period as a command line or another program gives it: the first day, and the day after the last."""

from datetime import date, timedelta

from aware_tui.domain.insights.period import WEEKS, Period
from aware_tui.domain.insights.typed_period import AHEAD, NotAPeriod, words_of
from aware_tui.language import _

SWAPPED = _(
    "The period ends before it begins: it is from {since} up to but without {until}. "
    "Give an earlier --since or a later --until."
)
TOO_EARLY = _("Nothing is kept from before 1900, and the period ends on {until}. Give a later --until.")

FIRST = date(1900, 1, 1)
"""The first day of a period."""


def period_from(since: date | None, until: date | None, today: date) -> Period:
    """Return the period; without `until` up to and with today, without `since` the 26 weeks before its end.

    It ends with today at the latest, and begins with FIRST at the earliest. Raises NotAPeriod.
    """
    end = until or today + timedelta(days=1)
    if end <= FIRST:
        raise NotAPeriod(TOO_EARLY.format(until=end.isoformat()))
    begin = since or weeks_before(end)
    if begin >= end:
        raise NotAPeriod(SWAPPED.format(since=begin.isoformat(), until=end.isoformat()))
    if begin > today:
        raise NotAPeriod(AHEAD.format(first=words_of(begin)))
    return Period(max(begin, FIRST), min(end, today + timedelta(days=1)))


def weeks_before(end: date) -> date:
    """Return the day 26 weeks before another."""
    return end - timedelta(weeks=WEEKS)
