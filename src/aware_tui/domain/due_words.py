"""Finds the words of a due time in a whole promise line, and takes the line apart around them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from aware_tui.domain.due_clock import Clock, find_clocks
from aware_tui.domain.due_day import Day, DayRule, find_days

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
    r"GMT|UTC|BST|[ECMP][SD]?T|IST|CES?T)\b",
    re.IGNORECASE,
)
_BEFORE_WORDS = re.compile(rf"[\s,;-]*(?:\b{_PREPOSITION}\b[\s,]*)*(?:\bthe\s+)?$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\s*(?:(?:and|so|ok|okay|then)\b[\s,]+)?(?:i|we)(?:\s*'\s*ll|\s+will|\s+shall)\s+", re.IGNORECASE
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
    return Phrase(start, end, typed[start:end], day, clock, part, zone[1] if zone else "", deadline)


def find_phrases(line: str) -> tuple[Phrase, ...]:
    """Return the due times said in a line (in its first 2,000 characters): none, or up to four.

    Where just one of several follows "by" or its like and has its own day, that one is meant.
    """
    text = line[:_MAX_LINE]
    plain = text.translate(_PLAIN)
    found = [phrase for group in _groups(plain) if (phrase := _phrase(group, plain, text)) is not None]
    deadlines = [phrase for phrase in found if phrase.deadline and phrase.day is not None]
    either = any(_OR.fullmatch(plain, one.end, other.start) for one, other in pairwise(found))
    return tuple(deadlines if len(deadlines) == 1 and not either else found[:_MAX_TIMES])


def split_words(line: str) -> tuple[str, str]:
    """Return (what, due words) of a promise line; the due words are empty unless just one due time is said.

    The what loses "I'll" or "we will" at its start and the "by" of the due time, and begins with a capital.
    """
    found = find_phrases(line)
    what, words = line, ""
    if len(found) == 1:
        words = found[0].words
        before = line[: found[0].start]
        what = f"{_BEFORE_WORDS.sub('', before)} {line[found[0].end :].lstrip(' ,;:')}"
    subject = _SUBJECT.match(what.translate(_PLAIN))
    what = " ".join(what[subject.end() if subject else 0 :].split())
    what = re.sub(r"\s+([.,;:!?])", r"\1", what).strip(" .,;:")
    return what[:1].upper() + what[1:], words
