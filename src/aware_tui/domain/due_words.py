"""Finds the words of a due time in a whole promise line, and takes the line apart around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from aware_tui.domain.due_clock import ZONE_LETTERS, Clock, find_clocks
from aware_tui.domain.due_day import Day, DayRule, find_days
from aware_tui.domain.due_german import BEFORE, Rendered, in_english

_PREPOSITION = r"(?:by|on|at|before|until|till|around|about|for|in|no\s+later\s+than|not\s+later\s+than)"
_GLUE = re.compile(rf"(?:[\s,-]|\b{_PREPOSITION}\b|\b(?:the|of|sharp|prompt|latest)\b)*", re.IGNORECASE)
_NOT_DUE = re.compile(
    r"\b(?:since|last|from|after|every|each|past|not\s+before|your|their|his|our|my|its)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_THE = re.compile(r"(?<!by )\bthe\s+$", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:by|before|than|until|till)\s+(?:the\s+|about\s+|around\s+)?$", re.IGNORECASE)
_LOOSE_LEAD = re.compile(r"\b(?:by|before|in|by\s+the|in\s+the)\s+$", re.IGNORECASE)
_LOOSE_END = re.compile(
    r"\s*(?:$|[.,;:!?)-]|\b(?:with|at|by|and|or|to|on|so|if|before|latest)\b)", re.IGNORECASE
)
_IN_THE = re.compile(r"\bin\s+the\s+$", re.IGNORECASE)
_LATEST = re.compile(r"\s*,?\s*\b(?:at\s+the\s+(?:very\s+)?latest|latest|sharp|prompt)\b", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*\b((?:your|their|his|her|uk|us|eastern|central|pacific|mountain|indian?)\s+(?:(?:standard|daylight)\s+)?time|"
    rf"{ZONE_LETTERS}|the\s+(?:first|second)(?!\s+\w))\b|"
    r"\s+([+-](?:0\d|1[0-4])(?::?[0-5]\d)?)(?![\w:%])",
    re.IGNORECASE,
)
_BEFORE_WORDS = re.compile(rf"[\s,;-]*(?:\b{_PREPOSITION}\b[\s,]*)*(?:\bthe\s+)?$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\s*(?:(?:and|so|ok|okay|then)\b[\s,]+)?(?:i|we)(?:\s*'\s*ll|\s+will|\s+shall)\s+", re.IGNORECASE
)
_EXACT = re.compile(
    r"(?<![\w./:+-])\d{4}-\d\d-\d\d(?:T(?P<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[+-]\d\d:?\d\d)?"
    r"|\s+\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+\d\d:?\d\d))(?![\w:]|\.\d)",
    re.IGNORECASE,
)
_CLOCK_AFTER = re.compile(
    r"\s*,?\s*(?:(?:(?:at|by|before|until|till|around|about)\s+)*(?:\d{1,4}(?::\d{1,3})+(?!\w)|\d{1,3}\s*[ap]m\b)"
    r"|(?:at|by|before)\s+\d{1,4}(?:\.\d+)?(?=\s*(?:$|[;!?)]|[.,](?!\d))))",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"[\s,-]+\d{4,}(?!\w)")
_DAY_BEFORE = re.compile(
    r"(?:(?<![\d./-])(?:\d{4,}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,})"
    r"|\b(?:in\s+)?[\w.]+\s+(?:(?:working|business)\s+)?(?:days|weeks|months|years?))[\s,]*(?:(?:at|by)\s+)?$",
    re.IGNORECASE,
)
_OR = re.compile(rf"[\s,]*(?:\bor\b|/)\s*(?:{_PREPOSITION}\b)?\s*", re.IGNORECASE)
_WAITS = (DayRule.MINUTES, DayRule.WORKING_MINUTES)
_MAX_LINE = 2_000
_MAX_TIMES = 4
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One due time as said: `words` from `start` to `end` of the line, and its parts as understood.

    `part` is "morning", "night" ... or empty; `zone` is another zone's name said beside the clock;
    `deadline` is that it follows "by" or its like.
    """

    start: int
    end: int
    words: str
    day: Day | None
    clock: Clock | None
    part: str
    zone: str
    deadline: bool
    exact: datetime | None = None
    """A time written out whole, as 2026-12-31T15:00; aware if its offset is written too."""
    unused: str = ""
    """The words with what stands beside them like a part of the time, but is none: "tomorrow at 25:00"."""


def _pieces(line: str) -> list[Day | Clock]:
    """Return days and clocks in order, the first and longest winning where they overlap."""
    found: list[Day | Clock] = [*find_days(line), *find_clocks(line)]
    kept: list[Day | Clock] = []
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _belongs(group: list[Day | Clock], piece: Day | Clock, line: str) -> bool:
    """Tell whether a piece goes with those before it: side by side, and no second day or time."""
    waits = any(isinstance(one, Day) and one.rule in _WAITS for one in (*group, piece))
    if waits or not _GLUE.fullmatch(line, group[-1].end, piece.start):
        return False
    if isinstance(piece, Day):
        return not any(isinstance(other, Day) for other in group)
    return not any(isinstance(other, Clock) and other.loose == piece.loose for other in group)


