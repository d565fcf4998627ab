"""What a business calendar and a deadline pack must mean: times, days and zones that there are."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from zoneinfo import available_timezones

from aware_tui.content.errors import shown
from aware_tui.content.meaning_parts import Finding
from aware_tui.content.nodes import Path
from aware_tui.content.shapes import keys_of
from aware_tui.domain.calendar import (
    CLOSED,
    NO_LUNCH,
    BusinessCalendar,
    Span,
    WorkingWeek,
    closed_day_of,
    span_of,
)
from aware_tui.domain.deadline_packs import DeadlinePack
from aware_tui.domain.zones import is_zone

MAX_COUNT = 366
_TIMES = "two times of 24 hours, such as `09:00-17:00`"


def calendar_rules(path: Path, calendar: BusinessCalendar) -> Iterator[Finding]:
    """Yield what is wrong with a calendar."""
    yield from _zone((*path, "zone"), calendar.zone)
    spans = {day: getattr(calendar.hours, day) for day in keys_of(WorkingWeek)}
    for day, words in spans.items():
        if words != CLOSED:
            yield from _span((*path, "hours", day), words, f"Write {_TIMES}, or `{CLOSED}`.")
    if all(words == CLOSED for words in spans.values()):
        yield Finding(
            (*path, "hours"), "This calendar has no open day", "Give one its hours: `monday: 09:00-17:00`."
        )
    if calendar.lunch != NO_LUNCH:
        yield from _lunch((*path, "lunch"), calendar.lunch, [span_of(words) for words in spans.values()])
    yield from _closed((*path, "closed"), calendar.closed)


def _zone(path: Path, zone: str) -> Iterator[Finding]:
    if not zone or is_zone(zone):
        return
    known = {name.rpartition("/")[2].lower(): name for name in sorted(available_timezones())}
    near = get_close_matches(zone.rpartition("/")[2].lower().replace(" ", "_"), list(known), 1, 0.7)
    example = known[near[0]] if near else "Europe/London"
    yield Finding(
        path, f"There is no time zone {shown(zone)}", f"Write one like `{example}`, or leave it out."
    )


def _span(path: Path, words: str, instead: str) -> Iterator[Finding]:
    span = span_of(words)
    if not words.strip():
        return  # told of as an empty text
    if span is None:
        yield Finding(path, f"{shown(words)} is not from one time of the day to another", instead)
    elif span[0] >= span[1]:
        yield Finding(
            path, f"{shown(words)} ends before it begins", "Write the earlier first; a day ends at 24:00."
        )


def _lunch(path: Path, words: str, hours: list[Span | None]) -> Iterator[Finding]:
    wrong = list(_span(path, words, f"Write two times, such as `12:30-13:15`, or `{NO_LUNCH}`."))
    yield from wrong
    lunch = span_of(words)
    if wrong or lunch is None or not any(hours):
        return
    if not any(span[0] < lunch[0] and lunch[1] < span[1] for span in hours if span):
        yield Finding(
            path,
            f"Lunch at {shown(words)} lies outside the opening hours of every day",
            f"Write a time within them, or `{NO_LUNCH}`.",
        )


def _closed(path: Path, days: tuple[str, ...]) -> Iterator[Finding]:
    seen: dict[date, int] = {}
    for index, words in enumerate(days):
        known = closed_day_of(words)
        if known is None:
            yield Finding(
                (*path, index),
                f"{shown(words)} is not a date and its name",
                "Write year, month and day, then why: `2026-12-25 Christmas Day`.",
            )
        elif known[0] in seen:
            yield Finding(
                (*path, index),
                f"{known[0]} is in this list twice, first as number {seen[known[0]] + 1}",
                "Keep one of them.",
            )
        else:
            seen[known[0]] = index


def pack_rules(path: Path, pack: DeadlinePack) -> Iterator[Finding]:
    """Yield what is wrong with a deadline pack."""
    try:
        date.fromisoformat(pack.as_of)
    except ValueError:
        yield Finding((*path, "as_of"), f"{shown(pack.as_of)} is not a date", 'Write it like "2026-01-31".')
    if not pack.stages:
        yield Finding((*path, "stages"), "A deadline pack has at least one stage", "Write one.")
    for index, stage in enumerate(pack.stages):
        if not 1 <= stage.count <= MAX_COUNT:
            yield Finding(
                (*path, "stages", index, "count"),
                f"A deadline of {stage.count} cannot be counted",
                f"Write a number from 1 to {MAX_COUNT}.",
            )
