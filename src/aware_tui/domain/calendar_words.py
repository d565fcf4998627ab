"""The sum behind a wait in working time, in words: what was counted, and what was left out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice

from aware_tui.domain.due_clock import NUMBERS
from aware_tui.domain.forms import day_of_week, short_weekday
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.working_time import Stretch, WorkingTime
from aware_tui.domain.zones import clock_of
from aware_tui.language import _, counted_words, in_english

ROOM = 70
"""Cells that a sum takes at most."""

MOST_LISTED = 7
"""Days or stretches of hours that are told one by one; of more, the first and the last."""

_SAID = {value: word for word, value in NUMBERS.items()}


def days_summed(working: WorkingTime, start: date, count: int) -> str:
    """Return the sum of a wait of working days that begins on `start`; BeyondCalendar if it never ends.

    Such as `two working days: Fri 27, Mon 30 Nov (closed Thu 26 Nov: Thanksgiving)`.
    """
    return days_told(working, start, tuple(islice(working.working_days_after(start), max(count, 1))))


def days_told(working: WorkingTime, start: date, counted: Sequence[date]) -> str:
    """Return the sum of the working days that were counted, and which were left out from `start` on."""
    first, last = counted[0], counted[-1]
    told = (
        [_("{told_day} to {last}").format(told_day=told_day(first, start), last=told_day(last, start))]
        if len(counted) > 1
        else []
    )
    if len(counted) <= MOST_LISTED:
        told.insert(0, ", ".join(_listed(counted)))
    said = counted_in_words(len(counted), counted_words("working day", "working days", len(counted)))
    return _fitting(
        said,
        told,
        _("up to {told_day}").format(told_day=told_day(last, start)),
        _LeftOut(working, start, last),
    )


def hours_summed(working: WorkingTime, moment: datetime, minutes: int, zone: str) -> str:
    """Return the sum of a wait of working time, read in a zone; BeyondCalendar if it never ends.

    Such as `four working hours: Fri 16:00-17:00, Mon 09:00-12:00`;
    the zone of the calendar is named if it is another.
    """
    there = clock_of(working.zone)
    worked = working.worked(moment, minutes)
    local = [(start.astimezone(there), end.astimezone(there)) for start, end in worked]
    begins, first, last = moment.astimezone(there).date(), local[0][0], local[-1][1]
    ends = f"{told_day(last.date(), begins)} {last:%H:%M}"
    told = [
        _("{told_day} {first:%H:%M} to {ends}").format(
            told_day=told_day(first.date(), begins), first=first, ends=ends
        )
    ]
    if len(local) <= MOST_LISTED:
        told.insert(0, ", ".join(_stretches(local)))
    hours, rest = divmod(minutes, 60)
    said = (
        _("{hours} h {rest} min of working time").format(hours=hours, rest=rest)
        if rest
        else counted_in_words(hours, counted_words("working hour", "working hours", hours))
    )
    foreign = (
        _("{place} time").format(place=working.zone.rpartition("/")[2].replace("_", " "))
        if working.zone != zone
        else ""
    )
    return _fitting(
        said, told, _("up to {ends}").format(ends=ends), _LeftOut(working, begins, last.date(), foreign)
    )


def counted_in_words(count: int, units: str) -> str:
    """Return a count with its unit, which goes with it already: `two working days`, `20 weeks`."""
    return f"{_SAID.get(count, str(count)) if in_english() else count} {units}"


def told_day(day: date, seen_from: date | None = None) -> str:
    """Return `Fri 27 Nov`, with its year where that is another than of the day it is seen from."""
    year = f" {day.year}" if seen_from is not None and seen_from.year != day.year else ""
    return f"{day_of_week(day)}{year}"


def _listed(days: Sequence[date]) -> Iterator[str]:
    """Yield the days, the month said once, with its last: `Fri 27`, `Mon 30 Nov`, `Tue 1 Dec`."""
    for day, after in zip(days, [*days[1:], None], strict=True):
        same = after is not None and (after.year, after.month) == (day.year, day.month)
        yield f"{short_weekday(day)} {day.day}" if same else told_day(day)


def _stretches(local: Iterable[Stretch]) -> Iterator[str]:
    """Yield the hours, each day said once: `Mon 09:00-12:30`, `13:15-14:00`."""
    before = None
    for start, end in local:
        day = "" if start.date() == before else f"{short_weekday(start)} "
        yield f"{day}{start:%H:%M}-{end:%H:%M}"
        before = start.date()


class _LeftOut:
    """What a sum says in brackets: the closed days it passed over, and how far they are known."""

    def __init__(self, working: WorkingTime, start: date, last: date, foreign: str = "") -> None:
        days = [day for day in sorted(working.closed) if start < day <= last]
        passed = [day for day in days if working.week[day.weekday()] is not None]
        known = working.closed_days_known_until()
        self._names = ", ".join(f"{told_day(day, start)}: {working.closed[day]}" for day in passed)
        self._count = len(passed)
        self._always = [foreign] if foreign else []
        if known is not None and last > known:
            self._always.append(_("closed days known to {year}").format(year=known.year))

    def told(self) -> Iterator[str]:
        """Yield what to say, the fullest first; what must not be kept back is in each."""
        if self._count:
            yield self._in_brackets(_("closed {names}").format(names=self._names))
            yield self._in_brackets(
                counted_words(
                    "{count} closed day left out", "{count} closed days left out", self._count
                ).format(count=self._count)
            )
        yield self._in_brackets("")

    def _in_brackets(self, words: str) -> str:
        said = "; ".join([words, *self._always] if words else self._always)
        return f" ({said})" if said else ""


def _fitting(said: str, told: Sequence[str], shortest: str, left_out: _LeftOut) -> str:
    """Return the fullest sum that fits: every day and every reason, or less of one or the other."""
    full = (f"{said}: {days}{reason}" for reason in left_out.told() for days in told)
    short = (f"{said}: {shortest}{reason}" for reason in left_out.told())
    bare = (f"{said}{reason}" for reason in left_out.told())
    fitting = (whole for whole in chain(full, short, bare) if cells(whole) <= ROOM)
    return next(fitting, excerpt(said, ROOM))
