"""Words on the screen that are drawn again only when they change."""

from textual.content import Content
from textual.widgets import Static

from aware_tui.tui.plaintext import plain


class Words(Static):
    """A Static whose layout is left alone while it says the same: a new layout paints the whole screen."""

    def say(self, words: Content) -> None:
        """Show these words, if they are others than those shown."""
        if self.content != words:
            self.update(plain(words))
