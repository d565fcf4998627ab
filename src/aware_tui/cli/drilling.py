"""A drill line by line, without the screen: every answer is saved at once, and leaving needs no word."""

from argparse import Namespace
from collections.abc import Iterable, Iterator

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import flush, say
from aware_tui.domain.practice_rows import DRILL
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.passages import Passage


def is_drill_name(name: str) -> bool:
    """Return whether a name is that of a drill, such as `drill:make-it-exact`."""
    return name.startswith(DRILL)


def drill_plain(args: Namespace) -> int:
    """Do a drill; `quit` or the end of the lines leaves it, and it waits where it stood."""
    from aware_tui.cli.plain import played
    from aware_tui.cli.practice import at_the_desk

    with at_the_desk(settings_in_force(args), opened=True) as desk:
        return played(lambda lines: _drilled(desk, args.scenario, lines))


def _drilled(desk: Desk, name: str, lines: Iterator[str]) -> None:
    """Ask and answer to the end; an exercise is told whole when it comes, and whenever a line is empty."""
    from aware_tui.services.practice import drill_plain as drills
    from aware_tui.services.practice.library import Library

    run, about = drills.taken_up(desk, Library(desk), name)
    _tell(about)
    say(drills.HOW)
    told: tuple[Passage, ...] = ()
    while run.exercise is not None:
        now = drills.asked(run)
        _tell((Passage("", now[-1].lines[:1]),) if now == told else now)
        told = now
        answer = next(lines, "quit")
        if answer.lower() in ("quit", "q"):
            say(_("The drill waits where it stood."))
            return
        if answer:
            _tell(drills.answered(run, answer))
        else:
            told = ()


def _tell(passages: Iterable[Passage]) -> None:
    """Print passages line by line, at once, so that a reader hears them."""
    from aware_tui.plain.told import passage_told

    say(*(line for passage in passages for line in passage_told(passage)))
    flush()
