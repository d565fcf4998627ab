"""What a call came to: the total and the five steps, as bars where there is room, else in a line."""

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import reactive

from aware_tui.domain.practice.engine import ended
from aware_tui.domain.practice.mastery import ENOUGH, STEP_ENOUGH
from aware_tui.language import _
from aware_tui.services.practice.debrief_page import Outcome
from aware_tui.services.practice.standing import title
from aware_tui.services.practice.words import ENDING_NAMES, number
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.lined import Lined

BAR = 14
"""Cells of a bar."""

NAME = 20
"""Cells of a name."""

BESIDE = _("Beside the score, no part of it")


class ScorePane(Lined):
    """The total, then each step; where there is room, also the indicators and what it all came to."""

    outcome: reactive[Outcome | None] = reactive(None, layout=True)
    tall: reactive[bool] = reactive(False, layout=True)
    """Whether there is room for bars."""

    def lines(self, width: int) -> list[Content]:
        """Return the result in lines of so many cells."""
        outcome = self.outcome
        if outcome is None:
            return []
        total = outcome.score.total
        style = "bold $success" if total >= ENOUGH else "bold"
        ending = ENDING_NAMES[ended(outcome.call)]
        first = styled((number(total), style), (_(" of 100 · {ending}").format(ending=ending), "$muted"))
        steps = outcome.score.steps
        if not self.tall:
            return [first, *_line(steps).wrap(max(width, 20))]
        return [
            first,
            Content(""),
            *(_bar(title(step), steps[step]) for step in steps),
            *self._more(outcome, width),
        ]

    def _more(self, outcome: Outcome, width: int) -> list[Content]:
        beside = [_bar(name.capitalize(), value, judged=False) for name, value in outcome.beside.items()]
        if beside:
            beside = [Content(""), styled((BESIDE, "$muted")), Content(""), *beside]
        said = styled((outcome.said, "")).wrap(max(width, 20)) if outcome.said else []
        return [*([Content("")] if said else []), *said, *beside]


def _line(steps: Mapping[str, float]) -> Content:
    pairs = [
        styled((f"{title(step)} ", "$muted"), (number(value), _style(value))) for step, value in steps.items()
    ]
    return Content("   ").join(pairs)


def _bar(name: str, value: float, *, judged: bool = True) -> Content:
    full = round(max(0.0, min(value, 100.0)) / 100 * BAR)
    style = _style(value) if judged else "$muted"
    return styled(
        (f"{name:<{NAME}}", "$muted"),
        ("━" * full, style or "$accent"),
        ("┄" * (BAR - full), "$faint"),
        (f" {number(value):>5}", style if judged else ""),
    )


def _style(value: float) -> str:
    return "" if value >= STEP_ENOUGH else "$warning"
