"""The commands that make an assignment, take one up, and hand in what was done."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from aware_tui.cli.in_force import settings_in_force, settings_of
from aware_tui.cli.output import complain, say, say_json, say_json_text
from aware_tui.config import Settings
from aware_tui.domain.forms import long_day, weekday
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import counted
from aware_tui.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from aware_tui.domain.practice.assignment import Asked, Assignment

WRONG = 1
"""Exit status after a problem that was told."""

HELP = {
    AttemptMode.WATCH: _("watched or more"),
    AttemptMode.COMPLETE: _("completed, chosen or typed"),
    AttemptMode.CHOOSE: _("chosen or typed"),
    AttemptMode.TYPE: _("typed"),
}
"""How an assignment wants a call to be made."""

OWN = _("made alone: chosen or typed")

ONE_EACH_TIME = _("One call at a time: the same command goes on with the next.")

NO_CALLS = "There is no finished call of {who} to hand in{why}. `aware {begin}` begins one."
NO_DATA = "There is no data at {path} yet, so there is nothing to hand in. `aware {begin}` begins a call."


def write_assignment(args: Namespace) -> int:
    """Write an assignment into a file, and keep it here to hold results against."""
    from aware_tui.exports.practice_files import assignment_text, is_assignment
    from aware_tui.services.practice import instructing

    settings = settings_in_force(args)
    mode = AttemptMode(args.mode) if args.mode else None
    made = instructing.make_assignment(settings, args.scenarios, _now(), args.title, mode, args.due)
    where = _written(assignment_text(made), args.output, is_assignment)
    instructing.keep(settings, made)
    if where:
        many = counted(len(made.scenarios), "scenario")
        say(f"The assignment “{made.title}” ({many}) is in {where}.")
        say(f"Give it to your trainees: `aware team do FILE` opens it. Its id is {made.id[:12]}.")
    return 0


def _now() -> datetime:
    return datetime.now(UTC)


def _written(text: str, output: str, is_ours: "Callable[[str], bool]") -> Path | None:
    """Put a text where it goes; return the file, or None for stdout. Raises NotWritten."""
    from aware_tui.exports.files import write_whole

    if output == "-":
        say_json_text(text, end="")
        return None
    return write_whole(Path(output), text, is_ours)


def take_up(args: Namespace) -> int:
    """Take an assignment in, then open it; or only say what it asks, and what is done."""
    import sys

    from aware_tui.services.practice import instructing

    settings = settings_of(args)
    assignment = instructing.find(settings, args.file)
    if args.json or args.list or not sys.stdout.isatty():
        return _tell(settings, assignment, as_json=args.json)
    instructing.keep(settings, assignment)
    from aware_tui.cli.screen import open_assignment

    return open_assignment(settings, assignment.id)


def practise_file(args: Namespace) -> int:
    """Take up an assignment that `aware practice` was given for a scenario."""
    if args.script is not None:
        complain(f"{args.scenario} is an assignment. A script plays one scenario: name one by its id.")
        return WRONG
    if args.plain:
        return _play_plain(args)
    return take_up(Namespace(**{**vars(args), "file": args.scenario, "list": args.list}))


def _play_plain(args: Namespace) -> int:
    """Take an assignment in, and play what is to do next in it line by line."""
    from aware_tui.cli.rehearsing import play_assignment
    from aware_tui.services.practice import instructing

    settings = settings_in_force(args)
    assignment = instructing.read_file(Path(args.scenario))
    instructing.keep(settings, assignment)
    say(f"{assignment.title}.", *_asks(assignment), *map(_spoken, _how_far(settings, assignment)))
    if len(assignment.scenarios) > 1:
        say(ONE_EACH_TIME)
    return play_assignment(args, assignment)


def _tell(settings: Settings, assignment: "Assignment", *, as_json: bool) -> int:
    far = _how_far(settings, assignment)
    if as_json:
        say_json(_object(assignment, far))
        return 0
    say(*_told(assignment, far))
    say("", "On a terminal this command opens it. `aware team results` hands it in.")
    return 0


def _told(assignment: "Assignment", far: "tuple[Asked, ...]") -> Iterator[str]:
    """Yield what an assignment asks, and how far whoever sits here is with it."""
    yield from (assignment.title, *_asks(assignment), "", *(_line(each) for each in far))


def _how_far(settings: Settings, assignment: "Assignment") -> "tuple[Asked, ...]":
    from aware_tui.domain.practice.assignment import asked
    from aware_tui.services.opened import opened
    from aware_tui.services.practice.instructing import own_attempts
    from aware_tui.services.reports import has_data

    if not has_data(settings):
        return asked(assignment, ())
    with opened(settings) as db:
        return asked(assignment, own_attempts(db, assignment, settings.agent))


def _asks(assignment: "Assignment") -> Iterator[str]:
    yield _("Each call is to be {how}.").format(how=HELP[assignment.mode] if assignment.mode else OWN)
    if (last := assignment.due) is not None:
        said = _("The last day is {weekday} {day} {year} (UTC).")
        yield said.format(weekday=weekday(last), day=long_day(last), year=last.year)


def _line(asked: "Asked") -> str:
    mark = "done" if asked.done else "to do"
    late = ", late" if asked.late else ""
    best = f"  best {asked.best:g}" if asked.best is not None else ""
    waits = "  a call waits to be gone on with" if asked.waits else ""
    return f"{mark:<6} {asked.scenario.id}: {asked.scenario.title}{late}{best}{waits}"


def _spoken(asked: "Asked") -> str:
    """Return how far they are with a scenario as a sentence."""
    from aware_tui.services.practice.words import number

    parts = (
        asked.scenario.title or asked.scenario.id,
        _("done") if asked.done else _("to do"),
        _("late") if asked.late else "",
        _("best {best}").format(best=number(asked.best)) if asked.best is not None else "",
        _("a call waits to be gone on with") if asked.waits else "",
    )
    return f"{', '.join(part for part in parts if part)}."


def _object(assignment: "Assignment", far: "tuple[Asked, ...]") -> dict[str, Any]:
    return {
        "id": assignment.id,
        "title": assignment.title,
        "made_at": assignment.made_at,
        "mode": assignment.mode,
        "due": assignment.due.isoformat() if assignment.due is not None else None,
        "scenarios": [
            {
                "id": each.scenario.id,
                "title": each.scenario.title,
                "hash": each.scenario.content_hash,
                "done": each.done,
                "late": each.late,
                "best": each.best,
                "tries": each.tries,
            }
            for each in far
        ],
    }


def write_results(args: Namespace) -> int:
    """Write the finished calls of a trainee into a file, and say what is not in it."""
    from aware_tui.exports.result_files import is_results, results_text
    from aware_tui.services.opened import opened
    from aware_tui.services.practice import instructing
    from aware_tui.services.practice.handing_in import hand_in
    from aware_tui.services.reports import has_data

    settings = settings_of(args)
    begin = "practice" if args.assignment is None else f"team do {quote(args.assignment)}"
    if not has_data(settings):
        complain(NO_DATA.format(path=settings.database, begin=begin))
        return WRONG
    wanted = instructing.find(settings, args.assignment) if args.assignment is not None else None
    who = args.trainee or settings.agent
    with opened(settings) as db:
        made = hand_in(settings, db, _now(), who, wanted, args.called)
    for sentence in made.left_out:
        complain(sentence)
    if not made.file.claims:
        why = f" for “{wanted.title}”" if wanted is not None else ""
        complain(NO_CALLS.format(who=who, why=why, begin=begin))
        return WRONG
    where = _written(results_text(made.file, with_words=args.with_words), args.output, is_results)
    if where:
        count = len(made.file.claims)
        say(f"{counted(count, 'call')} of {made.file.trainee} in {where}.")
    return 0
