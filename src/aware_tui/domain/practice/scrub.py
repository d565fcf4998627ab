"""The scrub: what in a draft still tells who the customer was.

It finds names, numbers of three digits and more, ways to reach somebody, dates, addresses, words of the
customer's profile and stretches of the session's own words. It would rather stop a harmless word than let a
name through.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from aware_tui.domain.practice.letters import Plain, plain_of
from aware_tui.domain.practice.scrub_words import MONTHS, STREETS, STREETS_WITH_CAPITAL
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
    Kind.NUMBER: "Write a small number, or write it out in words and change it.",
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


_NUMBER = re.compile(r"\d(?:(?:[ ./()_'\u2019+-]{0,3}|,)\d){2,}")
_REACH = 7
"""Digits from which on a number is one to ring."""
_MAIL = re.compile(
    r"[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*|(?<!\w)@\w[\w.]+"
    r"|[\w.+-]+\s?[(\[]at[)\]]\s?[\w-]+\s?(?:[(\[]dot[)\]]|dot|\.)\s?[a-z]{2,6}\b"
    r"|[\w.+-]+ at [\w-]+(?: dot |\.)[a-z]{2,6}\b"
)
_PAGE = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|info|co\.uk|de|fr|eu|io)\b")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_DATE = re.compile(
    rf"\b{_DAY}\s?(?:of |de )?(?:{_MONTH})\b(?:,? \d{{2,4}})?|\b(?:{_MONTH})\.?\s(?:the )?{_DAY}\b"
    r"|\b\d{1,4}([./-])\d{1,2}\1\d{1,4}\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2}\.\s?\d{1,2}\.(?!\d)"
)
_HOUSE = r"\d{1,4}\s?[a-z]?,?\s"
_ADDRESS = re.compile(
    rf"\b{_HOUSE}(?:[\w'-]+\s){{1,3}}?(?:{STREETS})\b"
    r"|\b[\w-]+(?:strasse|str\.|gasse|allee|weg|platz)\s\d{1,4}\b"
    r"|\b(?:rue|calle|via|plaza|piazza)\s(?:[\w'-]+\s){0,3}[\w'-]+,?\s\d{1,4}\b|\b\d{1,4},?\s(?:rue|calle|via)\s\w+"
    r"|\b(?:flat|apartment|apt|house|unit|suite|box|postbox)\s(?:no\.?\s|number\s)?\d{1,4}[a-z]?\b"
    r"|\b[a-z]{1,2}\d{1,2}[a-z]?\s\d[a-z]{2}\b"
)
_NAMED_STREET = re.compile(rf"\b(?:\d{{1,4}}[a-z]?\s)?[\w'-]+\s(?:{STREETS}|{STREETS_WITH_CAPITAL})\b")
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
    yield from _spelt_out(plain, untold)
    yield from _codes(plain, untold)
    yield from _copied(plain, untold)


def _patterns(plain: Plain) -> Iterator[Leak]:
    for kind, pattern in (
        (Kind.CONTACT, _MAIL),
        (Kind.CONTACT, _PAGE),
        (Kind.DATE, _DATE),
        (Kind.ADDRESS, _ADDRESS),
    ):
        yield from (Leak(*found.span(), kind) for found in pattern.finditer(plain.text))
    for found in _NUMBER.finditer(plain.text):
        digits = sum(sign.isdigit() for sign in found.group())
        yield Leak(*found.span(), Kind.CONTACT if digits >= _REACH else Kind.NUMBER)
    for found in _NAMED_STREET.finditer(plain.text):
        *_, name, street = (each.span() for each in re.finditer(r"\S+", found.group()))
        if plain.capital[found.start() + street[0]] and plain.capital[found.start() + name[0]]:
            yield Leak(*found.span(), Kind.ADDRESS)


def _words(plain: Plain, untold: Untold) -> Iterator[Leak]:
    spans = list(_word_spans(plain))
    words = [plain.text[start:end] for start, end in spans]
    for place, (start, end) in enumerate(spans):
        beside = {*words[max(place - 1, 0) : place], *words[place + 1 : place + 2]}
        if untold.names_one(words[place], capital=plain.capital[start], beside=beside):
            yield Leak(start, end, Kind.NAME)
        elif words[place] in untold.words:
            yield Leak(start, end, Kind.PROFILE)
        elif words[place] in untold.noted:
            yield Leak(start, end, Kind.NAME)


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
