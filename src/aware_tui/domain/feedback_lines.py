"""Feedback as a line of a list: what it is called, who said it, and when."""

from typing import NamedTuple

from aware_tui.domain.feedback import waits
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Source

SOURCES = {
    Source.SESSION: "after a call",
    Source.SURVEY: "survey",
    Source.FORM: "form",
    Source.SOCIAL: "social media",
    Source.IN_PERSON: "in person",
    Source.OTHER: "elsewhere",
}
"""What the sources are called on screen."""

UNANSWERED, NEVER, UNCLEAR = "no answer yet", "no answer", "unclear"


class FeedbackLine(NamedTuple):
    """Feedback with the name of who said it, as far as it is known."""

    feedback: Feedback
    customer: str = ""


def stands(feedback: Feedback) -> str:
    """Return what feedback is: positive, neutral, negative, unclear, not answered yet or never."""
    if feedback.received_at is None:
        return UNANSWERED if waits(feedback) else NEVER
    return str(feedback.sentiment) if feedback.sentiment else UNCLEAR


def scored(feedback: Feedback) -> str:
    """Return the score with the best there is, such as “4 of 5”; empty without one."""
    return "" if feedback.score is None else f"{feedback.score:g} of {feedback.scale}"
