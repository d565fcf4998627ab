"""The four tiles at the foot of Today: figures with their counts, and the key that leads on."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from aware_tui.domain.figures import Figures, Tile

LABEL = 24
"""Cells of a tile's name where each tile is one line."""


class TileRow(Horizontal):
    """Four tiles side by side where there is room, else four lines."""

    DEFAULT_CSS = """
    TileRow { height: auto; }
    TileRow Words { width: 1fr; height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield from (Words(id=f"tile-{number}") for number in range(4))

    def show(self, figures: "Figures", *, wide: bool) -> None:
        """Show these figures."""
        from aware_tui.domain.figures import tiles

        for number, tile in enumerate(tiles(figures)):
            words = self.query_one(f"#tile-{number}", Words)
            words.say(_boxed(tile) if wide else _lined(tile))


def _boxed(tile: "Tile") -> Content:
    from aware_tui.domain.figures import SPAN

    name = styled((tile.name, "bold $accent"))
    figures = [styled((said, "")) for said in tile.said]
    key = styled((tile.key, ""), (f" {tile.leads_to}", "$muted"), (f" · {SPAN.days} days", "$faint"))
    return Content("\n").join([name, *figures, key])


def _lined(tile: "Tile") -> Content:
    return styled((f"{tile.name:<{LABEL}}", "$muted"), (tile.said[0], ""), (f"   {tile.key}", "$faint"))
