"""What the screens share that read back, beside their list or instead of it, what the cursor is on."""

from typing import ClassVar

from textual import on, work

from aware_tui.tui.reading.lingering_screen import LingeringScreen
from aware_tui.tui.widgets.key_line import Key, KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose


class BesideScreen(LingeringScreen):
    """Enter leads from the list into the reading, escape back; the foot line tells the keys of each."""

    KEYS: ClassVar[tuple[Key, ...]]
    READING_KEYS: ClassVar[tuple[Key, ...]]
    key_line: KeyLine
    """Kept at hand: it is spoken to while the screen comes and goes."""
    reading: Prose
    """The place where it is read."""

    def read_anew(self) -> None:
        """Read what the cursor is on now that the list is another one; where it is empty, nothing."""
        if self.found.count:
            self.read_soon()
        else:
            self.stop_reading()
            self.read_nothing()

    @work(exclusive=True, group="reading")
    async def read_nothing(self) -> None:
        """Empty the place where it is read, and nothing that is being read comes in there."""
        await self.reading.show(())

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
