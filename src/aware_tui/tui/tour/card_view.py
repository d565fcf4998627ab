"""A card as it lies at the foot of a screen: it takes no key and no focus."""

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.tour.cards import CARDS, ESCAPE


class CardView(Static):
    """Shows one card at a time."""

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


def card_text(number: int, keys: Mapping[str, str]) -> Content:
    """Return what card `number` of the tour, counted from 0, shows."""
    card = CARDS[number]
    where = _("Tour, {number} of {count}").format(number=number + 1, count=len(CARDS))
    heading = styled((f"{where}   ", "$muted"), (card.title, "bold $accent"))
    way_out = "" if card is CARDS[-1] else f" {ESCAPE}"
    return Content("\n").join([heading, styled((card.told(keys), ""), (way_out, "$muted"))])
