"""The colours: one accent, quiet greys, a warning that is seen."""

from textual.theme import Theme

DEFAULTS = {"muted": "#a0a0a0", "faint": "#808080"}
"""What a theme that is not ours takes for quiet words."""

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
    variables={"muted": "#a0a0a0", "faint": "#808080"},
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
    variables={"muted": "#565656", "faint": "#6b6b6b"},
)
"""Dark words on a light ground, for bright rooms."""
