"""When the deadlines that others set for answering a complaint are due, and how that was counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice

from aware_tui.domain.calendar import BusinessCalendar
from aware_tui.domain.calendar_words import counted_in_words, days_told, told_day
from aware_tui.domain.deadline_packs import DayOne, DeadlinePack, DeadlineStage, Unit
from aware_tui.domain.due import Due
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.working_time import WorkingTime
from aware_tui.language import _, counted_words


@dataclass(frozen=True, slots=True)
class Deadline:
    """When one stage of a pack is due for one complaint; `sum` tells in a line how it was counted."""

    id: str
    label: str
    due: Due
    what: str
    source: str
    sum: str


def deadlines_of(
    packs: Iterable[DeadlinePack], received_at: datetime, zone: str, calendar: BusinessCalendar
) -> tuple[Deadline, ...]:
    """Return the deadlines of a complaint received at an aware time, the soonest first.

    Days are those of the calendar; each ends when it closes. A deadline that falls on a closed day is moved
    back to the working day before, never on. `zone` (IANA) is the agent's own, which the due times keep.
    """
    working = WorkingTime.of(calendar, zone)
    received = working.today(received_at)
    found = (_deadline(pack, stage, received, zone, working) for pack in packs for stage in pack.stages)
    return tuple(sorted(found, key=lambda deadline: (deadline.due.at, deadline.id)))


def deadlines_in(session: CoachingSession, playbook: Playbook) -> tuple[Deadline, ...]:
    """Return the deadlines that a session's playbook sets it; most playbooks name none."""
    head = session.head
    received_at = head.received_at or head.started_at
    return deadlines_of(playbook.deadlines, received_at, head.zone, playbook.calendar)


def _deadline(
    pack: DeadlinePack, stage: DeadlineStage, received: date, zone: str, working: WorkingTime
) -> Deadline:
    last, told = _last_day(stage, received, working)
    words = counted_in_words(stage.count, _UNITS[stage.unit](stage.count))
    due = Due(working.at(last, working.closing(last)), zone, words)
    rule = f", {stage.rule}" if stage.rule else ""
    source = _("{title}{rule} (as of {as_of})").format(title=pack.title, rule=rule, as_of=pack.as_of)
    return Deadline(f"{pack.id}.{stage.id}", stage.label, due, stage.due, source, told)


_UNITS: Mapping[Unit, Callable[[int], str]] = {
    Unit.WORKING_DAYS: lambda count: counted_words("working day", "working days", count),
    Unit.DAYS: lambda count: counted_words("day", "days", count),
    Unit.WEEKS: lambda count: counted_words("week", "weeks", count),
}


def _last_day(stage: DeadlineStage, received: date, working: WorkingTime) -> tuple[date, str]:
    """Return the last day of a stage, and its sum in words."""
    if stage.unit is Unit.WORKING_DAYS:
        counted = _working_days(stage, received, working)
        return counted[-1], days_told(working, received, counted)
    days = stage.count * (7 if stage.unit is Unit.WEEKS else 1) - (stage.day_one is DayOne.RECEIPT)
    last = end = received + timedelta(days=days)
    said = _("{count} after {told_day}").format(
        count=counted_in_words(stage.count, _UNITS[stage.unit](stage.count)), told_day=told_day(received)
    )
    if stage.day_one is DayOne.RECEIPT:
        said = _("{count} from {told_day} on").format(
            count=counted_in_words(stage.count, _UNITS[stage.unit](stage.count)), told_day=told_day(received)
        )
    if working.is_working_day(end):
        return end, f"{said}: {told_day(end, received)}"
    last = next(working.working_days_before(end))
    return last, _("{said}: {told_day} is closed, so {then}").format(
        said=said, told_day=told_day(end, received), then=told_day(last, received)
    )


def _working_days(stage: DeadlineStage, received: date, working: WorkingTime) -> Sequence[date]:
    after = working.working_days_after(received)
    if stage.day_one is DayOne.RECEIPT and working.is_working_day(received):
        after = chain([received], after)
    return tuple(islice(after, stage.count))
