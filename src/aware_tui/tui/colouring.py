"""Choosing colours from the palette: shown at once, for as long as the app runs."""

from functools import partial
from typing import TYPE_CHECKING

from aware_tui.language import _
from aware_tui.tui.colours import AWARE_TERMINAL, COLOURS, Colours

if TYPE_CHECKING:
    from aware_tui.tui.compat import PlainApp

MANY = ("256", "truecolor")
"""What Rich calls terminals with more than sixteen colours."""


def suit_terminal(app: "PlainApp[None]") -> None:
    """Show the terminal's own colours where it has no more than sixteen: the nearest of ours may be alike."""
    if app.console.color_system not in MANY:
        app.theme = AWARE_TERMINAL.name


def offer_colours(app: "PlainApp[None]") -> None:
    """Open a palette with every set of colours."""
    sets = [(each.title, partial(show_colours, app, each), each.help) for each in COLOURS]
    app.search_commands(sets, _("Search for colours…"))


def show_colours(app: "PlainApp[None]", colours: Colours) -> None:
    """Show everything in these colours, and say how to keep them."""
    app.theme = colours.theme.name
    told = _('{title}, until you leave. To keep it, write theme = "{name}" in settings.toml.')
    app.notify(told.format(title=colours.title, name=colours.name), timeout=10)
