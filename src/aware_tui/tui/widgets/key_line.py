"""The line of keys at the foot of a screen."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.keys import key_label
from aware_tui.tui.keys_typed import has_letters
from aware_tui.tui.plaintext import styled

Key = tuple[str, str]
"""A key and what it does."""


class KeyLine(Widget):
    """Keys in their order; where they do not all fit, those in `may_go` give way, the last one first.

    Where that is not enough, so do the others, but for the first and the last one, which is the help.
    """

    keys: reactive[tuple[Key, ...]] = reactive(())

    def __init__(
        self,
        keys: tuple[Key, ...] = (),
        *,
        may_go: tuple[str, ...] = (),
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.may_go = may_go
        self.set_reactive(KeyLine.keys, keys)

    def render(self) -> Content:
        letters = has_letters(self.screen)
        shown = [(key_label(key, letters=letters), what) for key, what in self.keys]
        room = self.content_size.width
        gap = 3 if _width(shown, 3) <= room else 2
        for key in reversed(self.may_go):
            if _width(shown, gap) <= room:
                break
            label = key_label(key, letters=letters)
            shown = [pair for pair in shown if pair[0] != label]
        while len(shown) > 2 and _width(shown, gap) > room:
            del shown[-2]
        pairs = [styled((key, ""), (f" {what}", "$muted")) for key, what in shown]
        return Content(" " * gap).join(pairs)


def _width(keys: list[Key], gap: int) -> int:
    return sum(len(key) + 1 + len(what) for key, what in keys) + gap * (len(keys) - 1)
