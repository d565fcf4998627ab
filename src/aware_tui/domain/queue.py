"""Which promises and checks a list is to hold: whose, for whom, and until when."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import folded


class Span(StrEnum):
    """How far ahead a list looks; what is overdue is always in it."""

    ALL = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; an empty owner or empty words ask for everybody and everything."""

    span: Span = Span.ALL
    owner: str = ""
    words: str = ""
    """Each of them is in what was promised, in the owner's or in the customer's name."""


def until(span: Span, now: datetime, zone: str) -> datetime | None:
    """Return the aware time before which a line must be due, or None for no such time.

    Days are those of `zone` (IANA) at `now` (aware); a week is the seven days from today on. A day whose
    midnight is skipped or comes twice begins with its first moment.
    """
    if span is Span.ALL:
        return None
    if span is Span.OVERDUE:
        return now
    days = 1 if span is Span.TODAY else 7
    today = now.astimezone(ZoneInfo(zone)).date()
    midnight = datetime.combine(today + timedelta(days=days), time(), ZoneInfo(zone))
    return midnight.astimezone(UTC)


def fits(line: DueLine, wanted: Wanted) -> bool:
    """Say whether a line is one of those wanted, but for its time."""
    if wanted.owner and folded(line.owner) != folded(wanted.owner):
        return False
    text = folded(f"{line.what} {line.who} {line.owner} {line.customer} {line.note}")
    return all(word in text for word in folded(wanted.words).split())
