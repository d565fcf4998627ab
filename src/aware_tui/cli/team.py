"""The commands for an instructor: is what was handed in true, and how does the team do."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import complain, say, say_json, width
from aware_tui.config import Settings
from aware_tui.domain.text import counted
from aware_tui.services.practice.checking import CheckedFile, Verdict

if TYPE_CHECKING:
    from aware_tui.domain.practice.assignment import Assignment
    from aware_tui.services.practice.team_view import InData, TeamView

WRONG = 1
"""Exit status after a problem that was told."""

WORDS = {
    Verdict.REPRODUCED: "reproduced",
    Verdict.UNKNOWN: "not known",
    Verdict.REFUSED: "refused",
}
"""What is said of an attempt, in a word or two."""


def check(args: Namespace) -> int:
    """Say for each attempt whether its score comes out; exit status 1 if one does not."""
    files = _checked(args)
    if args.json:
        say_json({"files": [_object(each) for each in files]})
    else:
        for each in files:
            _tell(each)
    return WRONG if any(each.refused for each in files) else 0


def collect(args: Namespace) -> int:
    """Check result files, and copy those of which nothing is refused into the data folder."""
    from aware_tui.services.practice.team_view import collect as copy

    settings, files = settings_in_force(args), _checked(args)
    kept = 0
    for each in files:
        if not each.refused:
            copy(settings, each.path)
            kept += 1
    if args.json:
        say_json({"files": [_object(each) for each in files], "kept": kept})
    else:
        for each in files:
            _tell(each)
        say(f"{kept} of {len(files)} kept. `aware team show` counts what is reproduced.")
    return WRONG if kept < len(files) else 0


def _checked(args: Namespace) -> list[CheckedFile]:
    from aware_tui.services.practice.team_view import checker_for

    settings = settings_in_force(args)
    checker = checker_for(settings, _data(settings), _only(args, settings))
    return [checker.check(Path(name)) for name in args.files]


def _only(args: Namespace, settings: Settings) -> "Assignment | None":
    from aware_tui.services.practice.instructing import find

    return find(settings, args.assignment) if args.assignment is not None else None


def _data(settings: Settings) -> "InData":
    """Read what is in the data; nothing where there is none yet."""
    from aware_tui.services.opened import opened
    from aware_tui.services.practice.team_view import InData, in_data
    from aware_tui.services.reports import has_data

    if not has_data(settings):
        return InData()
    with opened(settings) as db:
        return in_data(db)


def _tell(file: CheckedFile) -> None:
    """Print what is made of each attempt of a file; what is refused goes to stderr by its name."""
    from aware_tui.domain.practice.results import name_of

    if file.problem:
        complain(file.problem)
        return
    say(f"{file.path}: {file.trainee}")
    for each in file.attempts:
        total = "" if each.attempt.total is None else f"  {each.attempt.total:g}"
        say(f"  {WORDS[each.verdict]:<11} {name_of(each.attempt)}{total}")
        for sentence in (*(each.why if each.verdict is Verdict.UNKNOWN else ()), *each.notes):
            say(f"              {sentence}")
        if each.verdict is Verdict.REFUSED:
            named = f"{file.path}: {file.trainee}'s {name_of(each.attempt)}"
            complain(f"{named} is refused. {' '.join(each.why)}")


def _object(file: CheckedFile) -> dict[str, Any]:
    return {
        "file": file.path,
        "trainee": file.trainee or None,
        "problem": file.problem or None,
        "attempts": [
            {
                "id": each.attempt.id,
                "scenario": each.attempt.scenario_id,
                "started_at": each.attempt.started_at.astimezone(UTC),
                "assignment": each.attempt.assignment or None,
                "mode": each.attempt.mode,
                "total": each.attempt.total,
                "verdict": each.verdict,
                "why": list(each.why),
                "notes": list(each.notes),
            }
            for each in file.attempts
        ],
    }


def show(args: Namespace) -> int:
    """Show skill by person, and how each scenario comes out."""
    from aware_tui.services.practice.team_view import checker_for, files_handed_in, view

    settings = settings_in_force(args)
    data, only = _data(settings), _only(args, settings)
    checker = checker_for(settings, data, only)
    own = args.own or not args.files
    files = [Path(name) for name in args.files] + ([*files_handed_in(settings)] if own else [])
    here = [each for each in data.attempts if own and (only is None or each.assignment == only.id)]
    found = view(settings, here, files, checker)
    for sentence in found.left_out:
        complain(sentence)
    if args.json:
        from aware_tui.exports.team_json import team_object

        say_json(team_object(found.picture, found.own, found.handed_in, found.left_out))
    else:
        say(*_lines(found, width()))
    return 0


def _lines(found: "TeamView", columns: int) -> Sequence[str]:
    from aware_tui.services.practice.team_table import lines

    return [*_head(found), *lines(found.picture, columns)]


def _head(found: "TeamView") -> Iterator[str]:
    people = len(found.picture.people)
    if people:
        here, handed_in = counted(found.own, "attempt"), counted(found.handed_in, "attempt")
        yield f"{counted(people, 'person', 'people')}, {here} here, {handed_in} handed in."
