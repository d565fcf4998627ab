"""What customers said, counted and in one sentence with its counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from aware_tui.domain.forms import decimal, number
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.insights.report import FeedbackFigures
from aware_tui.domain.text import counted
from aware_tui.language import _

ENOUGH = 5
"""From so many answers on, positive ones are told for each negative one."""

NOBODY_ASKED = _(
    "Nobody was asked in this time. After a call, press a on Today: it notes how it was for them."
)

Cell = tuple[Source, str, Sentiment | None, int]
"""Source, channel (empty where nobody said), what the answers were, and how many there are."""


def figures_of(
    cells: Iterable[Cell], unanswered: int, preferred: Iterable[tuple[str, int]] = ()
) -> FeedbackFigures:
    """Return the figures of answers and of so many questions that nobody answered.

    `preferred` are channels, and how many customers prefer each.
    """
    sentiments, sources, channels = Counter[Sentiment | None](), Counter[str](), Counter[str]()
    for source, channel, sentiment, count in cells:
        sentiments[sentiment] += count
        sources[source] += count
        channels[channel] += count
    answered = sentiments.total()
    figures = FeedbackFigures(
        asked=answered + unanswered,
        answered=answered,
        positive=sentiments[Sentiment.POSITIVE],
        neutral=sentiments[Sentiment.NEUTRAL],
        negative=sentiments[Sentiment.NEGATIVE],
        unsaid=sentiments[None],
        by_source=_most_first(sources.items()),
        by_channel=_most_first(channels.items()),
        preferred=_most_first(preferred),
    )
    return _told(figures)


def _most_first(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((str(name), n) for name, n in counts if n), key=lambda each: (-each[1], each[0])))


def _told(figures: FeedbackFigures) -> FeedbackFigures:
    return replace(figures, sentence=sentence_of(figures))


def sentence_of(figures: FeedbackFigures) -> str:
    """Return the figures as a sentence; nothing that was counted is hidden in it."""
    if not figures.asked:
        return NOBODY_ASKED
    if not figures.answered:
        return _("{customers} asked, nobody answered yet.").format(
            customers=counted(figures.asked, "customer")
        )
    return _("{kinds} of {answered} answered, {asked} asked{ratio}.").format(
        kinds=kinds(figures),
        answered=number(figures.answered),
        asked=number(figures.asked),
        ratio=_ratio(figures),
    )


def kinds(figures: FeedbackFigures) -> str:
    """Return how many answers there are of each kind; neutral and unclear ones where there are any."""
    told = [_("{positive} positive").format(positive=number(figures.positive))]
    if figures.neutral:
        told.append(_("{neutral} neutral").format(neutral=number(figures.neutral)))
    told.append(_("{negative} negative").format(negative=number(figures.negative)))
    if figures.unsaid:
        told.append(_("{unsaid} unclear").format(unsaid=number(figures.unsaid)))
    return ", ".join(told)


def _ratio(figures: FeedbackFigures) -> str:
    """Return how many there are of the more frequent kind for each of the other, from ENOUGH answers on."""
    good, bad = figures.positive, figures.negative
    if figures.answered < ENOUGH or not good or not bad:
        return ""
    if good == bad:
        return _(": as many positive as negative")
    times = decimal(max(good, bad) / min(good, bad))
    if good > bad:
        return _(": {times} positive for each negative").format(times=times)
    return _(": {times} negative for each positive").format(times=times)
