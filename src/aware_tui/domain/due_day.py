"""How the day is said, or the time to wait: the words for it, and what each stands for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from aware_tui.domain.due_clock import NUMBERS, WORKING_DAY_NEXT

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TENS = {"fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_COUNTS = NUMBERS | _TENS | {"a": 1, "an": 1, "forty-five": 45, "forty five": 45, "a couple of": 2}

_FULL = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT = r"(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
_WEEKDAY = (
    rf"(?:{_FULL}|(?:(?<=by\s)|(?<=on\s)|(?<=next\s)|(?<=this\s)|(?<=before\s)){_SHORT}\b|"
    r"\b(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?=\s*$|[.,;])|"
    rf"(?<!\w\s)\b{_SHORT}(?=[,\s]+\d|\s+at\s+\d|\s*$)|"
    rf"\b{_SHORT}(?=\s+(?:(?:(?:at|by)\s+)?\d{{1,2}}(?:[:.]\d\d|\s*[ap]m)|noon|morn|aftern|even)))"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COUNT = rf"(?:\d{{1,4}}(?:\.\d)?|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_RANGE = rf"(?:{_COUNT}\s*(?:-|to|or)\s*)?"
_LEAD = r"(?:in|within|inside|give\s+(?:me|us)|allow)\s+(?:about\s+|around\s+|the\s+next\s+)?"
_TAIL = r"(?:(?:'s?)?\s+time)?(?:\s+from\s+(?:now|today))?(?!'s|\s+(?:of|after|before|ago|later)\b)"
_OWN = r"(?!'s\b)"


class DayRule(StrEnum):
    """What kind of words name a day."""

    WORDS = "words"
    WEEKDAY = "weekday"
    DATE = "date"
    FIGURES = "figures"
    DAY_OF_MONTH = "day of month"
    WORKING_DAYS = "working days"
    WEEK_END = "week end"
    MONTH_END = "month end"
    MINUTES = "minutes"
    WORKING_MINUTES = "working minutes"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a wait of `number` minutes or working minutes, found at `start` to `end` of a line.

    `words` is what the calendar is asked; `which` is "this", "next", "week" (one further) or "next week";
    `weekday` is a weekday said beside a date; `number` counts days, weeks or months, or is a year.
    """

    start: int
    end: int
    rule: DayRule
    words: str = ""
    which: str = ""
    weekday: str = ""
    number: int = 0
    part: str = ""


_Build = Callable[[re.Match[str]], Day | None]


def _full_weekday(words: str | None) -> str:
    short = (words or "").casefold()[:3]
    return next((name for name in WEEKDAYS if short and name.startswith(short)), "")


def _count(words: str) -> float:
    flat = " ".join(words.casefold().split())
    return _COUNTS.get(flat) or float(flat)


def _day(match: re.Match[str], rule: DayRule, words: str = "", *, which: str = "", number: int = 0) -> Day:
    start, end = match.span("core") if "core" in match.re.groupindex else match.span()
    weekday = _full_weekday(match.groupdict().get("weekday"))
    return Day(start, end, rule, words, which, weekday, number)


def _words(words: str) -> _Build:
    return lambda match: _day(match, DayRule.WORDS, words)


def _number(rule: DayRule, number: int) -> _Build:
    return lambda match: _day(match, rule, number=number)


def _tonight(match: re.Match[str]) -> Day:
    return Day(*match.span(), DayRule.WORDS, "today", part="night")


def _weekday(which: str) -> _Build:
    return lambda match: _day(match, DayRule.WEEKDAY, which=which)


def _date(match: re.Match[str]) -> Day:
    said = match["month"].casefold()[:3]
    month = _MONTHS[int(said) - 1] if said.isdigit() and 1 <= int(said) <= 12 else said
    return _day(match, DayRule.DATE, f"{int(match['day'])} {month}", number=int(match["year"] or 0))


def _figures(match: re.Match[str]) -> Day:
    year = match.groupdict().get("year")
    number = int(year) + (2000 if len(year) == 2 else 0) if year else 0
    return _day(match, DayRule.FIGURES, f"{int(match['first'])}/{int(match['second'])}", number=number)


def _day_of_month(match: re.Match[str]) -> Day:
    return _day(match, DayRule.DAY_OF_MONTH, number=int(match["day"]))


def _working_days(match: re.Match[str]) -> Day | None:
    count = _count(match["count"])
    return _day(match, DayRule.WORKING_DAYS, number=int(count)) if count == int(count) else None


def _days_on(match: re.Match[str]) -> Day | None:
    unit, count = match["unit"].casefold().rstrip("s"), _count(match["count"])
    if count != int(count):
        return None
    return _day(match, DayRule.WORDS, f"in {int(count)} {unit}s")


def _minutes_on(match: re.Match[str]) -> Day | None:
    said, minutes = match.groupdict(), _count(match["count"])
    if match["unit"][0].casefold() == "h":
        minutes = minutes * 60 + (30 if said.get("half") else 0) + int(said.get("more") or 0)
    return _day(match, DayRule.MINUTES, number=round(minutes)) if minutes >= 1 else None


