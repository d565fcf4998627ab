"""Which copies of the data stay, and when the next is made: many of late, few of old, none for ever."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

ALL_OF_THEM = timedelta(days=2)
"""Every copy younger than this stays."""

DAYS, WEEKS, MONTHS = 12, 10, 9
"""Before that one of each day, week and month, for so many of them in which there is one."""

PAUSE = timedelta(hours=2)
"""Between two copies that are made by themselves, at least."""

SECONDS_A_MEGABYTE = 0.03
"""What copying and checking takes on a slow disk."""

SHARE = 0.01
"""The part of the time that making copies may take."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the data; `made_at` is aware."""

    name: str
    made_at: datetime
    verified: bool
    """Whether it passed the full check when it was made and still has its length."""


def pause_after(size: int) -> timedelta:
    """Return how long to wait after a copy of so many bytes: two hours, for large data more."""
    return max(PAUSE, timedelta(seconds=size / 1e6 * SECONDS_A_MEGABYTE / SHARE))


def is_due(copies: Iterable[Copy], changed_at: datetime, size: int, now: datetime) -> bool:
    """Say whether a copy is to be made: the data changed since the newest good one, and that is old enough.

    Copies that seem to come from the future, as after a clock was set back, do not count.
    """
    times = [copy.made_at for copy in copies if copy.verified and copy.made_at <= now]
    return not times or (changed_at > max(times) and now - max(times) >= pause_after(size))


def staying(
    copies: Sequence[Copy], now: datetime, keep_days: int, *, all_of_them: timedelta = ALL_OF_THEM
) -> frozenset[str]:
    """Return the names of the copies that stay; none of them is older than `keep_days` but the newest ones.

    The newest stays whatever its age, and so does the newest verified one: it is the way back. Days, weeks
    and months are those of UTC; of each the newest verified copy stays, or else the newest.
    """
    ordered = sorted(copies, key=lambda copy: (copy.made_at, copy.verified, copy.name), reverse=True)
    newest = [*ordered[:1], *islice((copy for copy in ordered if copy.verified), 1)]
    kept = [copy for copy in ordered if now - copy.made_at < all_of_them]
    rest = [copy for copy in ordered if now - copy.made_at >= all_of_them]
    for period, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        chosen, rest = _one_each(rest, period, most)
        kept += chosen
    return frozenset(copy.name for copy in (*newest, *_young(kept, now, keep_days)))


def within(copies: Sequence[Copy], now: datetime, keep_days: int) -> frozenset[str]:
    """Return the names of those that are not older than `keep_days`, and of the newest whatever its age."""
    newest = sorted(copies, key=lambda copy: (copy.made_at, copy.name))[-1:]
    return frozenset(copy.name for copy in (*newest, *_young(copies, now, keep_days)))


def _young(copies: Iterable[Copy], now: datetime, keep_days: int) -> list[Copy]:
    return [copy for copy in copies if now - copy.made_at <= timedelta(days=keep_days)]


def _one_each(
    ordered: Sequence[Copy], period: Callable[[datetime], Hashable], most: int
) -> tuple[list[Copy], list[Copy]]:
    """Return one copy of each of the newest `most` periods, and all copies older than these periods.

    `ordered` has the newest first.
    """
    groups: dict[Hashable, list[Copy]] = {}
    for copy in ordered:
        groups.setdefault(period(copy.made_at.astimezone(UTC)), []).append(copy)
    periods = list(groups.values())
    chosen = [next((copy for copy in group if copy.verified), group[0]) for group in periods[:most]]
    return chosen, [copy for group in periods[most:] for copy in group]


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
