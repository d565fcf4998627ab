"""What came of taking a file in, or would come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aware_tui.domain.importing.entries import Entry, in_short
from aware_tui.domain.importing.fields import Field
from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import local_time
from aware_tui.services.importing.rejected import Reason
from aware_tui.services.importing.survey import Survey


@dataclass(slots=True)
class Tally:
    """Counts, while a file is read."""

    complaints: int = 0
    feedback: int = 0
    customers: int = 0
    rows: int = 0
    """Rows added, or that would be."""
    there: int = 0
    """Rows that were there already."""
    first: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What a file held, how it was read, and what came of each row."""

    name: str
    dry_run: bool
    survey: Survey
    tally: Tally
    reasons: Mapping[str, Reason]
    rejected: int
    rejected_file: Path | None
    left_out: Mapping[str, int]
    """What was left out of rows that were taken in, and of how many."""
    odd: tuple[str, ...]
    import_id: str | None
    """None where nothing was added."""
    days: Period | None = None
    """From the first day to the last of the rows that could be read."""


def when_of(entry: Entry, zone: str) -> str:
    """Return the day of an entry on the clocks of a zone, and its time where one is known."""
    local = local_time(entry.at, zone)
    day = f"{local:%a} {local.day} {local:%b} {local.year}"
    return day if entry.day_only else f"{day} {local:%H:%M}"


def parts_of(entry: Entry) -> dict[str, str]:
    """Return the values of an entry that are not empty, by field; words are cut."""
    found = {
        Field.CATEGORY: entry.category,
        Field.LOCATION: entry.location,
        Field.CHANNEL: entry.channel,
        Field.PRODUCT: entry.product,
        Field.CUSTOMER: entry.customer,
        Field.SCORE: f"{entry.score:g} of {entry.scale}" if entry.score is not None else "",
        Field.TEXT: in_short(entry) if entry.text else "",
        Field.FEEDBACK: in_short(entry) if entry.feedback and not entry.text else "",
    }
    return {str(name): value for name, value in found.items() if value}


def moment_of(at: datetime | None) -> str | None:
    """Return a time as JSON has it."""
    return None if at is None else at.isoformat()
