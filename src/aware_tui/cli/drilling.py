"""A drill line by line, without the screen: every answer is saved at once, and leaving needs no word."""

from argparse import Namespace

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import say, width
from aware_tui.domain.practice_rows import DRILL


def is_drill_name(name: str) -> bool:
    """Return whether a name is that of a drill, such as `drill:make-it-exact`."""
    return name.startswith(DRILL)


def drill_plain(args: Namespace) -> int:
    """Do a drill; `quit` or the end of the lines leaves it, and it waits where it stood."""
    from aware_tui.cli.plain import typed_lines
    from aware_tui.cli.practice import at_the_desk
    from aware_tui.services.practice import drill_plain as drills
    from aware_tui.services.practice.library import Library

    with at_the_desk(settings_in_force(args), opened=True) as desk:
        run, lines = drills.taken_up(desk, Library(desk), args.scenario)
        _tell(lines)
        typed = typed_lines()
        while run.exercise is not None:
            _tell(("", *drills.asked(run)))
            answer = next(typed, "quit")
            if answer == "quit":
                _tell(("The drill waits where it stood.",))
                return 0
            _tell(drills.answered(run, answer))
    return 0


def _tell(lines: tuple[str, ...]) -> None:
    """Print lines as wide as the terminal, at once, so that a reader hears them."""
    from aware_tui.cli.output import flush
    from aware_tui.exports.session_text import wrapped

    for line in lines:
        say(*(wrapped(line, width(), "", "  ") if line else ("",)))
    flush()
