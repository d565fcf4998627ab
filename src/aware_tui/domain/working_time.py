"""Working days and hours by a business calendar, on clocks that change and in zones that skip a day."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from aware_tui.domain.calendar import BusinessCalendar, Span, closed_day_of, span_of
from aware_tui.domain.due import DueDoubt, both_readings, local_to_utc
from aware_tui.domain.due_clock import END_OF_DAY, START_OF_DAY
from aware_tui.domain.zones import clock_of

LAST_MINUTE = 23 * 60 + 59
FARTHEST = 36_600
"""Days that a wait is followed at most: a century."""

Stretch = tuple[datetime, datetime]
"""From when to when it is open without a break, as aware UTC times."""


class BeyondCalendar(ValueError):  # noqa: N818 - callers read it as a sentence
    """A wait that does not end within a century of open days."""


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A business calendar in its zone, ready to count by.

    A wait in working days never counts the day it begins on: the first working day after it is the first
    one, whether it began in the morning, after closing time or on a closed day.
    """

    zone: str
    week: tuple[Span | None, ...]
    """The hours of each weekday, from Monday on; None where it is closed."""
    lunch: Span | None
    closed: Mapping[date, str]
    """The closed days and their names."""

    @classmethod
    def of(cls, calendar: BusinessCalendar, own: str) -> "WorkingTime":
        """Return the working time of a calendar, in the agent's `own` zone (IANA) where it names none."""
        spans = map(span_of, astuple(calendar.hours))
        week = tuple(span if span and span[0] < span[1] else None for span in spans)
        closed = MappingProxyType(dict(filter(None, map(closed_day_of, calendar.closed))))
        return cls(calendar.zone or own, week, span_of(calendar.lunch), closed)

    def today(self, moment: datetime) -> date:
        """Return the day that it is here at an aware time."""
        return moment.astimezone(clock_of(self.zone)).date()

    def is_working_day(self, day: date) -> bool:
        """Tell whether it is open at some time of a day; a day that the zone skipped is none."""
        if self.week[day.weekday()] is None or day in self.closed:
            return False
        return local_to_utc(_at_minute(day, 12 * 60), self.zone) is not DueDoubt.GAP

    def opening(self, day: date) -> int:
        """Return when it opens on such a weekday, in minutes after midnight; 9:00 where it never does."""
        span = self.week[day.weekday()]
        return span[0] if span else START_OF_DAY

    def closing(self, day: date) -> int:
        """Return when it closes on such a weekday (23:59 at the latest); 17:00 where it never opens."""
        span = self.week[day.weekday()]
        return min(span[1], LAST_MINUTE) if span else END_OF_DAY

    def at(self, day: date, minute: int) -> datetime:
        """Return the UTC time at which its clocks first show a minute of a day, or skip past it."""
        return first_showing(_at_minute(day, minute), self.zone)

    def closed_days_known_until(self) -> date | None:
        """Return the end of the last year that has closed days written down, if any has."""
        return date(max(self.closed).year, 12, 31) if self.closed else None

    def working_days_after(self, day: date) -> Iterator[date]:
        """Yield the working days after a day; BeyondCalendar once there is none for too long."""
        for ahead in range(1, min(FARTHEST, (date.max - day).days)):
            if self.is_working_day(found := day + timedelta(days=ahead)):
                yield found
        raise BeyondCalendar

    def working_days_before(self, day: date) -> Iterator[date]:
        """Yield the working days before a day, the latest first; BeyondCalendar as above."""
        for back in range(1, min(FARTHEST, (day - date.min).days)):
            if self.is_working_day(found := day - timedelta(days=back)):
                yield found
        raise BeyondCalendar

    def working_days_later(self, day: date, count: int) -> date:
        """Return the last day of a wait of so many working days; of none: that day, or the next one."""
        if count < 1 and self.is_working_day(day):
            return day
        return next(found for number, found in enumerate(self.working_days_after(day), 1) if number >= count)

    def working_hours_later(self, moment: datetime, minutes: int) -> datetime:
        """Return the UTC time by which it was open for so many real minutes after `moment` (aware).

        A wait that ends at closing time ends then, not the next morning.
        """
        *_, (_, end) = self.worked(moment, minutes)
        return end

    def worked(self, moment: datetime, minutes: int) -> Iterator[Stretch]:
        """Yield the stretches that make up a wait of working time; BeyondCalendar if they never do."""
        left, now, today = timedelta(minutes=minutes), moment.astimezone(UTC), self.today(moment)
        for ahead in range(min(FARTHEST, (date.max - today).days)):
            for start, end in self.open_stretches(today + timedelta(days=ahead)):
                start = max(start, now)
                if start < end:
                    yield start, min(end, start + left)
                    left -= min(end - start, left)
                    if not left:
                        return
        raise BeyondCalendar

    def open_stretches(self, day: date) -> Iterator[Stretch]:
        """Yield from when to when it is open on a day, lunch left out, as UTC times."""
        span = self.week[day.weekday()]
        if span is None or not self.is_working_day(day):
            return
        opens, closes = span
        away, back = self.lunch or (closes, closes)
        for first, last in ((opens, min(away, closes)), (max(back, opens), closes)):
            if first < last:
                yield self.at(day, first), self.at(day, last)


def first_showing(wall: datetime, zone: str) -> datetime:
    """Return the UTC moment at which the clocks of a zone first show a wall time, or skip past it."""
    first, second = both_readings(wall, zone)
    if first == second or local_to_utc(wall, zone) is DueDoubt.FOLD:
        return first
    while second - first > timedelta(seconds=1):
        middle = first + (second - first) // 2
        passed = middle.astimezone(clock_of(zone)).replace(tzinfo=None) >= wall
        first, second = (first, middle) if passed else (middle, second)
    return second.replace(microsecond=0)


def _at_minute(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
