"""Keeping no longer than people want to: what is old enough, looked at first, then its words gone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.services.opened import opened
from aware_tui.services.privacy import finish, marked, refuse_others
from aware_tui.services.privacy_places import KeptCopy
from aware_tui.services.queue import stamp_of
from aware_tui.services.reports import has_data
from aware_tui.services.written import Written, still_there

if TYPE_CHECKING:
    from aware_tui.store.purging import Old


@dataclass(frozen=True, slots=True)
class Age:
    """What is older than a time, and where copies of it may be."""

    before: datetime
    """Aware."""
    old: "Old"
    copies: tuple[KeptCopy, ...]
    exports: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Purged:
    """What lost its words, and the sentence of what stands in the way of wiping the remains, if any."""

    old: "Old"
    unfinished: str = ""


def look_at_old(settings: Settings, before: datetime) -> Age:
    """Return what ended before an aware time; changes nothing. Raises StoreProblem."""
    from aware_tui.store.errors import CannotWrite
    from aware_tui.store.purging import old

    if not has_data(settings):
        raise CannotWrite(
            f"There is no data at {settings.database} yet, so nothing is too old. Check --data-dir."
        )
    with opened(settings) as db:
        refuse_others(db)
        found = old(db, before)
    return Age(before, found, tuple(_all_copies(settings)), still_there(settings))


def _all_copies(settings: Settings) -> list[KeptCopy]:
    from datetime import timedelta

    from aware_tui.store.care import backups

    kept = timedelta(days=settings.keep_backups_days)
    return [KeptCopy(file.path, (file.made_at + kept).date()) for file in backups(settings.backups)]


def purge(settings: Settings, before: datetime, now: datetime, after_some: Callable[[], None]) -> Purged:
    """Take the words out of what ended before an aware time, and wipe their remains.

    `after_some` is called now and then. Raises StoreProblem; what was done until then stays done.
    """
    from aware_tui.store.purging import purge as run

    with marked(settings), opened(settings) as db:
        done = run(db, before, stamp_of(settings, now), after_some)
    return Purged(done, finish(settings))
