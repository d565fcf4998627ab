"""What to practise, chosen line by line: a scenario or a drill by its number, or how one comes on."""

from argparse import Namespace
from collections.abc import Sequence

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import complain, flush, say
from aware_tui.domain.practice_rows import DRILL
from aware_tui.language import _

HOW = _("A number or an id plays it. `progress` tells how you come on, `list` tells these again.")
"""Told under what there is to practise."""

NO_SUCH = _("There is no number {number}: 1 to {last}.")


def chosen_plain(args: Namespace) -> str | None:
    """Return the id of the scenario or drill that a line names; None where they leave."""
    from aware_tui.cli.plain import typed_lines

    found, lines = _shelf(args), typed_lines()
    _tell(found)
    for line in lines:
        asked = line.lower()
        if asked in ("", "quit", "q"):
            return None
        if asked == "progress":
            _tell_progress(args)
        elif asked == "list":
            _tell(found)
        elif not (asked.isascii() and asked.isdecimal()):
            return line
        elif 0 < (number := int(asked[:6])) <= len(found):
            return found[number - 1][0]
        else:
            say(NO_SUCH.format(number=number, last=len(found)))
        flush()
    return None


def _tell(found: Sequence[tuple[str, str]]) -> None:
    say(*(f"{number} {told}" for number, (_id, told) in enumerate(found, 1)), HOW)
    flush()


def _shelf(args: Namespace) -> list[tuple[str, str]]:
    """Return the scenarios, the one to play now first, then the drills: the id of each, and its sentence."""
    from aware_tui.cli.practice import at_the_desk, in_order_to_play
    from aware_tui.services.practice.drill_starting import drill_shelf
    from aware_tui.services.practice.saying import LEVELS
    from aware_tui.services.reports import has_data

    settings = settings_in_force(args)
    with at_the_desk(settings, opened=has_data(settings)) as desk:
        shelf, lines = in_order_to_play(desk)
        drills = drill_shelf(desk).result().drills
    for problem in shelf.left_out:
        complain(str(problem))
    found = []
    for line in lines:
        best = _("new") if not line.times else _("best {best:g}").format(best=line.best or 0)
        scenario = line.scenario
        title, level = scenario.title or scenario.industry, LEVELS.get(scenario.level, "")
        parts = (scenario.persona.name, title, level, best, scenario.id)
        found.append((scenario.id, f"{', '.join(part for part in parts if part)}."))
    return found + [(f"{DRILL}{each.id}", _("Drill: {title}.").format(title=each.title)) for each in drills]


def _tell_progress(args: Namespace) -> None:
    from aware_tui.cli.practice import at_the_desk
    from aware_tui.cli.rehearsing_after import progress
    from aware_tui.services.reports import has_data

    settings = settings_in_force(args)
    if not has_data(settings):
        say(_("You have not practised here yet."))
        return
    with at_the_desk(settings, opened=True) as desk:
        say(*progress(desk))
