"""Customers who came back, in sentences that carry their counts."""

from aware_tui.domain.insights.counting import AGAIN, THIRD
from aware_tui.domain.insights.report import Repeats
from aware_tui.domain.text import counted


def repeats_of(same: int, third: int, customers: int) -> Repeats:
    """Return how many of the known customers came back, and say so; no sentence for what nobody did."""
    told = (
        (same, f"complained of the same thing again within {AGAIN.days} days"),
        (third, f"complained three times within {THIRD.days} days"),
    )
    known = counted(customers, "known customer")
    sentences = (f"{number:,} of {known} {deed}." for number, deed in told if number)
    return Repeats(same, third, customers, tuple(sentences))
