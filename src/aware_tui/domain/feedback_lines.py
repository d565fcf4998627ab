"""Feedback as a line of a list: what it is called, who said it, and when."""

from typing import NamedTuple

from aware_tui.domain.feedback import waits
from aware_tui.domain.forms import in_figures
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Source
from aware_tui.domain.state_words import state_words
from aware_tui.language import _

SOURCES = {
    Source.SESSION: _("after a call"),
    Source.SURVEY: _("survey"),
    Source.FORM: _("form"),
    Source.SOCIAL: _("social media"),
    Source.IN_PERSON: _("in person"),
    Source.OTHER: _("elsewhere"),
}
"""What the sources are called on screen."""

UNANSWERED, NEVER, UNCLEAR = _("no answer yet"), _("no answer"), _("unclear")


class FeedbackLine(NamedTuple):
    """Feedback with the name of who said it, as far as it is known."""

    feedback: Feedback
    customer: str = ""


def stands(feedback: Feedback) -> str:
    """Return what feedback is: positive, neutral, negative, unclear, not answered yet or never."""
    if feedback.received_at is None:
        return UNANSWERED if waits(feedback) else NEVER
    return state_words(feedback.sentiment) if feedback.sentiment else UNCLEAR


def scored(feedback: Feedback) -> str:
    """Return the score with the best there is, such as “4 of 5”; empty without one."""
    return (
        ""
        if feedback.score is None
        else _("{score} of {scale}").format(score=in_figures(feedback.score), scale=feedback.scale)
    )
