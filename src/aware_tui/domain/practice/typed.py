"""A typed line in one plain form, cut into clauses, each of which knows where it came from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from aware_tui.domain.coaching.wording import Wording, wording_of
from aware_tui.domain.practice.understanding_rules import Spelling

_WORD = re.compile(r"[^\W_][\w'\u2019]*/?")
_BEFORE = re.compile(r"([\w']+)\s+$")
_SENTENCE_END = re.compile(r"[.!?;\u2026]+[\"')\]]*(?=\s|$)|\n+|[!?\u2026]+(?=\w)|\.{2,}")
_STARTS = (
    r"(?:i|we|you|he|she|it|they|that|this|there|what|how|which|who|when|where|why|did|do|does|is|are|was"
    r"|were|have|has|can|could|would|will|shall|may|please|thanks?|sorry|let|tell|mistakes"
    r"|ich|wir|sie|das|es|da|wie|welche\w*|wann|warum|wer|ist|sind|haben|kann|können|könnten|darf|dürfen|soll|sollen"
    r"|würden|möchten|bitte|danke|dann|erzählen|sagen|tut|mir|uns|ihnen|heute|morgen)\b"
)
_JOINT = re.compile(
    rf"(?:,| -|:)\s+(?:(?:and|but|so|because|then|yet|or|und|aber|denn|oder)\s+)?(?={_STARTS})"
    rf"|(?<=\w)\s+(?:and|but)\s+(?=(?:i|we|you|it)\s+(?:will|am|are|have|can|could|would|shall|did|was)\b)"
    r"|(?<=\w)\s+und\s+(?=(?:ich|wir|das|es|da|dann|bis|morgen|heute|um)\b)"
    r"|,?\s+(?:but|though|aber)\s+(?=\w)|\s+-\s+"
)
_SHORTEST = 2
"""Words of a clause; shorter ones stay with what is beside them."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a plain text."""

    text: str
    start: int
    end: int
    aside: bool = False
    """It stands beside an apology: only a rule finds more in it."""
    spent: bool = False
    """It is an apology: only sympathy is found in it besides."""

    @property
    def asks(self) -> bool:
        """Say whether it is put as a question."""
        return self.text.endswith("?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed line: as `written`, with its short spellings written out, and in plain form."""

    written: str
    spelt: str
    wording: Wording
    _first: list[int]
    _last: list[int]

    def of_spelt(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch as written for a stretch (not empty) of what was spelt out."""
        return self._first[start], self._last[end - 1]

    def of_plain(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch as written for a stretch (not empty) of the plain form."""
        return self.of_spelt(*self.wording.span(start, end))

    def sentences(self) -> list[Clause]:
        """Return the sentences of the plain form."""
        text = self.wording.text
        spans = [span for span in _cut(text, 0, len(text)) if re.search(r"\w", text[slice(*span)])]
        return [Clause(text[start:end], start, end) for start, end in spans]


class Spellings:
    """Writes out what was typed in haste."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._known = {each.id.casefold(): each for each in spellings}

    def read(self, written: str) -> Typed:
        """Return a typed line made plain."""
        pieces: list[str] = []
        first: list[int] = []
        last: list[int] = []
        done = 0
        for start, end, means in (*self._changes(written), (len(written), len(written), "")):
            pieces += (written[done:start], means)
            first += [*range(done, start), *[start] * len(means)]
            last += [*range(done + 1, start + 1), *[end] * len(means)]
            done = end
        spelt = "".join(pieces)
        return Typed(written, spelt, wording_of(spelt), first, last)

    def _changes(self, written: str) -> Iterator[tuple[int, int, str]]:
        for found in _WORD.finditer(written):
            word = found.group().casefold().replace("\u2019", "'")
            spelling = self._known.get(word) or self._known.get(word.rstrip("/"))
            if spelling is not None and _may_mean(spelling, written, found.start()):
                yield found.start(), found.end(), spelling.means


def _may_mean(spelling: Spelling, text: str, start: int) -> bool:
    if not spelling.after:
        return True
    before = text[max(start - 40, 0) : start]
    if not before.strip() or before.rstrip()[-1] in ".,;:!?-\u2026":
        return True
    found = _BEFORE.search(before)
    return found is not None and found[1].casefold() in spelling.after


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text without the blanks around them."""
    at = start
    for found in _SENTENCE_END.finditer(text, start, end):
        yield _stripped(text, at, found.end())
        at = found.end()
    yield _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def clauses_of(sentence: Clause) -> list[Clause]:
    """Return the clauses of a sentence; one that is all of a piece is its own clause."""
    cuts = [0]
    for found in _JOINT.finditer(sentence.text):
        if _words(sentence.text[cuts[-1] : found.start()]) >= _SHORTEST:
            cuts.append(found.end())
    if len(cuts) > 1 and _words(sentence.text[cuts[-1] :]) < _SHORTEST:
        cuts.pop()
    ends = [*cuts[1:], len(sentence.text)]
    spans = [_stripped(sentence.text, start, end) for start, end in zip(cuts, ends, strict=True)]
    at = sentence.start
    return [
        replace(sentence, text=sentence.text[start:end], start=at + start, end=at + end)
        for start, end in spans
    ]


def _words(text: str) -> int:
    return sum(1 for _ in re.finditer(r"\w+", text))
