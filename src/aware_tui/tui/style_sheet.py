"""A private hook into Textual: what was parsed of its style sheets is not parsed again."""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

SOURCES = 512
"""Sources whose rules are kept: each widget and screen is one, and Textual's 64 are fewer than there are."""


class ThriftyStylesheet(Stylesheet):
    """Parses a source once for its colours.

    Textual parses all of them again whenever a screen with styles of its own is opened for the first time:
    20 ms that a call, or a dialog in one, would come later.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SOURCES)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours, and with them forget what was parsed; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Have the rules of every source in force, in their order; raises as `parse` does."""
        self.parse()
