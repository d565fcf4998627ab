"""The scrub: what in a draft still tells who the customer was.

It finds names, numbers of three digits and more, ways to reach somebody, dates, addresses, words of the
customer's profile and stretches of the session's own words. It would rather stop a harmless word than let a
name through.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from aware_tui.domain.practice.letters import Plain, plain_of
from aware_tui.domain.practice.scrub_numbers import worded_dates, worded_numbers
from aware_tui.domain.practice.scrub_patterns import ADDRESS, DATE, MAIL, NUMBER, PAGE, named_streets
from aware_tui.domain.practice.scrub_words import COMMON
from aware_tui.domain.practice.untold import RUN, Untold, spoken_words


class Kind(StrEnum):
    """What a leak is; of two that overlap the first is told."""

    DATE = "a date"
    CONTACT = "a way to reach somebody"
    ADDRESS = "an address"
    NUMBER = "a number"
    NAME = "a name"
    PROFILE = "a word of the customer's profile"
    COPIED = "the session's own words"


INSTEAD = {
    Kind.CONTACT: "Leave it out; nobody in a scenario needs it.",
    Kind.DATE: "Write “last week”, “on Friday” or “in spring”.",
    Kind.ADDRESS: "Write “the flat”, “her street”, or make up a town.",
    Kind.NUMBER: "Write a number below a hundred, or leave it out.",
    Kind.NAME: "Make up another name.",
    Kind.PROFILE: "Say it another way, or leave it out.",
    Kind.COPIED: "Say it in your own words.",
}
"""What to write instead."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A stretch of a text that must go."""

    start: int
    end: int
    kind: Kind


_REACH = 7
"""Digits from which on a number is one to ring."""
_WORD = re.compile(r"[^\W\d_]+")
_SPELT = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[\W_]{1,3}[^\W\d_](?![^\W\d_])){2,}")


def leaks(text: str, untold: Untold) -> tuple[Leak, ...]:
    """Return what must go, in its order; what overlaps is one."""
    plain = plain_of(text)
    joined: list[Leak] = []
    for leak in sorted(_leaks(plain, untold), key=lambda leak: (leak.start, leak.end)):
        if joined and leak.start < joined[-1].end:
            last = joined.pop()
            kind = min(last.kind, leak.kind, key=_ORDER.index)
            leak = Leak(last.start, max(last.end, leak.end), kind)
        joined.append(leak)
    return tuple(_as_written(plain, leak) for leak in joined)


_ORDER = tuple(Kind)


def _as_written(plain: Plain, leak: Leak) -> Leak:
    start, end = plain.span(leak.start, leak.end)
    return Leak(start, end, leak.kind)


def without(text: str, found: tuple[Leak, ...]) -> str:
    """Return a text with what it is in brackets where something must go."""
    return _replaced(text, found, lambda leak: f"[{leak.kind}]")


def masked(text: str, found: tuple[Leak, ...]) -> str:
    """Return a text in which of each stretch that must go only the first letter is to be read."""
    return _replaced(text, found, lambda leak: mask(text[leak.start : leak.end]))


def mask(words: str) -> str:
    """Return words with only their first letter to be read."""
    return words[:1] + "•" * min(len(words) - 1, 8)


def _replaced(text: str, found: tuple[Leak, ...], by: Callable[[Leak], str]) -> str:
    parts: list[str] = []
    done = 0
    for leak in found:
        parts += (text[done : leak.start], by(leak))
        done = leak.end
    return "".join((*parts, text[done:]))


def _leaks(plain: Plain, untold: Untold) -> Iterator[Leak]:
    yield from _patterns(plain)
    yield from _words(plain, untold)
    yield from _pairs(plain, untold)
    yield from _spelt_out(plain, untold)
    yield from _codes(plain, untold)
    yield from _copied(plain, untold)


