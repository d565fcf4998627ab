"""The four tiles at the foot of Today: figures with their counts, and the key that leads on."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.tui.plaintext import styled

if TYPE_CHECKING:
    from aware_tui.domain.figures import Figures, Tile

LABEL = 24
"""Cells of a tile's name where each tile is one line."""

WIDE = 102
"""From so many cells on the tiles stand side by side."""


class TileRow(Widget):
    """Four tiles side by side where there is room, else four lines; nothing until there are figures."""

    DEFAULT_CSS = "TileRow { height: auto; }"

    figures: "reactive[Figures | None]" = reactive(None, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        from aware_tui.domain.figures import tiles

        if self.figures is None:
            return []
        found = tiles(self.figures)
        if width < WIDE:
            return [_line(tile) for tile in found]
        room = width // len(found)
        columns = [[_cell(part, room) for part in _box(tile)] for tile in found]
        return [Content("").join(parts) for parts in zip(*columns, strict=True)]


def _cell(part: Content, room: int) -> Content:
    """Return a line of a tile in so many cells, the last two of them blank."""
    return Content("").join([part.truncate(room - 2, ellipsis=True, pad=True), styled(("  ", ""))])


def _box(tile: "Tile") -> list[Content]:
    from aware_tui.domain.figures import SPAN

    name = styled((tile.name, "bold $accent"))
    figures = [styled((said, "")) for said in tile.said]
    key = styled((tile.key, ""), (f" {tile.leads_to}", "$muted"), (f" · {SPAN.days} days", "$faint"))
    return [name, *figures, key]


def _line(tile: "Tile") -> Content:
    return styled((f"{tile.name:<{LABEL}}", "$muted"), (tile.said[0], ""), (f"   {tile.key}", "$faint"))
