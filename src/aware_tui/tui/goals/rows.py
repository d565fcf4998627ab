"""A goal as one line of the list, and as a page to be read."""

from datetime import date

from textual.content import Content

from aware_tui.domain.goals.aim import aim_of
from aware_tui.domain.goals.figure_words import aimed, day_words, number
from aware_tui.domain.goals.progress import Progress, Standing
from aware_tui.domain.goals.words import bar_words
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import GoalState
from aware_tui.domain.state_words import state_words
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.goals import GoalLine
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice
from aware_tui.tui.plaintext import plain, styled

STANDING, FIGURE = 15, 23
"""Cells of the columns; a gap of two follows each."""

BAR = 20
"""Cells of a bar."""

STYLES = {
    Standing.MET: "$success",
    Standing.ON_TRACK: "",
    Standing.NOT_ON_TRACK: "$warning",
    Standing.TOO_EARLY: "$muted",
    Standing.NOT_ENOUGH: "$muted",
}

MARKS = {Standing.MET: "✔ ", Standing.NOT_ON_TRACK: "! "}
"""What stands before a word that matters, so that it is seen without colour."""


def goal_row(line: GoalLine, width: int) -> Content:
    """Return a goal in `width` cells: what it is called, its figure and target, how it stands."""
    ended = line.goal.state is GoalState.ENDED
    standing = line.progress.standing
    word = _("ended") if ended else f"{MARKS.get(standing, '')}{state_words(standing)}"
    columns = [
        _cell(figures(line.goal, line.progress), FIGURE, "$muted"),
        _cell(word, STANDING, "$muted" if ended else STYLES[standing]),
    ]
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    return Content("  ").join([_cell(line.goal.title, room, "$muted" if ended else ""), *columns])


def heads(width: int) -> Content:
    """Return the names of the columns over the list."""
    columns = [_cell(_("now, wanted"), FIGURE, "$faint"), _cell(_("how it goes"), STANDING, "$faint")]
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    return Content("  ").join([_cell(_("goal"), room, "$faint"), *columns])


def figures(goal: Goal, progress: Progress) -> str:
    """Return the figure and the target: “24, wanted 30 minutes”."""
    unit, value = aim_of(goal).meter.unit, progress.measure.value
    now = _("none yet") if value is None else number(value, unit)
    return f"{now}, {aimed(goal.target, unit)}"


def goal_page(line: GoalLine, today: date) -> tuple[Passage, ...]:
    """Return a goal to be read: how it goes, bars with numbers, whose it is, why, until when."""
    goal, progress = line.goal, line.progress
    ended = goal.state is GoalState.ENDED
    voice = Voice.LATE if progress.standing is Standing.NOT_ON_TRACK and not ended else Voice.PLAIN
    bars = [Said(each, Voice.QUIET) for each in bar_words(goal, progress, BAR)]
    told = (Said(line.sentence, voice), *([GAP, *bars] if bars else ()))
    days = _("{first} to {last}").format(
        first=day_words(goal.starts_on, today), last=day_words(goal.deadline, today)
    )
    facts = (
        (_("About"), line.about),
        (_("Owner"), goal.owner),
        (_("Days"), days),
        (_("Why"), goal.reason),
        (_("Outcome"), goal.outcome if ended else ""),
    )
    said = tuple(Said(words, lead=f"{name:<9}") for name, words in facts if words)
    return Passage(goal.title, told, _("ended") if ended else state_words(progress.standing)), Passage(
        "", said
    )


def _cell(text: str, width: int, style: str) -> Content:
    shown = plain(excerpt(text, width))
    return styled((shown, style), (" " * max(0, width - shown.cell_length), ""))
