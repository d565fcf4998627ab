"""Reads a promise's due time from plain words, in the agent's zone, and says it back before it counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from aware_tui.domain.calendar import USUAL_CALENDAR, BusinessCalendar
from aware_tui.domain.calendar_words import days_summed, hours_summed, told_day
from aware_tui.domain.due import (
    TOO_FAR,
    Due,
    DueDoubt,
    DueReading,
    both_readings,
    describe_day,
    local_to_utc,
    too_far,
)
from aware_tui.domain.due_day import Day, DayRule
from aware_tui.domain.due_words import Phrase, find_phrases, split_words
from aware_tui.domain.forms import day_of_week
from aware_tui.domain.working_time import BeyondCalendar, WorkingTime
from aware_tui.domain.zones import is_zone, local_time
from aware_tui.language import _
from aware_tui.services.due_calendar import after_minutes, days_meant, load_library


def warm_up() -> None:
    """Load the date library and its tables (a fifth of a second); call it once on a background thread."""
    find_phrases("")
    load_library()


def read_due(words: str, now: datetime, zone: str, calendar: BusinessCalendar | None = None) -> DueReading:
    """Return the due time said anywhere in a promise line, as meant in `zone` (IANA) at `now` (aware).

    Working days, working hours and the end of a day are those of the calendar (without one: Monday to Friday,
    nine to five), in its own zone if it has one; the due time keeps `zone`. An unknown zone is
    taken for UTC.
    """
    zone = zone if is_zone(zone) else "UTC"
    working = WorkingTime.of(calendar or USUAL_CALENDAR, zone)
    readings = [_read_phrase(phrase, now, zone, working) for phrase in find_phrases(words)]
    if not readings:
        return _no_time(_("No time in it yet. By when?"))
    if len(readings) == 1:
        return readings[0]
    return _one_of_several(readings, now)


def split_promise(line: str) -> tuple[str, str]:
    """Return (what, due words) of a promise line: "Ring Dana back", "tomorrow 17:00"; see `split_words`."""
    return split_words(line)


def _local(now: datetime, zone: str) -> datetime:
    return local_time(now, zone).replace(tzinfo=None)


def _no_time(say: str) -> DueReading:
    return DueReading(None, None, (), say)


def _read_phrase(phrase: Phrase, now: datetime, zone: str, working: WorkingTime) -> DueReading:
    try:
        reading = _understood(phrase, now, zone, working)
        told = _sum_of(reading.due, phrase.day, now, working) if reading.due is not None else ""
    except BeyondCalendar:
        return _no_time(_("“{words}” is further off than we can count. By when?").format(words=phrase.words))
    reading = replace(reading, say=f"{reading.say} · {told}", sum=told) if told else reading
    return _check_zone(reading, phrase, now) if phrase.zone else reading


def _understood(phrase: Phrase, now: datetime, zone: str, working: WorkingTime) -> DueReading:
    day = phrase.day
    if refused := _refused(phrase, now.year):
        return _no_time(refused)
    if phrase.exact is not None:
        return _exactly(phrase, phrase.exact, now, zone)
    if day is not None and day.rule is DayRule.MINUTES:
        return _sure(Due(after_minutes(day.number, now), zone, phrase.words), now)
    if day is not None and day.rule is DayRule.WORKING_MINUTES:
        at = working.working_hours_later(now, day.number).replace(second=0, microsecond=0)
        return _sure(Due(at, zone, phrase.words), now)
    return _of_day(phrase, now, zone, working)


def _of_day(phrase: Phrase, now: datetime, zone: str, working: WorkingTime) -> DueReading:
    day, here = phrase.day, _local(now, zone)
    if day is not None and day.rule is DayRule.WORKING_DAYS:
        days = [working.working_days_later(working.today(now), day.number)]
    else:
        days = days_meant(day, here)
    if not days:
        return _no_time(_("The calendar has no “{words}”. By when?").format(words=phrase.words))
    if days[0].year > here.year + _MOST_YEARS:
        return _no_time(TOO_FAR)
    if (edges := [_edge_meant(phrase, each, zone, working) for each in days])[0] is not None:
        moments = [edge for edge in edges if edge is not None]
        return _settle(moments, phrase, now, zone, _next_edge(phrase, now, zone, working))
    minute = _minute_meant(phrase, here)
    moments = [datetime.combine(each, time()) + timedelta(minutes=minute) for each in days]
    if minute == 24 * 60 and days != [here.date()]:
        moments = sorted({moment - timedelta(days=back) for moment in moments for back in (1, 0)})
    return _settle(moments, phrase, now, zone)


_MOST_YEARS = 51
"""How far from now a year may be that is looked up at all; `too_far` is the exact rule."""


def _refused(phrase: Phrase, this_year: int) -> str:
    """Return what to say where figures make no day and no clock, or a year is out of reach."""
    if phrase.unused:
        return _("There is no “{unused}”. By when?").format(unused=phrase.unused)
    dated = phrase.day is not None and phrase.day.rule in (DayRule.DATE, DayRule.FIGURES)
    year = phrase.day.number if phrase.day is not None and dated else 0
    year = phrase.exact.year if phrase.exact is not None else year
    if year > this_year + _MOST_YEARS:
        return TOO_FAR
    return (
        _("There is no “{words}” to come. By when?").format(words=phrase.words)
        if 0 < year < this_year - _MOST_YEARS
        else ""
    )


def _exactly(phrase: Phrase, exact: datetime, now: datetime, zone: str) -> DueReading:
    """Read a time that is written out whole; with its offset it is one moment, whatever the clocks do."""
    exact = exact.replace(second=0, microsecond=0)
    if exact.tzinfo is None:
        return _settle([exact], phrase, now, zone)
    due = Due(exact.astimezone(UTC), zone, phrase.words)
    if due.at > now:
        return _sure(due, now)
    say = _("That time has passed: {told}. Say a later one.").format(told=_told(due, now))
    return DueReading(None, DueDoubt.PAST, (), say)


def _edge_meant(phrase: Phrase, day: date, zone: str, working: WorkingTime) -> datetime | None:
    """Return when it opens or closes on a day, by the clocks of `zone`, if that is what is meant."""
    clock = phrase.clock
    if (clock is None and phrase.part) or not (clock is None or clock.opening or clock.closing):
        return None
    minute = working.opening(day) if clock is not None and clock.opening else working.closing(day)
    if working.zone != zone:
        return _local(working.at(day, minute), zone)
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _next_edge(phrase: Phrase, now: datetime, zone: str, working: WorkingTime) -> datetime | None:
    tomorrow = working.working_days_later(working.today(now), 1)
    return _edge_meant(phrase, tomorrow, zone, working)


def _minute_meant(phrase: Phrase, here: datetime) -> int:
    """Return the minutes after midnight, in the half of the day that was said; a part alone ends at 20:00."""
    clock = phrase.clock
    if clock is None:
        return 20 * 60
    if clock.same:
        return here.hour * 60 + here.minute
    if not clock.bare or not phrase.part:
        return clock.minute
    half = clock.minute % 720
    if phrase.part == "night" and half == 0:
        return 24 * 60
    return half if phrase.part == "morning" else half + 720


def _sum_of(due: Due, day: Day | None, now: datetime, working: WorkingTime) -> str:
    """Return how a wait in working time was reckoned, or that a due time falls on a day that is closed."""
    if day is not None and day.rule is DayRule.WORKING_MINUTES:
        return hours_summed(working, now, day.number, due.zone)
    if day is not None and day.rule is DayRule.WORKING_DAYS and day.number:
        return days_summed(working, working.today(now), day.number)
    name = working.closed.get(working.today(due.at), "")
    return _("we are closed then: {name}").format(name=name) if name else ""


def _settle(
    moments: list[datetime], phrase: Phrase, now: datetime, zone: str, after: datetime | None = None
) -> DueReading:
    """Turn wall-clock times into a due time, or say what is in doubt; `after` is when the next day ends."""
    pairs = [both_readings(moment, zone) for moment in moments]
    coming = [pair for pair in pairs if pair[1] > now]
    if not coming:
        return _past(moments[-1], phrase, now, zone, after)
    if len(coming) > 1:
        ats = sorted({next(at for at in pair if at > now) for pair in coming})
        return _unclear(tuple(Due(at, zone, phrase.words) for at in ats), now)
    moment = moments[pairs.index(coming[0])]
    left = tuple(Due(at, zone, phrase.words) for at in dict.fromkeys(coming[0]) if at > now)
    if len(left) == 1:
        return _sure(left[0], now)
    doubt = local_to_utc(moment, zone)
    return _clock_change(DueDoubt.GAP if doubt is DueDoubt.GAP else DueDoubt.FOLD, moment, left)


def _sure(due: Due, now: datetime) -> DueReading:
    if too_far(due.at, now):
        return _no_time(TOO_FAR)
    return DueReading(due, None, (), _("Due {told}").format(told=_told(due, now)))


def _told(due: Due, now: datetime) -> str:
    return f"{describe_day(due, now)}, {due.local:%H:%M}"


def _unclear(choices: tuple[Due, ...], now: datetime) -> DueReading:
    choices = tuple(due for due in choices if not too_far(due.at, now))
    if not choices:
        return _no_time(TOO_FAR)
    *first, last = (_told(due, now) for due in choices)
    say = (
        _("Which one: {first} or {last}?").format(first="; ".join(first), last=last)
        if first
        else _("Is it {last}?").format(last=last)
    )
    return DueReading(None, DueDoubt.AMBIGUOUS, choices, say)


def _clock_change(doubt: DueDoubt, moment: datetime, choices: tuple[Due, ...]) -> DueReading:
    """Say that the clocks change at that time, and offer what it may mean."""
    day = day_of_week(moment)
    first, second = (due.local for due in choices)
    if doubt is DueDoubt.GAP:
        say = _(
            "{moment:%H:%M} is skipped on {day}: the clocks go forward. Say {first:%H:%M} or {second:%H:%M}."
        ).format(moment=moment, day=day, first=first, second=second)
    else:
        say = _(
            "{moment:%H:%M} comes twice on {day}: the first ({first_zone}) or the second ({second_zone})?"
        ).format(moment=moment, day=day, first_zone=first.tzname(), second_zone=second.tzname())
    return DueReading(None, doubt, choices, say)


def _past(moment: datetime, phrase: Phrase, now: datetime, zone: str, after: datetime | None) -> DueReading:
    """Say that the time has passed, and offer when it comes again."""
    here = _local(now, zone)
    either_half = phrase.clock is not None and phrase.clock.bare and not phrase.part
    a_weekday = phrase.day is not None and phrase.day.rule is DayRule.WEEKDAY
    gone = Due(both_readings(moment, zone)[0], zone, phrase.words)
    if moment.date() == here.date() and not a_weekday:
        later = [moment + timedelta(hours=12)] if either_half and moment.hour < 12 else []
        again = [*later, after or moment + timedelta(days=1)]
        next_day = again[-1].date()
        then = "tomorrow" if (next_day - here.date()).days == 1 else told_day(next_day)
        hint = (
            _("Say {later:%H:%M}, or {then}?").format(later=later[0], then=then)
            if later and later[0] > here
            else _("Say {then}?").format(then=then)
        )
        say = _("That time has passed: {moment:%H:%M} today. {hint}").format(moment=moment, hint=hint)
    else:
        again = [_once_more(moment, phrase.day)]
        say = _("That time has passed: {told}. Say a later one.").format(told=_told(gone, now))
    dues = (Due(both_readings(time_, zone)[0], zone, phrase.words) for time_ in again)
    return DueReading(None, DueDoubt.PAST, tuple(due for due in dues if due.at > now), say)


def _once_more(moment: datetime, day: Day | None) -> datetime:
    """Return when a passed day comes again: a date without its year next year, a weekday next week."""
    if day is not None and day.rule in (DayRule.WEEK_END, DayRule.WEEKDAY):
        return moment + timedelta(days=7)
    if day is None or day.number or day.rule is DayRule.WORDS or (moment.month, moment.day) == (2, 29):
        return moment
    return moment.replace(year=moment.year + 1)


def _check_zone(reading: DueReading, phrase: Phrase, now: datetime) -> DueReading:
    """Take the one of two equal times whose letters are said; ask about a zone promises are not kept in."""
    said = phrase.zone.casefold()
    if reading.doubt is DueDoubt.FOLD:
        named = zip(reading.choices, ("the first", "the second"), strict=True)
        chosen = [due for due, name in named if " ".join(said.split()) == name or _has_clock(due, said)]
        return _sure(chosen[0], now) if chosen else reading
    due = reading.due
    if due is None or said.startswith("the ") or _has_clock(due, said):
        return reading
    say = _("Times here are in {zone}. Is {told} right there?").format(zone=due.zone, told=_told(due, now))
    return DueReading(None, DueDoubt.AMBIGUOUS, (due,), say)


def _has_clock(due: Due, said: str) -> bool:
    """Say whether the clock of a due time has these letters, or is off from UTC by so much."""
    if said[:1] in ("+", "-"):
        return f"{due.local:%z}" == said.replace(":", "").ljust(5, "0")
    return (due.local.tzname() or "").casefold() == said


def _one_of_several(readings: list[DueReading], now: datetime) -> DueReading:
    """Ask which of several times in a line is the due one; the same time said twice is no question."""
    offered = [reading.choices if reading.due is None else (reading.due,) for reading in readings]
    choices = {due.at: due for dues in offered for due in dues}
    if not choices:
        return readings[0]
    dues = tuple(choices[at] for at in sorted(choices))
    if len(dues) == 1 and all(reading.due is not None for reading in readings):
        return _sure(dues[0], now)
    return _unclear(dues, now)