def _working_minutes(match: re.Match[str]) -> Day | None:
    minutes = _count(match["count"]) * 60
    return _day(match, DayRule.WORKING_MINUTES, number=round(minutes)) if minutes >= 1 else None


_DATE_TAIL = r"(?:(?:,?\s+|-)(?P<year>(?!0)\d{4,9}))?(?!\w|/\d)"
_BESIDE = rf"(?:(?P<weekday>{_FULL}|\b{_SHORT})[\s,]+(?:the\s+)?)?"
_HOURS = r"(?P<unit>minutes?|mins?|m|hours?|hrs?|h)\b"
_WORKING = r"(?:working|business|office|week)[\s-]*"
_NAMED = rf"(?P<weekday>{_WEEKDAY})\b{_OWN}"
_VAGUE = r"(?<!early )(?<!mid )(?<!mid-)(?<!middle of )(?<!start of )(?<!beginning of )(?<!during )"

_RULES: tuple[tuple[str, _Build], ...] = (
    (rf"\b(?:later\s+)?today\b{_OWN}", _words("today")),
    (r"\byesterday\b(?=,?\s+(?:(?:at|by|before)\s+)?(?:\d|noon))", _words("yesterday")),
    (r"(?<=by\s)yesterday\b", _words("yesterday")),
    (r"(?:\d|[ap]m|noon)\s+(?P<core>yesterday)\b", _words("yesterday")),
    (rf"\b(?:tonight|this\s+evening)\b{_OWN}", _tonight),
    (r"\b(?P<core>(?:later\s+)?this)\s+(?:morning|afternoon|lunchtime)\b", _words("today")),
    (rf"\b(?:tomm?orr?ow|tmrw|tmr|tmw|2moro)\b{_OWN}", _words("tomorrow")),
    (rf"\b(?:the\s+)?day\s+after\s+tomm?orr?ow\b{_OWN}", _words("in 2 days")),
    (r"\b(?:a\s+week\s+(?:from\s+)?today|today\s+week)\b", _words("in 7 days")),
    (r"\b(?:a\s+week\s+(?:from\s+)?tomorrow|tomorrow\s+week)\b", _words("in 8 days")),
    (_NAMED, _weekday("")),
    (rf"\b(?:this\s+coming|coming|this)\s+{_NAMED}", _weekday("this")),
    (rf"\bnext\s+{_NAMED}", _weekday("next")),
    (rf"{_NAMED}\s+(?:week|after\s+next)\b", _weekday("week")),
    (rf"\ba\s+week\s+(?:on\s+|from\s+)?{_NAMED}", _weekday("week")),
    (rf"{_NAMED}\s+(?:of\s+)?next\s+week\b", _weekday("next week")),
    (rf"\bnext\s+week\s+(?:on\s+)?(?P<weekday>{_FULL}|{_SHORT})\b", _weekday("next week")),
    (
        rf"(?<![\w\u00a3$\u20ac./])\b{_BESIDE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of\s+|\s+|-)"
        rf"(?!may\s+(?:be|not|have|need|take|help|call|i|we|you|also|well)\b)(?P<month>{_MONTH}){_DATE_TAIL}",
        _date,
    ),
    (
        rf"\b{_BESIDE}(?:(?!ma[ry])|(?-i:(?=M))|(?<=by\s)|(?<=on\s)|(?<=before\s))"
        rf"(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]){_DATE_TAIL}",
        _date,
    ),
    (rf"(?<![\w./-]){_BESIDE}(?P<year>(?!0)\d{{4,9}})-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)(?![\w/-])", _date),
    (
        rf"(?<![\w./\u00a3$\u20ac-]){_BESIDE}(?P<first>[0-3]?\d)(?P<sep>[./-])(?P<second>[0-3]?\d)(?P=sep)"
        r"(?P<year>(?!0)\d{4,9}|\d\d)(?![\w/-]|\.\d)",
        _figures,
    ),
    (
        rf"\b(?:by|on|before)\s+(?P<core>{_BESIDE}(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d))(?![\w/]|\s+of\b)",
        _figures,
    ),
    (
        rf"(?<![\w./\u00a3$\u20ac-]){_BESIDE}(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)"
        r"(?=[,\s]+(?:(?:at|by|before)\s+)?(?:\d{1,2}(?:[:.]\d\d|\s*[ap]m)|noon|mid))",
        _figures,
    ),
    (
        r"\b(?:by|on|before)\s+the\s+(?P<core>(?P<day>[0-3]?\d)(?:st|nd|rd|th))"
        r"(?=\s*(?:$|[;:!?)]|[.,](?!\d)|(?:at|by|with|to|and|so|in|if|before)\b|\d))",
        _day_of_month,
    ),
    (rf"\b(?P<weekday>{_FULL})\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b", _day_of_month),
    (
        rf"\b{_LEAD}{_RANGE}(?P<count>{_COUNT})\s*{_WORKING}days?\b{_TAIL}",
        _working_days,
    ),
    (rf"\b{_RANGE}(?P<count>{_COUNT})\s+{_WORKING}days?\s+from\s+(?:now|today)\b", _working_days),
    (rf"^\s*(?P<core>{_RANGE}(?P<count>{_COUNT})\s*{_WORKING}days?)\s*$", _working_days),
    (
        rf"\b(?:(?:in|within|inside)\s+)?(?:the\s+)?{WORKING_DAY_NEXT}\b(?:\s+from\s+(?:now|today))?{_OWN}",
        _number(DayRule.WORKING_DAYS, 1),
    ),
    (rf"\b{_LEAD}{_RANGE}(?P<count>{_COUNT})\s*{_WORKING}hours?\b{_TAIL}", _working_minutes),
    (rf"\b{_RANGE}(?P<count>{_COUNT})\s+{_WORKING}hours?\s+from\s+now\b", _working_minutes),
    (rf"^\s*(?P<core>{_RANGE}(?P<count>{_COUNT})\s*{_WORKING}hours?)\s*$", _working_minutes),
    (
        rf"\b(?:in|within|inside)\s+the\s+(?:next\s+)?{_WORKING}hour\b{_OWN}",
        _number(DayRule.WORKING_MINUTES, 60),
    ),
    (
        rf"\b{_LEAD}{_RANGE}(?P<count>{_COUNT})\s*(?P<unit>days?|weeks?|fortnights?|months?)\b{_TAIL}",
        _days_on,
    ),
    (rf"\b(?P<count>{_COUNT})\s+(?P<unit>days?|weeks?|months?)\s+from\s+(?:now|today)\b", _days_on),
    (rf"\b(?P<count>{_COUNT})\s+{_HOURS}\s+from\s+now\b", _minutes_on),
    (
        rf"\b{_LEAD}{_RANGE}(?P<count>(?!an?\s*m){_COUNT})\s*{_HOURS}"
        rf"(?:\s+and\s+(?P<half>a\s+half)\b|\s*(?:and\s+)?(?P<more>\d{{1,2}})\s*(?:minutes?|mins?|m)?(?![\w/:]))?{_TAIL}",
        _minutes_on,
    ),
    (rf"\b{_LEAD}(?P<count>{_COUNT})\s+(?P<half>and\s+a\s+half)\s+{_HOURS}{_TAIL}", _minutes_on),
    (rf"\b{_LEAD}an?\s+hour\s+or\s+(?:two|so)\b{_TAIL}", _number(DayRule.MINUTES, 120)),
    (rf"\b{_LEAD}a\s+day\s+or\s+two\b", _words("in 2 days")),
    (rf"\b{_LEAD}a\s+week\s+or\s+two\b", _words("in 2 weeks")),
    (rf"\b{_LEAD}(?:the\s+)?half\s+(?:an?\s+|the\s+)?hour\b{_TAIL}", _number(DayRule.MINUTES, 30)),
    (rf"\b{_LEAD}(?:a\s+)?quarter\s+of\s+an\s+hour\b{_TAIL}", _number(DayRule.MINUTES, 15)),
    (rf"\b{_LEAD}three[\s-]quarters\s+of\s+an\s+hour\b{_TAIL}", _number(DayRule.MINUTES, 45)),
    (rf"^\s*(?!\d{{4}})(?P<core>(?P<count>{_COUNT})\s*{_HOURS})\s*$", _minutes_on),
    (r"\b(?:within\s+the\s+|in\s+the\s+next\s+)(?:next\s+)?hour\b", _number(DayRule.MINUTES, 60)),
    (r"\bwithin\s+the\s+(?:next\s+)?day\b", _words("in 1 day")),
    (r"\b(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?:working\s+)?week\b", _number(DayRule.WEEK_END, 0)),
    (r"\beow\b|\b(?:by|before)\s+(?P<core>the\s+weekend)\b", _number(DayRule.WEEK_END, 0)),
    (rf"{_VAGUE}\b(?:later\s+)?this\s+week\b{_OWN}", _number(DayRule.WEEK_END, 0)),
    (rf"{_VAGUE}\b(?:(?:the\s+)?end\s+of\s+)?next\s+week\b{_OWN}", _number(DayRule.WEEK_END, 1)),
    (r"\b(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?month\b", _number(DayRule.MONTH_END, 0)),
    (rf"{_VAGUE}\b(?:later\s+)?this\s+month\b{_OWN}", _number(DayRule.MONTH_END, 0)),
    (rf"{_VAGUE}\b(?:(?:the\s+)?end\s+of\s+)?next\s+month\b{_OWN}", _number(DayRule.MONTH_END, 1)),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Build], ...]:
    """Compile the rules at the first question: they would hold up the first paint."""
    return tuple((re.compile(pattern, re.IGNORECASE), build) for pattern, build in _RULES)


def find_days(line: str) -> Iterator[Day]:
    """Yield every day or wait said in a line; they may overlap (the longest at a place is the one meant)."""
    for pattern, build in _patterns():
        for match in pattern.finditer(line):
            day = build(match)
            if day is not None:
                yield day
