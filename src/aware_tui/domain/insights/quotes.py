"""One note quoted for a theme: nobody can be told from it, and it is cut to a line around the words."""

from collections.abc import Collection, Sequence

from aware_tui.domain import masking
from aware_tui.domain.insights.notes import Said
from aware_tui.domain.insights.terms import Term, places_of
from aware_tui.domain.practice.scrub import leaks, without
from aware_tui.domain.practice.scrub_words import COMMON
from aware_tui.domain.practice.spellings import name_words
from aware_tui.domain.practice.untold import Untold, capitalised
from aware_tui.domain.text import cells, for_screen

WIDTH = 90
"""Columns of a quote at most."""

TRIED = 12
"""Notes that are looked at for the one that tells most."""


def best_quote(notes: Sequence[Said], term: Term) -> tuple[str, Said]:
    """Return the quote that shows the term with least left out, and the note it is from.

    `notes` holds at least one.
    """
    made = [(quote(said, term), said) for said in notes[:TRIED]]
    return min(made, key=lambda each: (not _shows(each[0], term), each[0].count("[")))


def _shows(text: str, term: Term) -> bool:
    return next(places_of(text, term), None) is not None


def quote(said: Said, term: Term) -> str:
    """Return a note without what tells who it was, on one line of at most WIDTH columns around the term."""
    text = " ".join(for_screen(masking.mask(said.text).text).split())
    told = " ".join(without(text, leaks(text, _untold(text, said.name, term))).split())
    place = next(places_of(told, term), (0, 0))
    return _around(told, *place)


def _untold(text: str, name: str, shown: Collection[str]) -> Untold:
    """Return what must not be told; a word that many customers use tells nobody."""
    own = frozenset(name_words(name))
    noted = frozenset(capitalised(text)) - COMMON - frozenset(shown)
    return Untold(names=own - COMMON, doubtful=own & COMMON, noted=noted)


def _around(text: str, start: int, end: int) -> str:
    """Return a text cut to WIDTH columns with a stretch in it, between words, and marked where it is cut."""
    if cells(text) <= WIDTH:
        return text
    first, last = start, max(start, end)
    room = WIDTH - 2 - cells(text[first:last])
    while room > 0 and (first > 0 or last < len(text)):
        before = first > 0 and (last >= len(text) or start - first <= last - end)
        sign = text[first - 1] if before else text[last]
        room -= cells(sign)
        if room < 0:
            break
        first, last = (first - 1, last) if before else (first, last + 1)
    return _between_words(text, first, last)


def _between_words(text: str, first: int, last: int) -> str:
    part = text[first:last]
    if first > 0 and not text[first - 1].isspace() and " " in part:
        part = part.partition(" ")[2]
    if last < len(text) and not text[last].isspace() and " " in part:
        part = part.rpartition(" ")[0]
    before, after = "…" if first > 0 else "", "…" if last < len(text) else ""
    return f"{before}{part.strip()}{after}"
