"""What to practise, chosen line by line: a scenario or a drill by its number, or how one comes on."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import flush, say
from aware_tui.domain.practice_rows import DRILL, Attempt
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.services.practice.choosing import Paused, ScenarioLine

HOW = _(
    "A number or an id plays it. `progress` tells how you come on, `list` tells these again, `quit` leaves."
)
"""Told under what there is to practise."""

WAITS = _("`put away` and the number of a call that waits lets go of it.")
"""Told beside it where a call waits."""

AWAY = "put away"
NO_SUCH = _("There is no number {number}: 1 to {last}.")
SURE = _("It does not count then, and cannot be gone on with. `put away {number} sure` does it.")
GONE = _("Put away. Saved.")
NONE_WAITS = _("That is no call that waits: nothing was put away.")


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be practised, by the id that plays it; an attempt is a call that waits."""

    name: str
    told: str
    attempt: Attempt | None = None


def chosen_plain(args: Namespace) -> str | None:
    """Return the id of the scenario or drill that a line names; None where they leave."""
    from aware_tui.cli.plain import console, typed_lines

    found = _shelf(args)
    _tell(found)
    for line in typed_lines(console()):
        asked = " ".join(line.lower().split())
        if asked in ("quit", "q"):
            return None
        if asked == "list" or asked.startswith(AWAY):
            found = _listed(args, found, asked)
        elif name := _picked(args, found, line):
            return name
        flush()
    return None


def _listed(args: Namespace, found: list[Choice], asked: str) -> list[Choice]:
    """Return what there is to practise now, told; first a call that waits may be put away."""
    if asked != "list":
        return _put_away(args, found, asked.removeprefix(AWAY).strip())
    there = _shelf(args)
    _tell(there)
    return there


def _picked(args: Namespace, found: Sequence[Choice], line: str) -> str:
    """Return the id of what a line picks; else nothing, and what it asked for is told."""
    asked = line.lower()
    if not asked:
        say(HOW)
    elif asked == "progress":
        _tell_progress(args)
    elif asked.isascii() and asked.isdecimal():
        picked = _at(found, asked)
        return picked.name if picked is not None else ""
    elif _is_there(args, line):
        return line
    return ""


def _is_there(args: Namespace, name: str) -> bool:
    """Say whether there is anything of a name to practise; that there is not is told."""
    from aware_tui.services.practice.naming import check_name
    from aware_tui.services.practice.shelves import NoSuchScenario

    try:
        check_name(settings_in_force(args), name)
    except NoSuchScenario as problem:
        say(str(problem))
        return False
    return True


def _tell(found: Sequence[Choice]) -> None:
    waits = (WAITS,) if any(each.attempt for each in found) else ()
    say(*(f"{number} {each.told}" for number, each in enumerate(found, 1)), HOW, *waits)
    flush()


def _at(found: Sequence[Choice], number: str) -> Choice | None:
    """Return what has a number; that there is none is told."""
    place = int(number[:6])
    if 0 < place <= len(found):
        return found[place - 1]
    say(NO_SUCH.format(number=place, last=len(found)))
    return None


def _put_away(args: Namespace, found: list[Choice], rest: str) -> list[Choice]:
    """Let go of a call that waits, once they are sure; return what there is to practise then, told."""
    from aware_tui.cli.practice import at_the_desk
    from aware_tui.services.practice_store import discard

    number, _blank, sure = rest.partition(" ")
    picked = _at(found, number) if number.isascii() and number.isdecimal() else None
    if picked is None or picked.attempt is None:
        say(NONE_WAITS)
        return found
    if sure != "sure":
        say(SURE.format(number=number))
        return found
    with at_the_desk(settings_in_force(args), opened=True) as desk:
        discard(desk, picked.attempt).result()
    say(GONE)
    left = _shelf(args)
    _tell(left)
    return left


def _shelf(args: Namespace) -> list[Choice]:
    """Return the calls that wait, then the scenarios, the one to play now first, then the drills."""
    from aware_tui.cli.practice import at_the_desk, to_play
    from aware_tui.services.practice.choosing import practised
    from aware_tui.services.reports import has_data

    settings = settings_in_force(args)
    waiting: tuple[Paused, ...] = ()
    lines, drills = to_play(args)
    if has_data(settings):
        with at_the_desk(settings, opened=True) as desk:
            waiting = practised(desk).result().paused
    said = _("Drill: {title}.")
    return [
        *map(_waiting, waiting),
        *map(_scenario, lines),
        *(Choice(f"{DRILL}{each.id}", said.format(title=each.title)) for each in drills),
    ]


def _waiting(each: "Paused") -> Choice:
    from aware_tui.services.practice.going_on import MODES

    here = each.attempt.mode in MODES
    said = _("Waits where you left it: {call}.") if here else _("Waits on the screens of the app: {call}.")
    call = ", ".join(part for part in (each.name, each.title) if part)
    return Choice(each.attempt.scenario_id, said.format(call=call), each.attempt)


def _scenario(line: "ScenarioLine") -> Choice:
    from aware_tui.services.practice.saying import LEVELS
    from aware_tui.services.practice.words import number

    best = _("best {best}").format(best=number(line.best)) if line.best is not None else _("no score yet")
    scenario = line.scenario
    title, level = scenario.title or scenario.industry, LEVELS.get(scenario.level, "")
    parts = (scenario.persona.name, title, level, best if line.times else _("new"), scenario.id)
    return Choice(scenario.id, f"{', '.join(part for part in parts if part)}.")


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
