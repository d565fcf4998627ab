"""The last day of a goal, out of the words people say: "this quarter", "end of March", a date."""

import re
from calendar import monthrange
from datetime import date, timedelta

from aware_tui.domain.months import month_of

_LEAD = r"(?:by\s+|until\s+|till\s+|before\s+)?(?:the\s+)?"
_END = rf"{_LEAD}(?:end\s+of\s+)?(?:the\s+)?"
_SPAN = re.compile(
    rf"{_END}(?P<which>this\s+|next\s+|the\s+)?(?P<span>week|month|quarter|half[\s-]year|year)", re.IGNORECASE
)
_MONTH = re.compile(rf"{_END}(?P<month>[a-z]{{3,9}})\.?(?:\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
_QUARTER = re.compile(rf"{_END}q(?P<number>[1-4])(?:\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
_WAIT = re.compile(
    r"(?:in|within)\s+(?:the\s+next\s+)?(?P<count>\d{1,3}|an?|one|two|three|four|six|eight|twelve)\s+"
    r"(?P<unit>day|week|fortnight|month|quarter|year)s?(?:\s+from\s+(?:now|today))?",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "six": 6,
    "eight": 8,
    "twelve": 12,
}
_MONTHS_OF = {"month": 1, "quarter": 3, "half year": 6, "year": 12}


def last_day(words: str, today: date) -> date | None:
    """Return the last day that words name, seen from `today`; None for words that this table does not have.

    A month or quarter that is over is meant of the next year.
    """
    said = " ".join(words.casefold().split()).rstrip(".")
    written = re.sub(rf"^{_LEAD}", "", said)
    try:
        return date.fromisoformat(written)
    except ValueError:
        pass
    for pattern, read in ((_SPAN, _span), (_QUARTER, _quarter), (_MONTH, _month), (_WAIT, _wait)):
        found = pattern.fullmatch(said)
        if found is not None:
            try:
                return read(found, today)
            except (ValueError, OverflowError):
                return None
    return None


def end_of_quarter(day: date) -> date:
    """Return the last day of the quarter that a day lies in."""
    return _end_of_month(day.year, (day.month - 1) // 3 * 3 + 3)


def _span(found: re.Match[str], today: date) -> date:
    span, on = found["span"].replace("-", " "), int((found["which"] or "").strip() == "next")
    if span == "week":
        return today + timedelta(days=6 - today.weekday() + 7 * on)
    months = _MONTHS_OF[span]
    return _end_of_month(today.year, (today.month - 1) // months * months + months * (1 + on))


def _quarter(found: re.Match[str], today: date) -> date:
    return _coming(3 * int(found["number"]), found["year"], today)


def _month(found: re.Match[str], today: date) -> date | None:
    month = month_of(found["month"])
    return None if month is None else _coming(month, found["year"], today)


def _coming(month: int, year: str | None, today: date) -> date:
    if year:
        return _end_of_month(int(year), month)
    this_year = _end_of_month(today.year, month)
    return this_year if this_year >= today else _end_of_month(today.year + 1, month)


def _wait(found: re.Match[str], today: date) -> date:
    said, unit = found["count"], found["unit"]
    count = _NUMBERS[said] if said in _NUMBERS else int(said)
    if unit in ("day", "week", "fortnight"):
        return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = today.month - 1 + count * _MONTHS_OF[unit]
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _end_of_month(year: int, month: int) -> date:
    """Return the last day of a month; one beyond December is of the years after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])
