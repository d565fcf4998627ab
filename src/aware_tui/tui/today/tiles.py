"""The four tiles at the foot of Today: figures with their counts, and the key that leads on."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aware_tui.domain.figures import Figures, Tile

LABEL = 24
"""Cells of a tile's name where each tile is one line."""

KEY = 4
"""Cells of a tile's key there, with the blanks before it."""

WIDE = 102
"""From so many cells on the tiles stand side by side."""

LOW = 24
"""In a window with fewer lines the lists need those of the goals."""


class TileRow(Widget):
    """Four tiles side by side where there is room, else four lines; nothing until there are figures."""

    DEFAULT_CSS = "TileRow { height: auto; }"

    figures: "reactive[Figures | None]" = reactive(None, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width, viewport.height))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width, self.screen.size.height))

    def _lines(self, width: int, height: int) -> list[Content]:
        if self.figures is None:
            return []
        from aware_tui.domain.figures import tiles  # not before the first paint

        found = tiles(self.figures)
        if width < WIDE:
            return _listed(found, width, goals=height >= LOW)
        room = width // len(found)
        bodies = [_body(tile, room - 2) for tile in found]
        tallest = max(map(len, bodies))
        columns = [
            [_cell(part, room) for part in _box(tile, body, tallest)]
            for tile, body in zip(found, bodies, strict=True)
        ]
        return [Content("").join(parts) for parts in zip(*columns, strict=True)]


def _cell(part: Content, room: int) -> Content:
    """Return a line of a tile in so many cells, the last two of them blank."""
    return Content("").join([part.truncate(room - 2, ellipsis=True, pad=True), styled(("  ", ""))])


def _body(tile: "Tile", room: int) -> list[Content]:
    """Return the figures of a tile and its goal, each in as many lines as it needs in so many cells."""
    figures = [line for said in tile.said for line in styled((said, "")).wrap(room)]
    return [*figures, *(styled((tile.goal, "$muted")).wrap(room) if tile.goal else ())]


def _box(tile: "Tile", body: list[Content], height: int) -> list[Content]:
    """Return a tile whose body has so many lines, blank ones at its end."""
    from aware_tui.domain.figures import SPAN

    name = styled((tile.name, "bold $accent"))
    key = styled(
        (tile.key, ""),
        (f" {tile.leads_to}", "$muted"),
        (_(" · {days} days").format(days=SPAN.days), "$faint"),
    )
    return [name, *body, *[plain("")] * (height - len(body)), key]


def _listed(found: "Sequence[Tile]", width: int, *, goals: bool) -> list[Content]:
    """Return the tiles one under the other, and so their keys; `goals` where the window has the lines."""
    room = max(1, width - LABEL - KEY)  # nothing wraps into no cells at all
    said = [styled((tile.said[0], "")).wrap(room) for tile in found]
    reach = max(lines[0].cell_length for lines in said)
    goal = [styled((tile.goal, "$muted")).wrap(room) if goals and tile.goal else [] for tile in found]
    return [
        row
        for tile, lines, aim in zip(found, said, goal, strict=True)
        for row in _rows(tile, [*lines, *aim], reach)
    ]


def _rows(tile: "Tile", said: list[Content], reach: int) -> list[Content]:
    """Return a tile as one line, with more below for figures that need them, and for its goal."""
    name, key = styled((f"{tile.name:<{LABEL}}", "$muted")), styled((f"{tile.key:>{KEY}}", "$faint"))
    first, *more = said
    line = Content("").join([name, first.pad_right(reach - first.cell_length), key])
    return [line, *(Content(" " * LABEL) + each for each in more)]
