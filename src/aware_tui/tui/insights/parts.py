"""What the screen of insights is made of: sections of entries, each drawn in the cells there are."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from aware_tui.domain.insights.report import Finding, Incident, Rising, Share, Theme
from aware_tui.tui.plaintext import plain, styled


class Door(StrEnum):
    """What an entry opens that is not about one thing that was found."""

    EVERYTHING = "everything"
    """All findings, where only the first are shown."""
    FEEDBACK = "feedback"
    GOALS = "goals"


Target = Finding | Incident | Rising | Theme | Share | Door
"""What Enter opens; a share is that of a category."""

Draw = Callable[[int], list[Content]]
"""Draws an entry in so many cells, in one line or more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be read; without a target the cursor passes it by."""

    draw: Draw
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a title; `aside` stands quietly beside it, and `heads`, of columns, at the right end."""

    title: str
    entries: tuple[Entry, ...]
    aside: str = ""
    heads: str = ""

    def title_lines(self, width: int) -> list[Content]:
        """Return the title in so many cells."""
        aside = f"   {self.aside}" if self.aside else ""
        title = styled((self.title, "bold $accent"), (aside, "$faint"))
        room = width - title.cell_length
        if len(self.heads) >= room:
            return title.wrap(width)
        return [Content("").join([title, styled((f"{self.heads:>{room}}", "$faint"))])]


def sentence(text: str, style: str = "", *, below: tuple[Content, ...] = ()) -> Draw:
    """Return how a sentence is drawn, its subject strong, with other words below it."""

    def draw(width: int) -> list[Content]:
        subject, colon, rest = text.partition(": ")
        strong = bool(colon) and not style
        words = styled((subject, "bold"), (colon + rest, "")) if strong else styled((text, style))
        return [line for each in (words, *below) for line in each.wrap(max(10, width))]

    return draw


def quiet(text: str) -> Entry:
    """Return words that stand there when there is nothing to open."""
    return Entry(sentence(text, "$muted"))


GAP = plain("")
"""An empty line."""
