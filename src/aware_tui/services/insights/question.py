"""What is asked of a look: from when to when, as of when, and what things are called."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.zones import local_time

if TYPE_CHECKING:
    from aware_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Question:
    """One look; two that are equal but for `now` find the same patterns and themes in the same data."""

    period: Period
    now: datetime
    """An aware time: it tells what is overdue."""
    today: date
    """That day on the clocks of the place."""
    names: Names
    step: str = ""
    """The step of the playbook in which customers tell what happened: its first."""
    playbook: str = ""
    """The hash of the playbook that the names and the step are from."""

    @property
    def day(self) -> date:
        """Return the day that what is rising is reckoned from: today, or the day after the period."""
        return min(self.today, self.period.until)


def question(
    period: Period | None, now: datetime, zone: str, playbook: "Playbook", playbook_hash: str = ""
) -> Question:
    """Return the question about a period, or about the last 26 weeks, at an aware time in a zone."""
    today = local_time(now, zone).date()
    step = playbook.steps[0].id
    return Question(period or lately(today), now, today, names_of(playbook), step, playbook_hash)


def names_of(playbook: "Playbook") -> Names:
    """Return what a playbook calls its categories and channels."""
    return Names(
        {each.id: each.label for each in playbook.categories},
        {each.id: each.label for each in playbook.channels},
    )
