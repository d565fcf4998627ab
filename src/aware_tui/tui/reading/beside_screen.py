"""What the screens share that read back, beside their list or instead of it, what the cursor is on."""

from typing import ClassVar

from textual import on

from aware_tui.tui.reading.list_screen import ListScreen
from aware_tui.tui.widgets.key_line import Key, KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose


class BesideScreen(ListScreen):
    """Enter leads from the list into the reading, escape back; the foot line tells the keys of each."""

    KEYS: ClassVar[tuple[Key, ...]]
    READING_KEYS: ClassVar[tuple[Key, ...]]
    key_line: KeyLine
    """Kept at hand: it is spoken to while the screen comes and goes."""

    @property
    def reading(self) -> Prose:
        """Return the place where it is read."""
        raise NotImplementedError

    def read(self) -> object:
        """Read back what the cursor is on."""
        raise NotImplementedError

    @on(LongList.Taken)
    def start_reading(self, event: LongList.Taken) -> None:
        event.stop()
        self.add_class("-reading")
        self.key_line.keys = self.READING_KEYS
        self.reading.focus()
        self.read()

    def stop_reading(self) -> None:
        """Go back to the list."""
        self.remove_class("-reading")
        self.key_line.keys = self.KEYS
        if self.reading.has_focus:
            self.found.focus()

    def action_search(self) -> None:
        self.stop_reading()
        super().action_search()

    def action_back(self) -> None:
        """One step back: from the reading to the list, from what was found to all, then to Today."""
        if self.has_class("-reading"):
            self.stop_reading()
        else:
            super().action_back()
