"""The question at the end of a visit in which somebody typed: were these the words of a real customer?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aware_tui.domain.playbook import Choice
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.tried import names_in, words_of
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.tour.cards import of_the_cards

if TYPE_CHECKING:
    from aware_tui.services.call import Call

KEEP, THROW_AWAY = "keep", "discard"
SHOWN = 60
"""Cells of what was typed that the question shows."""


def leaving_question(calls: "Iterable[Call]") -> Pick:
    """Return the question what becomes of the words typed in these calls: KEEP, THROW_AWAY or None."""
    texts = (words for call in calls for words in (*words_of(call), *names_in(call)))
    typed = next((words for words in texts if not of_the_cards(words)), "")
    choices = (
        Choice(KEEP, _("It was: carry the words into a real call")),
        Choice(THROW_AWAY, _("It was only to try: throw them away")),
    )
    why = _("You typed: {words}").format(words=excerpt(typed, SHOWN))
    return Pick(_("Was that a real customer?"), choices, why=why)