def _patterns(plain: Plain) -> Iterator[Leak]:
    for kind, pattern in (
        (Kind.CONTACT, MAIL),
        (Kind.CONTACT, PAGE),
        (Kind.DATE, DATE),
        (Kind.ADDRESS, ADDRESS),
    ):
        yield from (Leak(*found.span(), kind) for found in pattern.finditer(plain.text))
    yield from (Leak(*span, Kind.DATE) for span in worded_dates(plain))
    yield from (Leak(*span, Kind.ADDRESS) for span in named_streets(plain))
    yield from (Leak(start, end, _number(digits)) for start, end, digits in worded_numbers(plain.text))
    for found in NUMBER.finditer(plain.text):
        yield Leak(*found.span(), _number(sum(sign.isdigit() for sign in found.group())))


def _number(digits: int) -> Kind:
    return Kind.CONTACT if digits >= _REACH else Kind.NUMBER


def _words(plain: Plain, untold: Untold) -> Iterator[Leak]:
    spans = list(_word_spans(plain))
    words = [plain.text[start:end] for start, end in spans]
    for place, (start, end) in enumerate(spans):
        beside = {*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]}
        if untold.names_one(words[place], capital=plain.capital[start], beside=beside):
            yield Leak(start, end, Kind.NAME)
        elif untold.tells_of_one(words[place]):
            yield Leak(start, end, Kind.PROFILE)
        elif words[place] in untold.noted:
            yield Leak(start, end, Kind.NAME)


_TOGETHER = re.compile(r"[\s'\u2019-]{1,2}")
_SHORTEST_PAIR = 5


def _pairs(plain: Plain, untold: Untold) -> Iterator[Leak]:
    """Yield words set apart that are one in the session: wheel-chair, Anne Marie."""
    for first, second in pairwise(_WORD.finditer(plain.text)):
        one, two = first.group(), second.group()
        if len(one + two) < _SHORTEST_PAIR or (one in COMMON and two in COMMON):
            continue
        if not _TOGETHER.fullmatch(plain.text, first.end(), second.start()):
            continue
        if one + two in untold.names:
            yield Leak(first.start(), second.end(), Kind.NAME)
        elif untold.is_form(one + two):
            yield Leak(first.start(), second.end(), Kind.PROFILE)


def _copied(plain: Plain, untold: Untold) -> Iterator[Leak]:
    words = list(spoken_words(plain.text))
    for place in range(len(words) - RUN + 1):
        run = words[place : place + RUN]
        if tuple(word.group() for word in run) in untold.runs:
            yield Leak(run[0].start(), run[-1].end(), Kind.COPIED)


def _word_spans(plain: Plain) -> Iterator[tuple[int, int]]:
    """Yield the words, and the parts of words put together LikeThis."""
    for found in _WORD.finditer(plain.text):
        start = found.start()
        for place in range(start + 1, found.end()):
            if plain.capital[place] and not plain.capital[place - 1]:
                yield start, place
                start = place
        yield start, found.end()


def _spelt_out(plain: Plain, untold: Untold) -> Iterator[Leak]:
    """Yield names put together or spelt letter by letter."""
    for found in _WORD.finditer(plain.text):
        if any(whole in found.group() for whole in untold.wholes):
            yield Leak(*found.span(), Kind.NAME)
    for found in _SPELT.finditer(plain.text):
        letters = "".join(_WORD.findall(found.group()))
        if any(name in letters for name in (*untold.names, *untold.doubtful)):
            yield Leak(*found.span(), Kind.NAME)


def _codes(plain: Plain, untold: Untold) -> Iterator[Leak]:
    """Yield reference numbers, however their parts are set apart."""
    for code in untold.codes:
        apart = r"[\W_]{0,3}".join(map(re.escape, code))
        places = re.finditer(rf"(?<![^\W_]){apart}(?![^\W_])", plain.text)
        yield from (Leak(*found.span(), Kind.PROFILE) for found in places)
