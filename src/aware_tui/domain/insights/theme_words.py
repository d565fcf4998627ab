"""What is said of themes, and of words that are too few to have any."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from aware_tui.domain.forms import number
from aware_tui.domain.insight_states import Sentiment
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.notes import Heard
from aware_tui.domain.insights.report import Theme
from aware_tui.domain.insights.whereabouts import WIDTH, called
from aware_tui.domain.text import counted, excerpt
from aware_tui.language import _, in_sense

NEGATIVE = str(Sentiment.NEGATIVE)
"""The group of feedback that themes are looked for in."""

ENOUGH = 30
"""Notes below which a theme is hardly to be seen."""


def sentence(theme: Theme, names: Names) -> Theme:
    """Return a theme with its sentence, which carries its counts."""
    return replace(theme, sentence=_sentence(theme, names))


def _sentence(theme: Theme, names: Names) -> str:
    if theme.group == NEGATIVE:
        group = counted(theme.of, "negative answer")
    else:
        group = _("{notes} about {called}").format(
            notes=counted(theme.of, "note"), called=called(theme.group, names)
        )
    others = number(theme.others) if theme.others else in_sense("how many", "none")
    term = excerpt(theme.term, WIDTH)
    return _("“{term}” is in {count} of {group}, and in {others} of {of_others} others.").format(
        term=term, count=number(theme.count), group=group, others=others, of_others=number(theme.of_others)
    )


def not_enough(heard: Heard) -> tuple[str, ...]:
    """Return what cannot be said about words, and what it would take."""
    return (*_complaints(heard), *_read(heard))


def _complaints(heard: Heard) -> Iterator[str]:
    groups = Counter(said.group for said in heard.complaints if said.group)
    notes = groups.total()
    if not heard.complaints:
        yield _("No themes yet: nobody wrote down what customers said in this time.")
    elif not notes:
        yield (
            _("No themes yet: {notes}, but none has a category to compare by.").format(
                notes=counted(len(heard.complaints), "note")
            )
        )
    elif len(groups) == 1:
        yield (
            _(
                "No themes yet: all notes are of one category, {notes} in all. Themes are what "
                "sets one category apart from others."
            ).format(notes=number(notes))
        )
    elif notes < ENOUGH:
        yield _("Too few words for themes yet: {notes}. It takes about {enough}.").format(
            notes=counted(notes, "note"), enough=ENOUGH
        )


def _read(heard: Heard) -> Iterator[str]:
    if heard.more:
        read = len(heard.complaints) + len(heard.feedback)
        yield _("Themes are from the newest {notes} of this time: there are more.").format(
            notes=counted(read, "note")
        )
