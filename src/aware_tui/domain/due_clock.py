"""How the time of day is said: the words and figures for it, and what each stands for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

START_OF_DAY, END_OF_DAY = 9 * 60, 17 * 60
"""When a business opens and closes, unless its calendar says otherwise."""

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: value for value, word in enumerate(_WORDS, start=1)}
HOUR = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"

_PARTS = {
    "morning": 12 * 60,
    "early morning": 9 * 60,
    "mid morning": 11 * 60,
    "afternoon": END_OF_DAY,
    "early afternoon": 14 * 60,
    "mid afternoon": 15 * 60,
    "evening": 20 * 60,
    "night": 20 * 60,
    "lunch": 12 * 60,
    "lunchtime": 12 * 60,
}
"""When a part of the day is over, in minutes after midnight; lunch at its start, to be on the safe side."""

_DAY = r"(?:today|tomm?orr?ow|tonight|(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)"
WORKING_DAY_NEXT = r"(?:next|following)\s+(?:working|business|week)[\s-]*day"
ZONE_LETTERS = (
    r"(?:GMT|UTC|BST|[ECMP][SD]?T|IST|CES?T|EES?T|(?-i:WES?T)|MSK|AK[SD]T|HST|A[CEW]?[SD]T|NZ[SD]T|"
    r"SGT|HKT|JST|KST|SAST)"
)
"""The letters of a zone, as they are said beside a time."""

_AT = rf"\b(?:(?:by|at|before|until|till|around|than)\s+|{_DAY}[\s,]+)(?:about\s+|around\s+)?"
_FOLLOWS = (
    rf"(?=\s*(?:$|[;!?)]|[.,:](?!\d)|-\s|(?:{_DAY}|this|next|on|in\s+the|with|at\s+the|"
    rf"latest|sharp|if|so|your|their|his|local|my|uk|{ZONE_LETTERS}|"
    r"(?:and|or|to)(?!\s*\d))\b))"
)
_AMPM = r"(?P<ampm>a\.m\.|p\.m\.|[ap]m)(?!\w)"
_FIGURE = r"(?<![\w:.,/£$€+-])"
_UNIT = r"(?!\s*(?:min|hour|hr|day|week|month|working|business|per\s?cent|%|people|of\b))"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day found at `start` to `end`, in minutes after midnight (1440: the midnight that ends it).

    `bare` is an hour without am or pm, `loose` a part of the day that needs a day, or "by", beside it.
    `part` is the part of the day as said, `same` stands for "the same time", `opening` and `closing` for when
    the business opens and closes, whatever its hours are.
    """

    start: int
    end: int
    minute: int
    bare: bool = False
    loose: bool = False
    part: str = ""
    same: bool = False
    opening: bool = False
    closing: bool = False


_Build = Callable[[re.Match[str]], Clock | None]


def _number(word: str) -> int:
    return NUMBERS.get(word.casefold()) or int(word)


def _clock(match: re.Match[str], hour: int, minute: int, *, exact: bool = False) -> Clock | None:
    """Return the time of the match's core; a bare hour from 1 to 7 is in the afternoon of a working day."""
    ampm = (match.groupdict().get("ampm") or "")[:1].casefold()
    if hour > 23:
        return None
    bare = not ampm and not exact and 1 <= hour <= 12
    if ampm and hour <= 12:
        hour = hour % 12 + (12 if ampm == "p" else 0)
    elif bare and hour <= 7:
        hour += 12
    start, end = match.span("core")
    return Clock(start, end, hour * 60 + minute, bare=bare)


def _figures(match: re.Match[str]) -> Clock | None:
    words = match["hour"]
    return _clock(match, _number(words), int(match["minute"] or 0), exact=words.startswith("0"))


def _plain_figures(match: re.Match[str]) -> Clock | None:
    return _clock(match, int(match["hour"]), int(match["minute"]), exact=True)


