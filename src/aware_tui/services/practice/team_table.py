"""The team picture as lines of text: skills down, people across, in a width, page under page."""

from collections.abc import Iterator, Sequence

from aware_tui.domain.practice.mastery import ENOUGH, STEP_ENOUGH
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice.team import Person, TeamPicture, Tried
from aware_tui.domain.text import cells, counted, excerpt

NOBODY = "Nobody has practised yet. Calls made here count, and result files: `aware team collect FILE`."
LABEL, COLUMN = 34, 12
"""Cells of the names of skills, and of a person's column with its gap."""

LEGEND = (
    "A number from 0 to 100 is the mean of the last three times, /n how often it was shown in all; "
    f"* is {ENOUGH:g} or more, ! under {STEP_ENOUGH:g}, · not shown yet."
)


def mark(mean: float) -> str:
    """Return the sign of a skill that is shown well, or weakly."""
    return "*" if mean >= ENOUGH else "!" if mean < STEP_ENOUGH else " "


def lines(picture: TeamPicture, columns: int) -> list[str]:
    """Return the picture in lines of so many cells."""
    if not picture.people:
        return _wrapped(NOBODY, columns)
    return [*_tables(picture.people, columns), "", *_wrapped(LEGEND, columns), *_scenarios(picture, columns)]


def _tables(people: Sequence[Person], columns: int) -> Iterator[str]:
    fit = max(1, (columns - LABEL) // COLUMN)
    for first in range(0, len(people), fit):
        yield ""
        yield from _table(people[first : first + fit])


def _table(people: Sequence[Person]) -> Iterator[str]:
    yield _row("", [excerpt(each.name, COLUMN - 2) for each in people])
    for skill in Skill:
        yield _row(SKILL_WORDS[skill], [_cell(each, skill) for each in people])
    yield _row("last calls", ["·" if each.mean is None else f"{each.mean:g}" for each in people])
    yield _row("calls made alone", [str(each.calls) for each in people])
    yield _row("passed", ["yes" if each.passed else "not yet" for each in people])


def _row(name: str, values: Sequence[str]) -> str:
    label = excerpt(name, LABEL - 2)
    row = label + " " * (LABEL - cells(label))
    return row + "".join(" " * (COLUMN - 2 - cells(each)) + each + "  " for each in values).rstrip()


def _cell(person: Person, skill: Skill) -> str:
    cell = person.skills.get(skill)
    return "·" if cell is None else f"{mark(cell.mean)}{round(cell.mean)} /{cell.attempts}"


def _scenarios(picture: TeamPicture, columns: int) -> Iterator[str]:
    if picture.advice:
        yield ""
        yield from _wrapped(picture.advice, columns)
    if picture.scenarios:
        yield ""
        yield "Scenarios"
    for tried in picture.scenarios:
        flag = "!! " if tried.flag is not None else ""
        yield from _wrapped(f"{flag}{told_of(tried)}", columns, "  ")


def told_of(tried: Tried) -> str:
    """Return how a scenario comes out, in a sentence or two."""
    people = counted(tried.people, "person", "people")
    calls = counted(tried.calls, "call")
    passed = f"{tried.people_passed} of {people} passed, {tried.good} of {calls}"
    return f"{tried.scenario_id}: {passed}. {tried.sentence}".rstrip()


def _wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(text, columns, initial_indent=indent, subsequent_indent=f"{indent}  ")
