"""A text in one plain form for rules to match, each character of it knowing where it came from."""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from aware_tui.domain.coaching.spelling import LONG_FORM, LONG_FORMS, SHORT_HAS

MARK = "\u00a7"
"""Stands where what a reader looks for was said, such as an apology."""
DEAD_MARK = "\u00ac"
"""Stands where the form was said but not meant, as a refusal begins with sorry."""
QUOTED = "\u00a4"
"""Stands where somebody else's words were quoted."""

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-"),
    **dict.fromkeys((MARK, DEAD_MARK, QUOTED), " "),
}
_UNLIKE = re.compile(f"[{''.join(_ALIKE)}]")
_REWRITTEN = re.compile(
    rf"(?P<has>{SHORT_HAS})|{LONG_FORM}|(?P<stray>[^\S\n]+(?=[,.!?](?!\w)))|\s{{2,}}|[^\S ]"
)
_QUOTE = re.compile(r'"[^"\n]{1,600}"')
_WHOLE_QUOTE = re.compile(r'\s*"([^"]*)"[\s.]*')
_END = re.compile(r"[.!?;]+[\"')\]]*(?:\s+|$)|\n")
_CARRIED_ON = re.compile(r"(?:but|however|though|although|yet|that being said|that said|having said that)\b")
_BARE = re.compile(rf"\W*(?:(?:oh|ah|no|yes|well|ok|okay)\W+)?{MARK}(?:\W+(?:sir|madam|miss))?\W*")
_TRAILING_OFF = re.compile(r"\b(?:but|however|although|though)[\s.,]*$")
LONGEST = 600
"""The most characters of a sentence; a longer run of words is cut at a blank."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made alike; `starts` and `ends` say, for each character, which of the original it stands for."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that a stretch of this text (not empty) stands for."""
        return self.starts[start], self.ends[end - 1]

    def replaced(self, spans: Iterable[tuple[int, int]], by: str) -> "Wording":
        """Return the wording with each of these stretches (in order, apart) as the one character `by`."""
        return _rewritten(self, ((start, end, by) for start, end in spans))


def wording_of(text: str) -> Wording:
    """Return a text in lower case, with straight quotes, single blanks and short forms written out.

    An empty line becomes a newline; quotations within the text become `QUOTED`.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    plain = _UNLIKE.sub(lambda found: _ALIKE[found[0]], lowered)
    rewritten = _rewritten(Wording(plain, *_each_itself(len(plain))), _long_forms(plain))
    if _WHOLE_QUOTE.fullmatch(rewritten.text):
        return rewritten.replaced(_quote_marks(rewritten.text), " ")
    return rewritten.replaced((found.span() for found in _QUOTE.finditer(rewritten.text)), QUOTED)


def _each_itself(count: int) -> tuple["array[int]", "array[int]"]:
    """Return where so many characters begin and end, each standing for itself."""
    numbers = _numbers(count // 1_000 + 1)
    return numbers[:count], numbers[1 : count + 1]


@lru_cache(maxsize=32)
def _numbers(thousands: int) -> "array[int]":
    return array("l", range(thousands * 1_000 + 1))


def _long_forms(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _REWRITTEN.finditer(plain):
        said = found.group()
        blanks = "" if found["stray"] else "\n" if said.count("\n") > 1 else " "
        words = f"{said[:-2]} has" if found["has"] else blanks if said.isspace() else LONG_FORMS[said]
        yield found.start(), found.end(), words


def _quote_marks(text: str) -> Iterator[tuple[int, int]]:
    return ((place, place + 1) for place, letter in enumerate(text) if letter == '"')


def _rewritten(wording: Wording, changes: Iterable[tuple[int, int, str]]) -> Wording:
    """Return the wording with stretches written anew; every new character stands for the whole stretch."""
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    done = 0
    for start, end, words in changes:
        pieces += (wording.text[done:start], words)
        first, last = wording.span(start, end)
        starts += wording.starts[done:start] + array("l", [first]) * len(words)
        ends += wording.ends[done:start] + array("l", [last]) * len(words)
        done = end
    pieces.append(wording.text[done:])
    return Wording("".join(pieces), starts + wording.starts[done:], ends + wording.ends[done:])


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends.

    One that begins with "but" belongs to the one before; a bare "Sorry." and one that trails off in "but..."
    belong to the one that follows.
    """
    waiting: tuple[int, int] | None = None
    for start, end in _stretches(text):
        joined = waiting and (_CARRIED_ON.match(text, start) or _goes_on(text, *waiting))
        if waiting and joined and end - waiting[0] <= LONGEST:
            waiting = (waiting[0], end)
            continue
        if waiting:
            yield waiting
        waiting = (start, end)
    if waiting:
        yield waiting


def _goes_on(text: str, start: int, end: int) -> bool:
    return bool(_BARE.fullmatch(text, start, end) or _TRAILING_OFF.search(text, max(start, end - 20), end))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        yield from _short_enough(text, start, found.end())
        start = found.end()
    yield from _short_enough(text, start, len(text))


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        cut = blank + 1 if blank > 0 else start + LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