def _past_or_to(match: re.Match[str]) -> Clock | None:
    away = {"half": 30, "quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25}
    words = match["away"].casefold()
    minutes = away.get(words) or _number(words)
    found = _clock(match, _number(match["hour"]), 0)
    if found is None or not 0 < minutes < 60:
        return None
    sign = -1 if (match["way"] or "past").casefold() == "to" else 1
    return Clock(found.start, found.end, (found.minute + sign * minutes) % 1440, bare=found.bare)


def _fixed(minute: int) -> Callable[[re.Match[str]], Clock]:
    return lambda match: Clock(*match.span("core"), minute)


def _opening(match: re.Match[str]) -> Clock:
    return Clock(*match.span("core"), START_OF_DAY, opening=True)


def _closing(match: re.Match[str]) -> Clock:
    return Clock(*match.span("core"), END_OF_DAY, closing=True)


def _same_time(match: re.Match[str]) -> Clock:
    return Clock(*match.span("core"), END_OF_DAY, same=True)


def _part(match: re.Match[str]) -> Clock:
    said = match["part"].casefold()
    part = {"a": "morning", "p": "afternoon"}[said[0]] if said.strip(".").endswith("m") else said
    words = f"{match['which'] or ''} {part}".casefold().replace("-", " ").replace("late ", "").strip()
    return Clock(*match.span("core"), _PARTS[words], loose=True, part=part)


_RULES: tuple[tuple[str, _Build], ...] = (
    (
        rf"{_FIGURE}\b(?P<core>(?:between\s+)?\d{{1,2}}(?:[:.][0-5]\d)?\s*(?:[ap]m)?\s*(?:-|to|and|or)\s*"
        rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?\s*{_AMPM})",
        _figures,
    ),
    (
        rf"\b(?P<core>between\s+{HOUR}(?:[:.][0-5]\d)?\s+and\s+(?P<hour>{HOUR})(?:[:.](?P<minute>[0-5]\d))?)"
        rf"{_FOLLOWS}",
        _figures,
    ),
    (
        rf"{_AT}(?P<core>{HOUR}(?:[:.][0-5]\d)?\s*(?:-|\bor\b)\s*(?P<hour>{HOUR})(?:[:.](?P<minute>[0-5]\d))?)"
        rf"{_FOLLOWS}",
        _figures,
    ),
    (rf"{_FIGURE}(?P<core>(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?\s*{_AMPM})", _figures),
    (rf"\b(?P<core>(?P<hour>{'|'.join(NUMBERS)})(?P<minute>)\s+{_AMPM})", _figures),
    (
        rf"{_FIGURE}(?P<core>(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?:\s*(?:hrs|hours|h))?)(?![\w:]|\.\d)",
        _figures,
    ),
    (rf"{_AT}(?P<core>(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d)){_FOLLOWS}", _figures),
    (
        rf"{_AT}(?P<core>(?P<hour>(?!19|20)[01]\d|2[0-3])(?P<minute>[0-5]\d)){_FOLLOWS}",
        _plain_figures,
    ),
    (rf"{_FIGURE}(?P<core>(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s*(?:hrs|hours|h)\b)", _plain_figures),
    (
        rf"\b(?P<core>(?P<away>half|quarter)\s+(?P<way>past|to)\s+(?P<hour>{HOUR})(?:\s*{_AMPM})?)\b",
        _past_or_to,
    ),
    (
        rf"{_AT}(?P<core>(?P<away>half|twenty(?:[- ]five)?|five|ten|\d{{1,2}})\s+(?:(?P<way>past|to)\s+)?"
        rf"(?P<hour>{HOUR})(?:\s*{_AMPM})?)\b{_UNIT}",
        lambda match: _past_or_to(match) if match["way"] or match["away"].casefold() == "half" else None,
    ),
    (rf"\b(?P<core>(?P<hour>{HOUR})(?P<minute>)\s*o'?clock)\b", _figures),
    (rf"(?<!one )(?<!two ){_AT}(?P<core>(?P<hour>{HOUR})(?P<minute>)(?:ish)?){_FOLLOWS}", _figures),
    (
        rf"{_FIGURE}(?P<core>(?P<hour>\d{{1,2}})(?P<minute>))(?=\s+(?:in\s+the\s+(?:morn|aft|even)|tonight))",
        _figures,
    ),
    (rf"^\s*(?P<core>(?P<hour>{HOUR})(?P<minute>))(?=\s*$|\s+(?:{_DAY}|on|this|next)\b)", _figures),
    (r"\b(?P<core>(?:12\s+)?noon|mid-?day)\b", _fixed(12 * 60)),
    (r"\b(?P<core>(?:12\s+)?midnight)\b", _fixed(24 * 60)),
    (
        r"\b(?P<core>(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?(?:(?:working|business)\s+day|day|business|play)"
        r"|e\.?o\.?d\b|c\.?o\.?b\b|e\.?o\.?b\b|cop\b|last\s+thing)",
        _closing,
    ),
    (
        rf"\b(?P<core>(?:the\s+)?(?:end|close)\s+of)\s+(?=(?:{_DAY}|(?:the\s+)?{WORKING_DAY_NEXT})\b)",
        _closing,
    ),
    (
        r"\b(?P<core>first\s+thing|(?:the\s+)?start\s+of\s+(?:the\s+)?(?:business|play|day)|opening(?:\s+time)?)\b",
        _opening,
    ),
    (r"\b(?P<core>(?:at\s+)?(?:this|the\s+same|same)\s+time)(?=\s+(?:tomorrow|next|on)\b)", _same_time),
    (
        r"(?<!good )\b(?P<core>(?:(?P<which>early|late|mid)[-\s]+)?"
        r"(?P<part>morning|afternoon|evening|night|lunchtime|lunch))\b(?!'s)",
        _part,
    ),
    (
        rf"\b{_DAY}\s+(?P<core>(?P<which>)(?P<part>am|pm|a\.m\.|p\.m\.))(?=\s*(?:$|[;:,.!?)]|with\b|and\b))",
        _part,
    ),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Build], ...]:
    """Compile the rules at the first question: they would hold up the first paint."""
    return tuple((re.compile(pattern, re.IGNORECASE), build) for pattern, build in _RULES)


def find_clocks(line: str) -> Iterator[Clock]:
    """Yield every time of day said in a line; they may overlap (the longest at a place is the one meant)."""
    for pattern, build in _patterns():
        for match in pattern.finditer(line):
            clock = build(match)
            if clock is not None:
                yield clock
