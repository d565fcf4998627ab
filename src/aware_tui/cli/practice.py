"""The command that practises: lists what there is, plays a script, opens the app, or plays line by line."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import complain, say, say_json, width
from aware_tui.config import Settings
from aware_tui.services.desk import Desk
from aware_tui.services.practice.instructing import is_assignment_file

if TYPE_CHECKING:
    from aware_tui.content.scenarios import Shelf
    from aware_tui.domain.practice.drills import Drill
    from aware_tui.services.practice.choosing import ScenarioLine
    from aware_tui.services.practice.scripting import Played

MISUSED = 2
"""Exit status after wrong usage."""


def practise(args: Namespace) -> int:
    """List scenarios, play a script, open the app on Practice, or play line by line."""
    problem = _misused(args)
    if problem:
        complain(f"{problem}\n`aware practice --help` shows how it is used.")
        return MISUSED
    if args.scenario is not None and is_assignment_file(args.scenario):
        from aware_tui.cli.instructing import practise_file

        return practise_file(args)
    if args.script is not None:
        return _script(args)
    if args.list or (args.json and args.scenario is None):
        return _list(args)
    if args.plain:
        return _plain(args)
    from aware_tui.cli.screen import open_practice

    return open_practice(args)


def _plain(args: Namespace) -> int:
    """Play a scenario, or do a drill, line by line."""
    from aware_tui.cli.drilling import drill_plain, is_drill_name
    from aware_tui.cli.rehearsing import play_plain

    if args.scenario is None:
        from aware_tui.cli.practice_choosing import chosen_plain

        args.scenario = chosen_plain(args)
    if args.scenario is None:
        return 0
    return drill_plain(args) if is_drill_name(args.scenario) else play_plain(args)


def _misused(args: Namespace) -> str:
    """Return what is wrong with how it was asked, or an empty text."""
    if args.script is not None and args.scenario is None:
        return "--script plays a scenario: name one, by its id or as a file."
    if args.script is not None and (args.list or args.plain):
        return "--script stands without --list and --plain."
    if args.scenario is not None and (args.list or (args.json and args.script is None)):
        return "--list and --json show all scenarios: name none, or give a --script."
    return ""


def utc_now() -> datetime:
    """Return the time now in UTC."""
    return datetime.now(UTC)


@contextmanager
def at_the_desk(settings: Settings, *, opened: bool) -> Iterator[Desk]:
    """Give a desk, with its data open or untouched; raises a StoreProblem."""
    from aware_tui.services.crash import hush_libraries

    hush_libraries()
    desk = Desk(settings, utc_now, lambda _: None)
    try:
        if opened:
            desk.open().result()
        yield desk
    finally:
        desk.close()


def _list(args: Namespace) -> int:
    """List the scenarios in the order to play them; what is wrong with a file is told on stderr."""
    lines, drills = to_play(args)
    if args.json:
        say_json([_object(line) for line in lines])
    else:
        say(*_rows(lines, width()))
        say("", "Drills, for one thing alone:", *(f"  drill:{each.id}  {each.title}" for each in drills))
    return 0


def to_play(args: Namespace) -> "tuple[tuple[ScenarioLine, ...], tuple[Drill, ...]]":
    """Return the scenarios, the one to play now first, and the drills; which files are wrong, on stderr."""
    from aware_tui.services.practice.drill_starting import drill_shelf
    from aware_tui.services.reports import has_data

    settings = settings_in_force(args)
    with at_the_desk(settings, opened=has_data(settings)) as desk:
        shelf, lines = _in_order_to_play(desk)
        drills = drill_shelf(desk).result().drills
    for problem in shelf.left_out:
        complain(str(problem))
    return lines, drills


def _in_order_to_play(desk: Desk) -> "tuple[Shelf, tuple[ScenarioLine, ...]]":
    """Return the scenarios there are, and each with its standing, the one to play now first."""
    from aware_tui.domain.practice.schedule import due
    from aware_tui.services.practice.choosing import Practised, in_order, practised
    from aware_tui.services.practice.library import Library
    from aware_tui.services.practice_due import due_skills
    from aware_tui.services.reports import has_data

    there, now = has_data(desk.settings), desk.now()
    shelf = Library(desk).shelf().result()
    known = practised(desk).result() if there else Practised()
    return shelf, in_order(shelf, known, due_skills(desk).result() if there else due((), now), now)


def _object(line: "ScenarioLine") -> dict[str, object]:
    from aware_tui.exports.practice_json import scenario_object

    return scenario_object(line.scenario, line.reason, line.due, line.best, line.last_at, line.times)


def _rows(lines: "tuple[ScenarioLine, ...]", columns: int) -> Iterator[str]:
    """Yield the list in columns: id, level, best score, and whom it is about."""
    from aware_tui.domain.text import cells, excerpt
    from aware_tui.services.practice.saying import LEVELS

    if not lines:
        yield "There are no scenarios. `aware doctor` says what is wrong with the playbook."
        return
    room = max(cells(line.scenario.id) for line in lines)
    for line in lines:
        scenario = line.scenario
        name = f"{scenario.id}{' ' * (room - cells(scenario.id))}"
        best = "  new" if not line.times else "    -" if line.best is None else f"{line.best:5.1f}"
        front = f"{name}  {LEVELS.get(scenario.level, ''):<6}  {best}  "
        told = f"{scenario.persona.name}: {scenario.title or scenario.industry}"
        yield front + excerpt(told, max(16, columns - cells(front)))
    yield ""
    yield "The first is the one to play now. `aware practice ID` opens it."


def _script(args: Namespace) -> int:
    """Play a script, and print what came of it; nothing is kept."""
    from aware_tui.services.practice.library import Library
    from aware_tui.services.practice.scripting import ScriptProblem, line_reader, play_script, read_script

    settings = settings_in_force(args)
    with at_the_desk(settings, opened=False) as desk:
        library = Library(desk)
        loaded, moods = library.find(args.scenario).result(), library.moods().result()
        name = "stdin" if args.script == "-" else args.script
        try:
            lines = read_script(_content(args.script), name)
            reader = line_reader(lambda: library.understanding().result())
            played = play_script(loaded.scenario, moods, lines, name, reader)
        except ScriptProblem as problem:
            complain(str(problem))
            return 1
    if args.json:
        from aware_tui.exports.practice_json import played_object

        say_json(played_object(played.scenario, played.call, played.turns, played.score, played.skills))
    else:
        say(*_transcript(played, width()))
    return 0


def _content(name: str) -> bytes:
    """Return what a script holds, or more than is allowed of it; ScriptProblem if it cannot be read."""
    from aware_tui.services.practice.scripting import MOST_BYTES, ScriptProblem

    if name == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "no file can be called that"
        raise ScriptProblem(f"{name}: It cannot be read ({why.lower()}). Check its name.") from None


def _transcript(played: "Played", columns: int) -> Iterator[str]:
    """Yield the call as people read it, then its scores."""
    from aware_tui.exports.session_text import wrapped

    scenario = played.scenario
    name = scenario.persona.name
    yield f"{scenario.title or scenario.id} ({scenario.id})"
    yield ""
    yield from wrapped(f"{name}: {scenario.opening[0]}", columns, "    ", "      ")
    for turn in played.turns:
        yield from wrapped(turn.move, columns, f"{turn.number:>2}  ", "      ")
        if turn.said and turn.said not in turn.move:
            yield from wrapped(f"You: {turn.said}", columns, "    ", "      ")
        if turn.customer:
            yield from wrapped(f"{name}: {turn.customer}", columns, "    ", "      ")
        mood = f"anger {turn.anger:g}, trust {turn.trust:g}"
        yield from wrapped(" ".join((f"[{mood}]", *turn.why)), columns, "    ", "      ")
    yield ""
    yield from scores_of(played, columns)


def scores_of(played: "Played", columns: int) -> Iterator[str]:
    """Yield how a call ended, its steps with what they rest on, and the soft skills beside them."""
    from aware_tui.domain.practice.scoring import STEPS
    from aware_tui.exports.session_text import wrapped
    from aware_tui.services.practice.words import ENDING_NAMES

    yield f"Ended: {ENDING_NAMES[played.ended]}. Score: {played.score.total:g} of 100."
    for fatal in played.score.fatal:
        yield f"{FATAL.get(fatal, f'It must not come to this: {fatal}')}. So the score is 49 at most."
    for step in STEPS:
        points = (point for point in played.score.points if point.step == step)
        told = "; ".join(f"{point.what} {point.got:g} of {point.out_of:g}" for point in points)
        yield from wrapped(f"{step.capitalize()} {played.score.steps[step]:g}: {told}", columns, "  ", "    ")
    beside = ", ".join(f"{name} {value}" for name, value in played.indicators.items())
    if beside:
        yield from wrapped(f"Beside the score: {beside}.", columns, "", "  ")


FATAL = {"safety_truth": "They were not told what they had to know to be safe"}
"""What is told of a fatal error, where there is more to say than its name."""
