"""The team as a picture: skills down, people across, and below it the scenarios and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from aware_tui.domain.practice.mastery import ENOUGH, STEP_ENOUGH
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice.team import Cell, Person, Tried
from aware_tui.domain.text import cells, excerpt
from aware_tui.language import _
from aware_tui.services.practice.team_table import mark, told_of
from aware_tui.services.practice.team_view import TeamView
from aware_tui.tui.plaintext import hanging, plain, styled
from aware_tui.tui.practice.heat_map import WIDE, block_of, style_of
from aware_tui.tui.widgets.lined import Lined

LEGEND = _(
    "A block and a number from 0 to 100: the mean of the last three times; small, "
    "how often it was shown in all. * is {enough:g} or more, ! under "
    "{step_enough:g}, · not shown yet. Passed: two good calls running, in two "
    "scenarios, on two days, the second one typed."
).format(enough=ENOUGH, step_enough=STEP_ENOUGH)

COUNT = 4
"""Cells of how often a skill was shown."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How many cells a line's parts have."""

    label: int
    cell: int

    def people(self, width: int) -> int:
        """Return how many people fit in a width."""
        return max(1, (width - self.label) // self.cell)


ROOMY = Layout(label=34, cell=12)
TIGHT = Layout(label=24, cell=11)


def layout_for(width: int) -> Layout:
    """Return how the picture is laid out in a width."""
    return ROOMY if width >= WIDE else TIGHT


class TeamMap(Lined):
    """Draws as many people as fit; `first` is the number of the first of them."""

    view: reactive[TeamView | None] = reactive(None, layout=True)
    first: reactive[int] = reactive(0)

    def validate_first(self, first: int) -> int:
        people = len(self.view.picture.people) if self.view is not None else 0
        return max(0, min(first, people - self._fit))

    @property
    def _fit(self) -> int:
        return layout_for(self.content_size.width).people(self.content_size.width)

    def on_resize(self) -> None:
        self.first = self.first

    def lines(self, width: int) -> list[Content]:
        """Return the picture in lines of so many cells."""
        return drawn(self.view, width, self.first) if self.view is not None else []


def drawn(view: TeamView, width: int, first: int = 0) -> list[Content]:
    """Return the picture in lines of so many cells, from this person on."""
    shape = layout_for(width)
    people = view.picture.people
    shown = people[first : first + shape.people(width)]
    table = [*_table(shown, len(people), first, shape), plain("")] if people else []
    legend = _text(LEGEND, width, "$faint") if people else []
    return [*table, *legend, *_scenarios(view.picture.scenarios, width), *_left_out(view.left_out, width)]


def _table(people: Sequence[Person], of: int, first: int, shape: Layout) -> Iterator[Content]:
    which = (
        _("{number} to {last} of {of}").format(number=first + 1, last=first + len(people), of=of)
        if len(people) < of
        else ""
    )
    names = [(f"{_right(excerpt(each.name, shape.cell - 3), shape.cell - 2)}  ", "bold") for each in people]
    yield styled((_label(which, shape), "$faint"), *names)
    for skill in Skill:
        found = (each.skills.get(skill) for each in people)
        yield styled(
            (_label(SKILL_WORDS[skill], shape), ""),
            *(part for cell in found for part in _cell(cell, shape)),
        )
    yield styled(
        (_label(_("mean of the last calls"), shape), "$muted"), *(_mean(each, shape) for each in people)
    )
    calls = [(_number(str(each.calls), shape), "$muted") for each in people]
    yield styled((_label(_("calls made alone"), shape), "$muted"), *calls)
    yield styled((_label(_("passed"), shape), "$muted"), *(_passed(each, shape) for each in people))


def _cell(cell: Cell | None, shape: Layout) -> tuple[tuple[str, str], ...]:
    if cell is None:
        return ((_number("·", shape), "$faint"),)
    mean = cell.mean
    count = f"/{min(cell.attempts, 999)}"
    score = f"{mark(mean)}{block_of(mean)}{round(mean):>4}"
    return (_right(score, shape.cell - COUNT), style_of(mean)), (f"{count:<{COUNT}}", "$faint")


def _mean(person: Person, shape: Layout) -> tuple[str, str]:
    told = "·" if person.mean is None else f"{round(person.mean)}"
    return _number(told, shape), "bold"


def _passed(person: Person, shape: Layout) -> tuple[str, str]:
    told, style = (_("yes"), "bold $success") if person.passed else (_("not yet"), "$muted")
    return f"{_right(told, shape.cell - 2)}  ", style


def _number(text: str, shape: Layout) -> str:
    """Return a number where those of the skills stand, left of their counts."""
    return _right(text, shape.cell - COUNT) + " " * COUNT


def _right(text: str, width: int) -> str:
    """Return text at the right of a cell of this width."""
    return " " * max(0, width - cells(text)) + text


def _label(text: str, shape: Layout) -> str:
    short = excerpt(text, shape.label - 1)
    return short + " " * (shape.label - cells(short))


def _scenarios(scenarios: Sequence[Tried], width: int) -> Iterator[Content]:
    if not scenarios:
        return
    yield plain("")
    yield styled((_("Scenarios"), "bold $accent"))
    for tried in scenarios:
        style, lead = ("$warning", "! ") if tried.flag is not None else ("$muted", "  ")
        yield from _text(told_of(tried), width, style, lead)


def _left_out(sentences: Sequence[str], width: int) -> Iterator[Content]:
    if not sentences:
        return
    yield plain("")
    yield styled((_("Left out"), "bold $accent"))
    for sentence in sentences:
        yield from _text(sentence, width, "$muted", "  ")


def _text(text: str, width: int, style: str, lead: str = "") -> list[Content]:
    return hanging(styled((lead, f"bold {style}")), text, min(width, 100), style).split("\n")
