"""A call of a list told in a sentence, and pages of the screens told line by line."""

from collections.abc import Iterator

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.typed_period import words_of
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.passages import Passage, Said
from aware_tui.services.reading_room.session import read_back

LONGEST = 200
"""Cells of what a customer said, in a list."""


def call_read(desk: Desk, session_id: str) -> list[str]:
    """Return a call whole, a line each; raises NoSuchSession."""
    passages = read_back(desk.story(session_id).result(), desk.now())
    lines = []
    for passage in passages:
        lines.append(f"{passage.title}.")
        lines += [said_told(said) for said in passage.lines if said.text]
    return lines


def passage_told(passage: Passage) -> Iterator[str]:
    """Yield a passage of a page, its title first, then a line each."""
    if passage.title:
        yield f"{', '.join(part for part in (passage.title, passage.aside) if part)}:"
    yield from (flat(said_told(said)) for said in passage.lines if said.text)


def said_told(said: Said) -> str:
    """Return a line of a page behind its number, time or name, without what sets it apart on a screen."""
    before = flat(said.lead).removeprefix("·").strip()
    named = before[-1:].isalnum() and not before.isdecimal()
    return f"{before}{':' if named else ''} {said.text}".strip()


def flat(words: str) -> str:
    """Return words on one line, with a single blank between each two."""
    return " ".join(words.split())


def call_told(line: SessionLine, names: Names) -> str:
    """Return a call of a list as a sentence: the day, who, about what, and their first words."""
    day = words_of(local_time(line.started_at, line.zone).date())
    about = names.category(line.category) if line.category else ""
    parts = (day, excerpt(line.customer, LONGEST) or _("no name"), about)
    said = f" “{excerpt(line.excerpt, LONGEST)}”" if line.excerpt.strip() else ""
    return f"{', '.join(part for part in parts if part)}.{said}"
