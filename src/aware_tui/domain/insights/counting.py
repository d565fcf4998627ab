"""How a session is counted: its day and hours, and how often a person counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zlib import crc32

from aware_tui.domain.zones import local_time

BLOCK = 28
"""Days in which one person counts once for one category.

Blocks begin on fixed days, on others for each person: were they the same for all, the first complaints of
everybody who comes back would fall on the same days, and look like incidents.
"""

AGAIN = timedelta(days=28)
"""Twice the same category within this time is a repeat."""

THIRD = timedelta(days=90)
"""So is a third complaint of any kind within this time."""

HOURS = 4
"""Hours of a band: `00-04`, `04-08` ... `20-24`."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A session that counts, as it is counted; a text is empty where nobody said."""

    id: str
    day: date
    hours: str
    category: str
    location: str
    channel: str
    person: str
    started_at: datetime
    votes: bool = True
    """It is the first of this person and category in its block; all others are left out of findings."""
    again: bool = False
    third: bool = False


def day_of(started_at: datetime, zone: str) -> date:
    """Return the day of an aware time on the clocks of a zone."""
    return local_time(started_at, zone).date()


def hours_of(started_at: datetime, zone: str) -> str:
    """Return the four hours an aware time lies in on the clocks of a zone, such as `08-12`."""
    begin = local_time(started_at, zone).hour // HOURS * HOURS
    return f"{begin:02}-{begin + HOURS:02}"


def judged(visits: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the occurrences of ONE person in their order, with how each counts."""
    ordered = sorted(visits, key=lambda each: (each.started_at, each.id))
    voted: set[tuple[str, int]] = set()
    begin = _begin(ordered[0].person) if ordered else 0
    last: dict[str, date] = {}
    found: list[Occurrence] = []
    for index, each in enumerate(ordered):
        block = (each.category, (each.day.toordinal() + begin) // BLOCK)
        before = last.get(each.category) if each.category else None
        found.append(
            replace(
                each,
                votes=block not in voted,
                again=before is not None and each.day - before < AGAIN,
                third=index >= 2 and each.day - ordered[index - 2].day < THIRD,
            )
        )
        voted.add(block)
        last[each.category] = each.day
    return found


def _begin(person: str) -> int:
    """Return by how many days the blocks of a person begin earlier: 0 to 27, always the same."""
    return crc32(person.encode("utf-8", "surrogatepass")) % BLOCK


def blocks_in(days: int) -> int:
    """Return how many blocks so many days in a row can touch."""
    return (days + BLOCK - 2) // BLOCK + 1 if days > 0 else 0


def anonymous(each: Occurrence) -> Occurrence:
    """Return the occurrence of somebody nobody knows: counted as a person of their own."""
    return replace(each, votes=True, again=False, third=False)
