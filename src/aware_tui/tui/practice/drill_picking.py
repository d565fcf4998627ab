"""Picking a drill, what is due first, and opening it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aware_tui.domain.playbook import Choice
from aware_tui.domain.practice.schedule import DueSkill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.language import _
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.drill_starting import DrillLine, drill_lines, drill_shelf
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from textual.app import App

WHICH = _("Which drill?")
WHY = _("A few short exercises on one step, 2 to 3 minutes.")
NO_DRILLS = _("There is no drill. They lie in practice/drills in the folder of a playbook.")
GONE = _("This drill is not there any more. Take another one.")


async def pick_drill(
    app: "App[Any]", desk: Desk, finished: Sequence[Attempt], due: Sequence[DueSkill]
) -> None:
    """Ask for a drill and open it; `due` are the due skills of the trainee."""
    lines = await _lines(app, desk, finished, due)
    if lines is None:
        return
    choices = tuple(Choice(line.drill.id, label(line)) for line in lines)
    picked = await app.push_screen_wait(Pick(WHICH, choices, why=WHY)) if choices else None
    line = next((each for each in lines if each.drill.id == picked), None)
    if line is not None:
        _open(app, desk, line)


async def open_drill(app: "App[Any]", desk: Desk, drill_id: str, finished: Sequence[Attempt] = ()) -> None:
    """Open a drill by its id; a run that was left is gone on with."""
    lines = await _lines(app, desk, finished, ())
    line = next((each for each in lines or () if each.drill.id == drill_id), None)
    if line is not None:
        _open(app, desk, line)
    elif lines is not None:
        app.notify(GONE, severity="warning")


async def _lines(
    app: "App[Any]", desk: Desk, finished: Sequence[Attempt], due: Sequence[DueSkill]
) -> tuple[DrillLine, ...] | None:
    shelf, problem = await answer_of(drill_shelf(desk))
    if shelf is None:
        app.notify(problem, severity="warning")
        return None
    for fault in shelf.left_out[:1]:
        app.notify(_("Left out: {fault}").format(fault=fault), severity="warning", timeout=20)
    left, problem = await answer_of(practice_store.open_attempts(desk))
    if left is None:
        app.notify(problem, severity="warning")
        return None
    if not shelf.drills:
        app.notify(NO_DRILLS, severity="warning")
    return drill_lines(shelf.drills, finished, due, left)


def _open(app: "App[Any]", desk: Desk, line: DrillLine) -> None:
    from aware_tui.tui.practice.drill_screen import DrillScreen

    app.push_screen(DrillScreen(desk, line.drill, known=line.times > 0))


def label(line: DrillLine) -> str:
    """Return a drill with what was made of it, in a few words."""
    if line.left_at == 0:
        return _("{title} · goes on with the first exercise").format(title=line.drill.title)
    if line.left_at is not None:
        return _("{title} · goes on after {left_at} of {run}").format(
            title=line.drill.title, left_at=line.left_at, run=line.drill.run
        )
    best = _("new") if line.best is None else _("best {count} of 100").format(count=round(line.best))
    return " · ".join((line.drill.title, best, *((_("due now"),) if line.due else ())))
