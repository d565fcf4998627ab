"""What is told when something in the settings was passed over, so that a call could begin."""

from aware_tui.config import Settings
from aware_tui.language import counted_words


def notice_of(settings: Settings) -> str:
    """Return the first mistake and how many more there are; empty if there is none."""
    told = settings.passed_over
    if len(told) < 2:
        return "".join(told)
    more = counted_words(
        "{count} more thing is wrong in the settings: `aware settings` names it.",
        "{count} more things are wrong in the settings: `aware settings` names them.",
        len(told) - 1,
    )
    return f"{told[0]} {more.format(count=len(told) - 1)}"
