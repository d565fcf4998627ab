"""How a customer feels, as two bars with words: anger and trust, each from 0 to 10."""

from textual.content import Content

from aware_tui.domain.forms import decimal
from aware_tui.language import _
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.lined import Lined

HIGHEST = 10.0

ANGER = (
    (9.0, _("about to go")),
    (8.0, _("furious")),
    (6.5, _("angry")),
    (5.0, _("annoyed")),
    (3.0, _("tense")),
    (1.5, _("cool")),
    (0.0, _("calm")),
)
"""From which anger on each word holds; from 6.5 on, no offer is taken."""

TRUST = (
    (8.5, _("full")),
    (7.0, _("strong")),
    (5.5, _("growing")),
    (4.0, _("some")),
    (2.5, _("thin")),
    (1.0, _("very thin")),
    (0.0, _("gone")),
)
"""From which trust on each word holds; under 4, no offer is taken."""

ONE_LINE = 72
"""From so many cells on both bars stand on one line."""

LABEL = max(7, 1 + max(len(_("Anger")), len(_("Trust"))))
WORD = max(11, *(len(word) for _least, word in (*ANGER, *TRUST)))
"""Cells of the label and of the word."""

AROUND = 8
"""Cells of the number, the arrow and the blanks."""

SHORTEST, LONGEST = 5, 20
"""Cells of a bar."""

GONE = _("gone")
"""The word for the anger of somebody who hung up."""

STEADY = 0.05
"""A smaller change shows no arrow."""


class MoodBars(Lined):
    """Anger and trust: a bar, a number and a word for each, and an arrow for where it went."""

    def __init__(self, anger: float = 0, trust: float = 0, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._now = (anger, trust)
        self._before = (anger, trust)
        self._gone = False

    def feel(self, anger: float, trust: float) -> None:
        """Show a mood; the arrows tell how it differs from the one before."""
        self._before, self._now = self._now, (anger, trust)
        self.refresh()

    def leave(self) -> None:
        """Say that they hung up."""
        self._gone = True
        self.refresh()

    def lines(self, width: int) -> list[Content]:
        """Return the bars in lines of so many cells."""
        return mood_lines(self._now, self._before, width, gone=self._gone)


def mood_lines(
    mood: tuple[float, float], before: tuple[float, float], width: int, *, gone: bool = False
) -> list[Content]:
    """Return anger and trust in one line, or in two where it is narrow."""
    one_line = width >= ONE_LINE
    room = (width - 3) // 2 if one_line else width
    word = GONE if gone else anger_word(mood[0])
    anger = _bar(_("Anger"), mood[0], before[0], room, anger_style(mood[0]), word)
    trust = _bar(_("Trust"), mood[1], before[1], room, trust_style(mood[1]), trust_word(mood[1]))
    return [Content("   ").join([anger, trust])] if one_line else [anger, trust]


def _bar(label: str, value: float, before: float, room: int, style: str, word: str) -> Content:
    cells = max(SHORTEST, min(LONGEST, room - LABEL - WORD - AROUND))
    full = round(max(0.0, min(value, HIGHEST)) / HIGHEST * cells)
    return styled(
        (f"{label:<{LABEL}}", "$muted"),
        ("━" * full, style),
        ("┄" * (cells - full), "$faint"),
        (f" {decimal(value):>4} ", ""),
        (_arrow(value - before), "$muted"),
        (f" {word:<{WORD}}", "bold"),
    )


def _arrow(change: float) -> str:
    if abs(change) < STEADY:
        return " "
    return "▲" if change > 0 else "▼"


def anger_word(value: float) -> str:
    """Return the word for an anger from 0 to 10."""
    return next(word for least, word in ANGER if value >= least or least == 0)


def trust_word(value: float) -> str:
    """Return the word for a trust from 0 to 10."""
    return next(word for least, word in TRUST if value >= least or least == 0)


def anger_style(value: float) -> str:
    """Return the colour for an anger; the word and the number say it too."""
    return "$error" if value >= 8 else "$warning" if value >= 6.5 else "$muted"


def trust_style(value: float) -> str:
    """Return the colour for a trust; the word and the number say it too."""
    return "$success" if value >= 7 else "$accent" if value >= 4 else "$warning"
