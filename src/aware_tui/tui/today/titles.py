"""The titles of Today's lists: what each holds, how many, and where the rest is."""

from textual.content import Content

from aware_tui.domain.summary import Totals
from aware_tui.language import _
from aware_tui.services.shown import Day
from aware_tui.tui.plaintext import styled

MANY = 1_000
"""Where counting stops."""


def counts_of(day: Day) -> dict[str, int]:
    """Return how many there are of each list, by its name."""
    totals = day.totals or Totals()
    return {
        "unfinished": totals.unfinished,
        "overdue": totals.overdue,
        "due": totals.due,
        "half": totals.half_documented,
        "stuck": len(day.not_delivered),
        "told": len(day.to_tell),
    }


def title_of(name: str, count: int, shown: int, key: str) -> Content:
    """Return a title such as "Due  12   f shows all"."""
    many = f"{count:,}+" if count >= MANY else f"{count:,}"
    rest = _("   {key} shows all").format(key=key) if key and count > shown else ""
    return styled((name, "bold $accent"), (f"  {many}", "$muted"), (rest, "$faint"))