def _groups(line: str) -> list[list[Day | Clock]]:
    groups: list[list[Day | Clock]] = []
    for piece in _pieces(line):
        if groups and _belongs(groups[-1], piece, line):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _phrase(group: list[Day | Clock], line: str, typed: str) -> Phrase | None:
    """Return what a group says, or None where it only looks like a due time."""
    start, end = group[0].start, group[-1].end
    lead = line[:start]
    day = next((piece for piece in group if isinstance(piece, Day)), None)
    clocks = [piece for piece in group if isinstance(piece, Clock)]
    clock = min(clocks, key=lambda piece: piece.loose, default=None)
    if _NOT_DUE.search(lead) or (
        day is group[0] and day.rule is DayRule.WEEKDAY and not day.which and _THE.search(lead)
    ):
        return None
    if day is None and clock is not None and clock.loose:
        if not (_LOOSE_LEAD.search(lead) and _LOOSE_END.match(line, end)):
            return None
        if _IN_THE.search(lead) and clock.part in ("morning", "early morning"):
            day = Day(start, start, DayRule.WORDS, "tomorrow")
    part = next((piece.part for piece in group if piece.part), "")
    zone = _ZONE.match(line, end) if clock is not None and not clock.loose else None
    end = zone.end() if zone else end
    latest = _LATEST.match(line, end)
    end = latest.end() if latest else end
    deadline = bool(latest or _DEADLINE.search(lead) or line[start:end].casefold().startswith("within"))
    first, last = _beside(line, start, end, day, clock)
    unused = typed[first:last] if (first, last) != (start, end) else ""
    return Phrase(start, end, typed[start:end], day, clock, part, _said(zone), deadline, None, unused)


def _said(zone: re.Match[str] | None) -> str:
    return (zone[1] or zone[2]) if zone else ""


def _beside(line: str, start: int, end: int, day: Day | None, clock: Clock | None) -> tuple[int, int]:
    """Return from where to where a time reaches with the figures beside it that make no day and no clock."""
    if day is None:
        before = _DAY_BEFORE.search(line[:start]) if clock is not None and not clock.loose else None
        return (before.start(), end) if before else (start, end)
    after = None
    if day.rule is DayRule.DATE and not day.number and clock is None:
        after = _YEAR_AFTER.match(line, end)
    if after is None and day.rule not in _WAITS and (clock is None or clock.loose):
        after = _CLOCK_AFTER.match(line, end)
    return (start, after.end()) if after else (start, end)


def _exact_phrases(line: str, typed: str) -> Iterator[Phrase]:
    """Yield the times that are written out whole."""
    for match in _EXACT.finditer(line):
        start, end = match.span()
        lead = line[:start]
        try:
            at = datetime.fromisoformat(re.sub(r"\s+", "T", match[0].upper()))
        except ValueError:
            continue
        if not _NOT_DUE.search(lead):
            zone = _ZONE.match(line, end) if at.tzinfo is None else None
            end = zone.end() if zone else end
            deadline = bool(_DEADLINE.search(lead))
            yield Phrase(start, end, typed[start:end], None, None, "", _said(zone), deadline, at)


def find_phrases(line: str) -> tuple[Phrase, ...]:
    """Return the due times said in a line (in its first 2,000 characters): none, or up to four.

    Where just one of several follows "by" or its like and has its own day, that one is meant.
    A line may be German; places and words are those of the line as typed.
    """
    text = line[:_MAX_LINE]
    german = in_english(text)
    if german is None:
        return _phrases(text)
    return tuple(_as_typed(each, german, text) for each in _phrases(german.text))


def _as_typed(phrase: Phrase, german: Rendered, typed: str) -> Phrase:
    start, end = german.typed(phrase.start, phrase.end)
    words = typed[start:end].strip()
    return replace(phrase, start=start, end=end, words=words, unused=words if phrase.unused else "")


def _phrases(text: str) -> tuple[Phrase, ...]:
    plain = text.translate(_PLAIN)
    exact = list(_exact_phrases(plain, text))
    rest = plain
    for each in exact:
        rest = f"{rest[: each.start]}{'#' * (each.end - each.start)}{rest[each.end :]}"
    found = [phrase for group in _groups(rest) if (phrase := _phrase(group, rest, text)) is not None]
    found = sorted([*found, *exact], key=lambda phrase: phrase.start)
    deadlines = [each for each in found if each.deadline and (each.day is not None or each.exact is not None)]
    either = any(_OR.fullmatch(plain, one.end, other.start) for one, other in pairwise(found))
    return tuple(deadlines if len(deadlines) == 1 and not either else found[:_MAX_TIMES])


def split_words(line: str) -> tuple[str, str]:
    """Return (what, due words) of a promise line; the due words are empty unless just one due time is said.

    The what loses "I'll" or "we will" at its start and the "by" of the due time, and begins with a capital.
    """
    found = find_phrases(line)
    what, words = line, ""
    if len(found) == 1 and not found[0].unused:
        words = found[0].words
        before = _BEFORE_WORDS.sub("", line[: found[0].start])
        before = BEFORE.sub("", before) if in_english(line) else before
        what = f"{before} {line[found[0].end :].lstrip(' ,;:')}"
    subject = _SUBJECT.match(what.translate(_PLAIN))
    what = " ".join(what[subject.end() if subject else 0 :].split())
    what = re.sub(r"\s+([.,;:!?])", r"\1", what).strip(" .,;:")
    return what[:1].upper() + what[1:], words
