"""A due time: the instant, its zone and its words; and the arithmetic of clocks that change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from aware_tui.domain.forms import day_of_week
from aware_tui.domain.zones import clock_of, local_time
from aware_tui.language import _


@dataclass(frozen=True, slots=True)
class Due:
    """When a promise is due: `at` in aware UTC, `zone` an IANA name, `words` as they were typed."""

    at: datetime
    zone: str
    words: str

    @property
    def local(self) -> datetime:
        """Return `at` as an aware time in its own zone."""
        return local_time(self.at, self.zone)


FURTHEST = timedelta(days=18_263)
"""How far ahead a due time may lie, fifty years; a later one is a slip of the hand."""

TOO_FAR = _("That is too far away. Say an earlier time.")


def too_far(at: datetime, now: datetime) -> bool:
    """Say whether an aware time lies further ahead of `now` than a promise can."""
    return at - now > FURTHEST


class DueDoubt(StrEnum):
    """Why a time that was understood does not count yet."""

    PAST = "past"
    GAP = "gap"
    FOLD = "fold"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class DueReading:
    """What a line says of its due time.

    `due` is set only when nothing is in doubt. With a `doubt`, `choices` are the readings to choose
    from, soonest first (none for a day that is long past). With neither, the line holds no time.
    `say` is the sentence to show back.
    """

    due: Due | None
    doubt: DueDoubt | None
    choices: tuple[Due, ...]
    say: str
    sum: str = ""
    """How a wait in working time was reckoned, in a few words; `say` ends with it."""


def both_readings(naive: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return the two UTC times a wall clock in `zone` may mean, soonest first.

    They are equal, but for the hour that is skipped in spring (then: as much before and after the
    skip) and the hour that comes twice in autumn. An unknown zone is taken for UTC.
    """
    clock = clock_of(zone)
    first, second = sorted(naive.replace(tzinfo=clock, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


def local_to_utc(naive: datetime, zone: str) -> datetime | DueDoubt:
    """Return the aware UTC time of a wall clock in `zone`, or `GAP` or `FOLD` where it is not one time."""
    first, second = both_readings(naive, zone)
    if first == second:
        return first
    back = second.astimezone(clock_of(zone)).replace(tzinfo=None)
    return DueDoubt.FOLD if back == naive else DueDoubt.GAP


def describe(due: Due, now: datetime, viewer_zone: str | None = None) -> str:
    """Return "today 17:00", "Mon 23 Nov 17:00" or, in another year, "Fri 1 Jan 2027 17:00".

    `now` is aware. The clock is that of the promise; its zone is named when the viewer's is another.
    """
    there = due.local
    text = f"{describe_day(due, now)} {there:%H:%M}"
    return text if viewer_zone in (None, due.zone) else f"{text} {there.tzname()}"


def describe_day(due: Due, now: datetime) -> str:
    """Return the day of a due time as seen in its zone at the aware `now`: "today", "Mon 23 Nov"."""
    day = due.local.date()
    today = local_time(now, due.zone).date()
    if day == today:
        return _("today")
    if day == today + timedelta(days=1):
        return _("tomorrow")
    short = day_of_week(day)
    return short if day.year == today.year else f"{short} {day.year}"
