"""Painting less per key paints the same: every update is what Textual's own compositor would have sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip
from textual.widgets import TextArea
from tui.pilots import SMALL, WIDE, an_app, box, in_call, live, press

from aware_tui.tui.painting import ThriftyCompositor
from aware_tui.tui.widgets.text_view import TextView

KEYS = (
    *"ab",
    *("enter", "ctrl+o", "f8", "c", "f8", "escape", "down", "space", "f7", "f3", "x", "escape", "ctrl+g"),
)
"""Typing, ticks, walking, a dialog above the call and away again, the coach's drawer."""


class Compared(ThriftyCompositor):
    """Renders each update both ways."""

    seen: list[tuple[str, str]]

    def render_partial_update(self) -> ChopsUpdate | None:
        changed = set(self._dirty_regions)
        thrifty = super().render_partial_update()
        self._dirty_regions |= changed
        usual = Compositor.render_partial_update(self)
        self.seen.append((_sent(thrifty, self), _sent(usual, self)))
        return thrifty


def _sent(update: ChopsUpdate | None, compositor: Compositor) -> str:
    root: Any = compositor.root
    return "" if update is None else update.render_segments(root.app.console)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_every_update_is_what_the_usual_compositor_sends(tmp_path: Path, size: tuple[int, int]) -> None:
    app = an_app(tmp_path)
    async with in_call(app, size=size) as pilot:
        assert isinstance(live(app)._compositor, ThriftyCompositor)
        compositor: Any = live(app)._compositor
        compositor.__class__ = Compared
        compositor.seen = seen = list[tuple[str, str]]()
        for key in KEYS:
            await press(pilot, key)
        assert len(seen) > len(KEYS) // 2
        for thrifty, usual in seen:
            assert thrifty == usual


async def test_a_box_takes_new_colours_and_a_new_theme(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"it rang")
        view = box(app)
        changes: tuple[Callable[[], object], ...] = (
            lambda: setattr(view.styles, "background", "red"),
            lambda: setattr(app, "theme", "aware-light"),
            lambda: live(app).set_focus(None),
        )
        for change in changes:
            before = view.render_lines(view.size.region)
            change()
            app.stylesheet.update(app.screen)
            await pilot.pause()
            after = view.render_lines(view.size.region)
            assert before != after == _afresh(view)


def _afresh(view: TextView) -> list[Strip]:
    """Render a box with nothing remembered."""
    TextArea.notify_style_update(view)
    view._styles_cache.clear()
    return TextArea.render_lines(view, view.size.region)
