"""From when to when is looked: whole days on the clocks of the place."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 26
"""How many weeks are looked at unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` up to but without `until`."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.until - self.since).days

    def holds(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.since <= day < self.until


def lately(today: date, weeks: int = WEEKS) -> Period:
    """Return the last weeks up to and with today."""
    until = today + timedelta(days=1)
    return Period(until - timedelta(weeks=weeks), until)
