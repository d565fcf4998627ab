"""Reading a period as a person types it: a first and a last day, both of which count."""

import re
from datetime import date, timedelta

from aware_tui.domain.forms import long_day
from aware_tui.domain.insights.period import Period
from aware_tui.domain.months import month_of
from aware_tui.language import _

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?(?:,?\s+(\d{4}))?")
_NUMBERS = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:\d{4}|\d{2})|\d{1,2}\s*[./]\s*\d{1,2}\.?")

HOW = _("Type it like 2026-03-04, or like 4 March 2026.")
TWO_WAYS = _("“{words}” can be read two ways. {how}")
NO_DATE = _("There is no date “{words}”. {how}")
SWAPPED = _("The first day, {first}, comes after the last one, {last}. Change one of them.")
AHEAD = _("{first} has not come yet, so nothing has happened since. Choose an earlier first day.")


class NotAPeriod(ValueError):  # noqa: N818
    """What was typed is no period; the message says why, in a sentence for whoever typed it."""


def read_period(first: str, last: str, today: date) -> Period:
    """Return the days from the first to the last, both with it; without a last one, up to today.

    Raises NotAPeriod.
    """
    since = read_day(first, today)
    until = read_day(last, today) if last.strip() else today
    if since > today:
        raise NotAPeriod(AHEAD.format(first=words_of(since)))
    if since > until:
        raise NotAPeriod(SWAPPED.format(first=words_of(since), last=words_of(until)))
    return Period(since, until + timedelta(days=1))


def read_day(words: str, today: date) -> date:
    """Return the day that words name; without a year, the latest such day up to today. Raises NotAPeriod."""
    text = " ".join(words.casefold().split())
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    if found := _ISO.fullmatch(text):
        return _day(words, *map(int, found.groups()))
    if found := _NAMED.fullmatch(text):
        return _named(words, int(found[1]), found[2], found[3], today)
    problem = TWO_WAYS if _NUMBERS.fullmatch(text) else NO_DATE
    raise NotAPeriod(problem.format(words=words.strip(), how=HOW))


def words_of(day: date) -> str:
    """Return a day as it is told: 4 March 2026."""
    return f"{long_day(day)} {day.year}"


def period_words(period: Period) -> str:
    """Return a period as it is told, with its last day: 1 January 2026 to 4 March 2026."""
    last = period.until - timedelta(days=1)
    return (
        words_of(last)
        if last <= period.since
        else _("{first} to {last}").format(first=words_of(period.since), last=words_of(last))
    )


def _named(words: str, day: int, month: str, year: str | None, today: date) -> date:
    number = month_of(month) or 0
    if number and year is not None:
        return _day(words, int(year), number, day)
    this_year = (number, day) <= (today.month, today.day)
    return _day(words, today.year - (not this_year), number, day)


def _day(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotAPeriod(NO_DATE.format(words=words.strip(), how=HOW)) from None
