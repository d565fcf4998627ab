"""Private hooks into Textual that make a key cost less paint; what is painted stays the same."""

from collections.abc import Iterable
from typing import Any

from textual._compositor import ChopsUpdate, Compositor
from textual.document._edit import Edit
from textual.document._history import EditHistory
from textual.events import Key
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

Render = tuple[Region, Region, list[Strip]]


class ThriftyCompositor(Compositor):
    """Renders for an update only the widgets it changes, and of these only the rows.

    Textual renders every widget whose clipping overlaps the smallest rectangle around all changes: on most
    screens all of them, whole.
    """

    _changes: Iterable[Region] = ()
    """The regions that the update being rendered changes; none while it is the whole screen."""

    def render_partial_update(self) -> ChopsUpdate | None:
        self._changes = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changes = ()

    def _get_renders(self, crop: Region | None = None) -> Iterable[Render]:
        changes = self._changes or (crop or self.size.region,)
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            touched = [shown.intersection(change) for change in changes if shown.overlaps(change)]
            if touched:
                around = Region.from_union(touched)
                rows = Region(shown.x, around.y, shown.width, around.height)
                yield region, rows, widget.render_lines(rows.translate(-region.offset))


def paint_thriftily(screen: Screen[Any]) -> None:
    """Let a screen that was just made render no more than what changed."""
    screen._compositor = ThriftyCompositor()


def join_next_paint(widget: Widget, *regions: Region) -> None:
    """Have a changed widget, or regions of it, in the next paint of its screen, whatever brings that paint.

    By itself it comes when its own messages are done with: that may be a paint after what it belongs to.
    """
    if regions:
        widget._set_dirty(*regions)
    widget.screen._dirty_widgets.add(widget)
    widget.screen.check_idle()


class TypedHistory(EditHistory):
    """Takes letters that came in one burst for typed ones; Textual would take them for a paste."""

    burst = False
    """Whether the next edit is of such letters."""

    def record(self, edit: Edit) -> None:
        """Record an edit; a burst belongs to what was typed just before it, and to what is typed after."""
        burst, self.burst = self.burst, False
        goes_on = burst and self._goes_on(len(edit.text))
        count = self._character_count
        super().record(edit)
        if goes_on:
            letters = self._undo_stack.pop()
            self._undo_stack[-1].extend(letters)
            self._character_count += count
        if burst:
            self._force_end_batch = False

    def _goes_on(self, letters: int) -> bool:
        """Say whether so many letters more would still belong to the last ones, had they come one by one."""
        if not self._undo_stack or self._force_end_batch or self._previously_replaced:
            return False
        room = self.checkpoint_max_characters - self._character_count
        return letters <= room and self._get_time() - self._last_edit_time <= self.checkpoint_timer


class SteadyArea(TextArea):
    """A text area that works its colours out when its style changes, and looks only for lines it has."""

    _dressed_for: object = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        usual = self.history
        self._typed = TypedHistory(
            usual.max_checkpoints, usual.checkpoint_timer, usual.checkpoint_max_characters
        )
        self.history = self._typed

    async def _on_key(self, event: Key) -> None:
        self._typed.burst = not self.read_only and len(event.character or "") > 1
        if self._typed.burst:
            self.follow_cursor()

    def follow_cursor(self) -> None:
        """Bring the cursor into sight once lines that are about to come have their places."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def forget_lines(self) -> None:
        """Have every line drawn anew: what is shown of them has changed, though their words have not."""
        self._line_cache.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        self._dressed_for = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._dressed_for is self._theme:
            return super(TextArea, self).render_lines(crop)
        self._dressed_for = self._theme
        return super().render_lines(crop)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        # Undoing takes lines away, and with them the scroll bar, before it moves the cursor off them:
        # Textual would raise. Once the cursor is moved it is looked for again.
        if self.cursor_location[0] < self.document.line_count:
            return super().scroll_cursor_visible(center, animate)
        return Offset()
