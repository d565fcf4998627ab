"""The colours: one accent, quiet greys, a warning that is seen; four sets of them, for every eye.

Each set names beside Textual's own colours: `muted` and `faint` for quiet words, `frame` for the line around
what can be typed in, `thumb` for the part of a scroll bar that moves.
"""

from typing import NamedTuple

from textual.theme import Theme

from aware_tui.language import _


def _scroll_bar(*, thumb: str, ground: str) -> dict[str, str]:
    """Return the colours of a scroll bar, under the pointer too."""
    states = ("", "-hover", "-active")
    thumbs = {f"scrollbar{state}": thumb for state in states}
    return {"thumb": thumb, **thumbs, **{f"scrollbar-background{state}": ground for state in states}}


AWARE_DARK = Theme(
    name="aware-dark",
    primary="#4aa3ff",
    secondary="#4aa3ff",
    accent="#4aa3ff",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1e1e1e",
    panel="#2c3440",
    success="#5fd38d",
    warning="#ffb454",
    error="#ff7b72",
    dark=True,
    variables={
        "muted": "#a0a0a0",
        "faint": "#8f8f8f",
        "frame": "#687686",
        **_scroll_bar(thumb="#687686", ground="#1e1e1e"),
    },
)
"""Light words on a dark ground; every pair of text and ground has a contrast of at least 4.5 to 1."""

AWARE_LIGHT = Theme(
    name="aware-light",
    primary="#0b5cad",
    secondary="#0b5cad",
    accent="#0b5cad",
    foreground="#1c1c1c",
    background="#fafafa",
    surface="#efefef",
    panel="#d8dee6",
    success="#1a6b3c",
    warning="#8a5300",
    error="#b3261e",
    dark=False,
    variables={
        "muted": "#565656",
        "faint": "#636363",
        "frame": "#7b8794",
        **_scroll_bar(thumb="#7b8794", ground="#efefef"),
    },
)
"""Dark words on a light ground, for bright rooms; at least 4.5 to 1."""

AWARE_CONTRAST = Theme(
    name="aware-contrast",
    primary="#ffd84d",
    secondary="#ffd84d",
    accent="#ffd84d",
    foreground="#ffffff",
    background="#000000",
    surface="#141414",
    panel="#262626",
    success="#7dffa8",
    warning="#ffb86b",
    error="#ff9d96",
    dark=True,
    variables={
        "muted": "#dedede",
        "faint": "#cccccc",
        "frame": "#ffffff",
        **_scroll_bar(thumb="#b8b8b8", ground="#141414"),
        "input-selection-background": "#ffd84d",
        "input-selection-foreground": "#000000",
        "screen-selection-background": "#ffd84d",
        "screen-selection-foreground": "#000000",
    },
)
"""White and yellow on black, for eyes that need more; at least 7 to 1."""

AWARE_TERMINAL = Theme(
    name="aware-terminal",
    ansi=True,
    primary="ansi_bright_blue",
    secondary="ansi_bright_blue",
    accent="ansi_bright_blue",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_default",
    warning="ansi_bright_red",
    error="ansi_bright_red",
    dark=True,
    variables={
        "muted": "ansi_default",
        "faint": "ansi_default",
        "frame": "ansi_default",
        **_scroll_bar(thumb="ansi_bright_blue", ground="ansi_default"),
        "surface": "ansi_default",
        "panel": "ansi_default",
        "boost": "ansi_default",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "border": "ansi_bright_blue",
        "border-blurred": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "bold reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_default",
        "screen-selection-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
    },
)
"""The terminal's own colours on its own ground: whoever chose them can read them.

Words stand in the terminal's text colour. Bright blue and bright red, the only others, are the two of the
sixteen that can be read on black, on white and on the ready-made grounds of the usual terminals.
"""

DEFAULTS = AWARE_DARK.variables
"""What a set of colours that is not ours takes for its quiet words and lines."""


class Colours(NamedTuple):
    """A set of colours: its name in the settings, what it is called, what it is for."""

    name: str
    title: str
    help: str
    theme: Theme


COLOURS = (
    Colours("dark", _("Dark"), _("Light words on a dark ground"), AWARE_DARK),
    Colours("light", _("Light"), _("Dark words on a light ground, for bright rooms"), AWARE_LIGHT),
    Colours("contrast", _("High contrast"), _("White and yellow on black"), AWARE_CONTRAST),
    Colours(
        "terminal",
        _("The terminal's own"),
        _("The colours you gave your terminal, nothing else"),
        AWARE_TERMINAL,
    ),
)
"""Every set, in the order they are offered."""


def theme_of(name: str, *, no_color: bool = False) -> Theme:
    """Return the theme a settings name stands for; dark for an unknown one, the terminal's if no colour."""
    if no_color:
        return AWARE_TERMINAL
    return next((each.theme for each in COLOURS if each.name == name), AWARE_DARK)
