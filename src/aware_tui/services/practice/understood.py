"""The reader of typed lines, made of what playbooks teach it and of the coaches in force."""

from functools import cache, partial
from typing import TYPE_CHECKING

from aware_tui import paths
from aware_tui.config import Settings

if TYPE_CHECKING:
    from aware_tui.domain.coaching.rules import Coaching
    from aware_tui.domain.practice.understanding import Understanding


def understanding_of(settings: Settings, coaching: "Coaching") -> "Understanding":
    """Return the reader by the rules and phrases in force; what is at fault in them is left out.

    It reads for customers who speak English; the reader for others is made at their first line.
    """
    from aware_tui.content.understanding import open_understanding
    from aware_tui.domain.coaching.language import GERMAN
    from aware_tui.domain.practice.understanding import Understanding
    from aware_tui.services.coach import readers_of
    from aware_tui.services.practice.shelves import folders_of
    from aware_tui.services.reports import cache_of

    found = open_understanding(folders_of(settings), cache_of(settings))
    others = {GERMAN: cache(partial(_reader_in, GERMAN, settings, coaching))}
    made = Understanding(found.rules, readers_of(coaching), others=others)
    made.warm_up()
    return made


def _reader_in(language: str, settings: Settings, coaching: "Coaching") -> "Understanding":
    """Return the reader for another language, by the rules in force and by those that ship for it."""
    from aware_tui.content.coaching import open_coaching
    from aware_tui.content.understanding import open_understanding
    from aware_tui.domain.practice.understanding import Understanding
    from aware_tui.services.coach import readers_of
    from aware_tui.services.practice.shelves import folders_of
    from aware_tui.services.reports import cache_of, shelves

    shipped, kept = paths.shipped_playbooks() / f"aware_{language}", cache_of(settings)
    folders = tuple(dict.fromkeys((*folders_of(settings), shipped)))
    if language not in coaching.languages:
        coaching = open_coaching(shipped, shelves(settings), kept).coaching
    rules = open_understanding(folders, kept, language).rules
    return Understanding(rules, readers_of(coaching), language=language)
