"""What a cell says of a day or a time, in the forms that files have them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from aware_tui.domain.months import month_of
from aware_tui.domain.zones import clock_of


class Order(StrEnum):
    """Which number of a date such as 06/02/2026 comes first."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as it is written: without a zone if none is said; `timed` is False where only the day is."""

    at: datetime
    timed: bool

    @property
    def at_midnight(self) -> bool:
        """Say whether its time is exactly 00:00."""
        return self.timed and self.at.time() == time()

    @property
    def day(self) -> "Moment":
        """Return its day as it is written, whatever zone stands beside the time."""
        return _all_day(self.at.date())

    @property
    def swapped(self) -> "Moment":
        """Return it with day and month exchanged, where there is a month of the day's number."""
        at = self.at
        return Moment(at.replace(month=at.day, day=at.month), self.timed) if at.day <= 12 else self


_NUMERIC = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[-\s/]{0,2}(?:of )?([a-z]{3,9})[-\s.,/']{1,3}(\d{4}|\d{2})(?!\d)", re.ASCII
)
_MONTH_DAY = re.compile(
    r"([a-z]{3,9})\.?[-\s]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[-\s]{1,2})(\d{4}|\d{2})(?!\d)", re.ASCII
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+", re.ASCII)
_TIME = re.compile(
    r"(?:t|,?\s+(?:at\s+)?)(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?"
    r"\s*([ap]\.?m\.?)?\s*(?:(z|utc|gmt)?([+-]\d{2}:?(?:\d{2})?)?)?",
    re.ASCII,
)
_SECONDS = re.compile(r"\d{10}(?:\.\d{1,9})?", re.ASCII)
_MILLISECONDS = re.compile(r"\d{13}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)

_SERIAL_START = datetime.combine(date(1899, 12, 30), time())
"""Day 0 of spreadsheets, as all days since March 1900 count."""


SHORT = 40
"""Letters; cells of so many are remembered once they are read: a file has the same days again and again."""


def read_moment(cell: str, order: Order | None) -> Moment | None:
    """Return the time that a cell says, or None if it is none.

    Without an order a date in numbers is read in a way that works, if one does: its time of day is right.
    """
    return _read_once(cell, order) if len(cell) <= SHORT else _read(cell, order)


@lru_cache(maxsize=20_000)
def _read_once(cell: str, order: Order | None) -> Moment | None:
    return _read(cell, order)


def _read(cell: str, order: Order | None) -> Moment | None:
    text = cell.strip().lower()
    try:
        found = _iso(text) if text[4:5] == "-" and text[:4].isdecimal() else None
        return found or _of_number(text) or _written(text, order)
    except (ValueError, OverflowError):
        return None


def numbers_of(cell: str) -> tuple[int, int] | None:
    """Return the first two numbers of a date in numbers whose last is the year; None for any other form."""
    found = _NUMERIC.match(_WEEKDAY.sub("", cell.strip().lower(), count=1))
    return (int(found[1]), int(found[3])) if found else None


def is_serial(cell: str) -> bool:
    """Say whether a cell holds a day as spreadsheets count them, such as 46175."""
    return bool(_SERIAL.fullmatch(cell.strip()))


def utc_of(moment: Moment, zone: str) -> datetime:
    """Return the aware UTC time; one without a zone is on the clocks of `zone`.

    Of an hour that comes twice it is the first; one that is skipped is moved on by as much. ValueError where
    the time would leave the years 1 to 9999.
    """
    at = moment.at if moment.at.tzinfo is not None else moment.at.replace(tzinfo=clock_of(zone))
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("the time leaves the calendar") from None


def _iso(text: str) -> Moment | None:
    """Return what the usual form says, read the quick way; None where it takes a longer look."""
    try:
        return Moment(datetime.fromisoformat(text.upper()), ":" in text or "t" in text)
    except ValueError:
        return None


def _of_number(text: str) -> Moment | None:
    if not text[:5].isdecimal():
        return None
    if _SECONDS.fullmatch(text):
        return Moment(datetime.fromtimestamp(float(text), UTC), True)
    if _MILLISECONDS.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(text) / 1000, UTC), True)
    if _SERIAL.fullmatch(text):
        at = _SERIAL_START + timedelta(seconds=round(float(text) * 86_400))
        return Moment(at, "." in text)
    if compact := _COMPACT.fullmatch(text):
        return _all_day(_ymd(compact))
    return None


def _written(text: str, order: Order | None) -> Moment | None:
    text = _WEEKDAY.sub("", text, count=1)
    for form, made in ((_NUMERIC, None), (_YEAR_FIRST, _ymd), (_DAY_MONTH, _dmy), (_MONTH_DAY, _mdy)):
        found = form.match(text)
        if found:
            day = made(found) if made else _numeric(found, order)
            return _with_time(day, text[found.end() :])
    return None


def _numeric(found: re.Match[str], order: Order | None) -> date:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if order is None:
        order = Order.DAY_FIRST if second <= 12 else Order.MONTH_FIRST
    return date(year, second, first) if order is Order.DAY_FIRST else date(year, first, second)


def _ymd(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _dmy(found: re.Match[str]) -> date:
    return date(_year(found[3]), _month(found[2]), int(found[1]))


def _mdy(found: re.Match[str]) -> date:
    return date(_year(found[3]), _month(found[1]), int(found[2]))


def _month(name: str) -> int:
    """Return the number of a month; ValueError for a word that is none."""
    number = month_of(name)
    if number is None:
        raise ValueError(name)
    return number


def _year(digits: str) -> int:
    """Return a year; two digits are of 1970 to 2069."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _with_time(day: date, rest: str) -> Moment | None:
    """Return a day with the time that follows it; None for a rest that is no time."""
    if not rest.strip():
        return _all_day(day)
    found = _TIME.fullmatch(rest.rstrip())
    if found is None or not (found[2] or found[5]):
        return None
    hour = _hour(int(found[1]), found[5])
    at = time(hour, int(found[2] or 0), int(found[3] or 0), _micro(found[4]), _offset(found[6], found[7]))
    return Moment(datetime.combine(day, at), True)


def _all_day(day: date) -> Moment:
    return Moment(datetime.combine(day, time()), False)


def _hour(hour: int, half: str | None) -> int:
    """Return the hour of a day of 24; ValueError where it cannot be so."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError("no hour of twelve")
    return hour % 12 + (12 if half.startswith("p") else 0)


def _micro(digits: str | None) -> int:
    return int((digits or "0")[:6].ljust(6, "0"))


def _offset(name: str | None, offset: str | None) -> timezone | None:
    if offset is None:
        return UTC if name else None
    minutes = int(offset[1:3]) * 60 + int(offset[3:].removeprefix(":") or 0)
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
