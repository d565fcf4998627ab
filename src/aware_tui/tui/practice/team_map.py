"""The team as a picture: skills down, people across, and below it the scenarios and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice.team import Cell, Person, Tried
from aware_tui.domain.text import cells, excerpt
from aware_tui.services.practice.team_table import GOOD, WEAK
from aware_tui.services.practice.team_view import TeamView
from aware_tui.tui.plaintext import hanging, plain, styled
from aware_tui.tui.practice.heat_map import BEST, BLOCKS, WIDE

LEGEND = (
    "A block and a number from 0 to 100: the mean of the last three times; small, how often it was shown in "
    "all. * is 80 or more, ! under 60, · not shown yet. Passed: two good calls running, in two scenarios, on "
    "two days, the second one typed."
)

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


class TeamMap(Widget):
    """Draws as many people as fit; `first` is the number of the first of them."""

    DEFAULT_CSS = "TeamMap { height: auto; }"

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

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width))

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
    which = f"{first + 1} to {first + len(people)} of {of}" if len(people) < of else ""
    names = [(f"{_right(excerpt(each.name, shape.cell - 3), shape.cell - 2)}  ", "bold") for each in people]
    yield styled((_label(which, shape), "$faint"), *names)
    for skill in Skill:
        found = (each.skills.get(skill) for each in people)
        yield styled(
            (_label(SKILL_WORDS[skill], shape), ""),
            *(part for cell in found for part in _cell(cell, shape)),
        )
    yield styled(
        (_label("mean of the last calls", shape), "$muted"), *(_mean(each, shape) for each in people)
    )
    calls = [(_number(str(each.calls), shape), "$muted") for each in people]
    yield styled((_label("calls made alone", shape), "$muted"), *calls)
    yield styled((_label("passed", shape), "$muted"), *(_passed(each, shape) for each in people))


def _cell(cell: Cell | None, shape: Layout) -> tuple[tuple[str, str], ...]:
    if cell is None:
        return ((_number("·", shape), "$faint"),)
    mean = cell.mean
    block, sign = BLOCKS[max(1, round(mean / BEST * 8))], "*" if mean >= GOOD else "!" if mean < WEAK else " "
    style = "$success" if mean >= GOOD else "$warning" if mean < WEAK else ""
    count = f"/{min(cell.attempts, 999)}"
    score = f"{sign}{block}{round(mean):>4}"
    return (_right(score, shape.cell - COUNT), style), (f"{count:<{COUNT}}", "$faint")


def _mean(person: Person, shape: Layout) -> tuple[str, str]:
    told = "·" if person.mean is None else f"{round(person.mean)}"
    return _number(told, shape), "bold"


def _passed(person: Person, shape: Layout) -> tuple[str, str]:
    told, style = ("yes", "bold $success") if person.passed else ("not yet", "$muted")
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
    yield styled(("Scenarios", "bold $accent"))
    for tried in scenarios:
        people = "1 person" if tried.people == 1 else f"{tried.people} people"
        calls = "1 call" if tried.calls == 1 else f"{tried.calls} calls"
        told = f"{tried.scenario_id}: {tried.people_passed} of {people} passed, {tried.good} of {calls}."
        flagged = tried.flag is not None
        yield from _text(
            f"{told} {tried.sentence}".rstrip(),
            width,
            "$warning" if flagged else "$muted",
            "! " if flagged else "  ",
        )


def _left_out(sentences: Sequence[str], width: int) -> Iterator[Content]:
    if not sentences:
        return
    yield plain("")
    yield styled(("Left out", "bold $accent"))
    for sentence in sentences:
        yield from _text(sentence, width, "$muted", "  ")


def _text(text: str, width: int, style: str, lead: str = "") -> list[Content]:
    return hanging(styled((lead, f"bold {style}")), text, min(width, 100), style).split("\n")
