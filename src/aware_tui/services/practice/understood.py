"""The reader of typed lines, made of what playbooks teach it and of the coaches in force."""

from typing import TYPE_CHECKING

from aware_tui.config import Settings

if TYPE_CHECKING:
    from aware_tui.domain.coaching.rules import Coaching
    from aware_tui.domain.practice.understanding import Understanding


def understanding_of(settings: Settings, coaching: "Coaching") -> "Understanding":
    """Return the reader by the rules and phrases in force; what is at fault in them is left out."""
    from aware_tui.content.understanding import open_understanding
    from aware_tui.domain.practice.understanding import Understanding
    from aware_tui.services.coach import readers_of
    from aware_tui.services.practice.shelves import folders_of
    from aware_tui.services.reports import cache_of

    found = open_understanding(folders_of(settings), cache_of(settings))
    made = Understanding(found.rules, readers_of(coaching))
    made.warm_up()
    return made
