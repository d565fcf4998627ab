"""Customers who came back, in sentences that carry their counts."""

from aware_tui.domain.forms import number as grouped
from aware_tui.domain.insights.counting import AGAIN, THIRD
from aware_tui.domain.insights.report import Repeats
from aware_tui.domain.text import counted
from aware_tui.language import _


def repeats_of(same: int, third: int, customers: int) -> Repeats:
    """Return how many of the known customers came back, and say so; no sentence for what nobody did."""
    told = (
        (same, _("complained of the same thing again within {days} days").format(days=AGAIN.days)),
        (third, _("complained three times within {days} days").format(days=THIRD.days)),
    )
    known = counted(customers, "known customer")
    sentences = (
        _("{number} of {known} {deed}.").format(number=grouped(number), known=known, deed=deed)
        for number, deed in told
        if number
    )
    return Repeats(same, third, customers, tuple(sentences))
