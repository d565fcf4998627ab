"""How the states of things are said to people, in their language; what is kept of them stays as it is."""

from enum import StrEnum

from aware_tui.language import in_sense, marked

STATES = marked(
    "state",
    *("open", "parked", "finished", "discarded", "live", "practice", "imported"),
    *("kept", "changed", "broken", "done", "not well", "fixed", "chosen"),
    *("waiting", "delivered", "held", "withdrawn"),
    *("met", "on track", "not on track", "too early", "not enough data"),
    *("positive", "neutral", "negative", "not answered", "unclear"),
    *("delegate", "customer", "profile entry", "quality record", "full", "light"),
    *("moved", "reopened", "ticked", "unticked"),
)
"""Every word of a state, a kind or a deed that is kept in the data and shown."""


def state_words(state: StrEnum | str) -> str:
    """Return a state as it is said: `not_well` is said "not well"."""
    return in_sense("state", str(state).replace("_", " "))
