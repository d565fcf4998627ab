"""A card as it lies at the foot of a screen: it takes no key and no focus."""

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.tour.cards import CARDS, ESCAPE

READABLE = 100
"""Cells of a line at most, however wide the window."""


class CardView(Static):
    """Shows one card at a time, in lines that are read with ease."""

    can_focus = False
    DEFAULT_CSS: ClassVar[str] = """
    CardView {
        height: auto;
        padding: 0 2 0 1;
        border-left: thick $accent;
        background: $surface;
    }
    """

    def __init__(self, words: Content) -> None:
        super().__init__(plain(words), id="tour-card")
        self._words = words

    def say(self, words: Content) -> None:
        """Show these words from now on."""
        if words != self._words:
            self._words = words
            self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        wide = self.size.width > READABLE
        fit = Content("\n").join(self._words.wrap(READABLE)) if wide else self._words
        if self.content != fit:
            self.update(plain(fit))


def card_text(number: int, keys: Mapping[str, str]) -> Content:
    """Return what card `number` of the tour, counted from 0, shows."""
    card = CARDS[number]
    where = _("Tour, {number} of {count}").format(number=number + 1, count=len(CARDS))
    heading = styled((f"{where}   ", "$muted"), (card.title, "bold $accent"))
    way_out = "" if card is CARDS[-1] else f" {ESCAPE}"
    return Content("\n").join([heading, styled((card.told(keys), ""), (way_out, "$muted"))])
