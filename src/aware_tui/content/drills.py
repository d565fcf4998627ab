"""Drills: read strictly, each file for itself, and told what is wrong by line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.content.drafts import to_write
from aware_tui.content.each_file import read_each
from aware_tui.content.frozen import freeze_in_order, thaw_as
from aware_tui.domain.practice.drills import Drill, DrillKind, HalfSorry, Slip, SoftPromise, Upset, moment

if TYPE_CHECKING:
    from aware_tui.content.errors import Problem
    from aware_tui.content.meaning_parts import Finding

FOLDER = Path("practice") / "drills"
"""Where a playbook's drills lie in its folder."""
MOST = 100
"""Drills of a folder that are read."""
SHORTEST_RUN, LONGEST_RUN = 5, 8
"""Exercises in a run: as many as two or three minutes hold."""
REASONS = 3
"""Reasons to choose from in a call with a mistake."""
FEWEST_LINES, MOST_LINES = 5, 7
"""Lines of such a call."""


@dataclass(frozen=True, slots=True)
class DrillShelf:
    """The drills of some folders, by id, and what had to be left out of them."""

    drills: tuple[Drill, ...] = ()
    left_out: "tuple[Problem, ...]" = ()

    def find(self, drill_id: str) -> Drill | None:
        """Return a drill by its id, or None."""
        return next((each for each in self.drills if each.id == drill_id), None)


def open_drills(folders: Sequence[Path]) -> DrillShelf:
    """Return the drills of playbooks' folders; of two with one id the first; the faulty are told."""
    return DrillShelf(*read_each(drill_files(folders), read_drill, lambda each: each.id))


def drill_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of drills of playbooks' folders, in the order in which they are read."""
    for folder in folders:
        yield from sorted((folder / FOLDER).glob("*.yaml"))[:MOST]


def read_drill(path: Path) -> Drill:
    """Return the drill of a file; ContentError names everything that is wrong with it."""
    from aware_tui.content.errors import ContentError
    from aware_tui.content.nodes import Keyed, spot_at
    from aware_tui.content.strict import check
    from aware_tui.content.yaml_reader import read_yaml

    node = read_yaml(path)
    if not isinstance(node, Keyed):
        raise ContentError([node.spot.problem("A drill wants keys and values", "Begin it with `schema: 1`.")])
    drill, faults = check(node, Drill)
    problems = [fault.problem for fault in faults]
    if drill is not None:
        told = ((spot_at(node, each.path), each) for each in _findings(drill))
        problems += [spot.problem(each.message, each.instead) for spot, each in told]
        problems += to_write(path)[:1]
    if drill is None or problems:
        raise ContentError(problems)
    return drill


def frozen(drill: Drill) -> str:
    """Return the document of a drill that an attempt at it keeps."""
    return freeze_in_order(drill)


def thawed(document: str) -> Drill:
    """Return the drill of a document that an attempt kept; FrozenError if it is none."""
    return thaw_as(Drill, document)


def _findings(drill: Drill) -> "Iterator[Finding]":
    """Yield what is wrong with a drill beyond its shape."""
    from aware_tui.content.meaning_parts import Finding

    if drill.schema != 1:
        message = f"This program does not know version {drill.schema}"
        yield Finding(("schema",), message, "Write `schema: 1`.")
    yield from _ids(drill)
    if len(drill.kinds) != 1:
        message = "A drill has one list of exercises" if drill.kinds else "This drill has no exercises"
        yield Finding((), message, f"Write one of: {', '.join(DrillKind)}.")
        return
    if not SHORTEST_RUN <= drill.run <= LONGEST_RUN:
        yield Finding(
            ("run",), f"A run has {SHORTEST_RUN} to {LONGEST_RUN} exercises", "Write such a number."
        )
    if len(drill.exercises) < drill.run:
        message = f"A run has {drill.run} exercises, and here are {len(drill.exercises)}"
        yield Finding((drill.kind,), message, "Write more of them.")
    for place, exercise in enumerate(drill.exercises):
        for each in _of_exercise(exercise):
            yield Finding((drill.kind, place, *each.path), each.message, each.instead)


def _ids(drill: Drill) -> "Iterator[Finding]":
    from aware_tui.content.errors import shown
    from aware_tui.content.meaning_parts import Finding

    named: list[tuple[tuple[str | int, ...], str]] = [(("id",), drill.id)]
    for kind in drill.kinds:
        named += [((kind, place, "id"), each.id) for place, each in enumerate(getattr(drill, kind))]
    for at, (path, name) in enumerate(named):
        if not _is_id(name):
            yield Finding(path, f"{shown(name)} is no id", "Write small letters, digits and -; at most 40.")
        elif at and name in [other for _, other in named[1:at]]:
            yield Finding(path, f"There are two exercises {shown(name)}", "Rename one.")


def _is_id(name: str) -> bool:
    letters = name.replace("-", "")
    return letters.isascii() and letters.isalnum() and name == name.lower() and len(name) <= 40


def _of_exercise(exercise: Upset | Slip | HalfSorry | SoftPromise) -> "Iterator[Finding]":
    from aware_tui.content.meaning_parts import Finding

    if isinstance(exercise, Upset) and len(exercise.weaker) != 2:
        yield Finding(("weaker",), "There are two weaker lines beside the good one", "Write two.")
    elif isinstance(exercise, Slip):
        yield from _of_slip(exercise)
    elif isinstance(exercise, SoftPromise):
        for name in ("now", "earliest"):
            if moment(getattr(exercise, name)) is None:
                yield Finding((name,), f"`{name}` is no time", "Write it as 2026-03-03 10:00.")


def _of_slip(slip: Slip) -> "Iterator[Finding]":
    from aware_tui.content.meaning_parts import Finding

    if not FEWEST_LINES <= len(slip.lines) <= MOST_LINES:
        yield Finding(("lines",), f"A call has {FEWEST_LINES} to {MOST_LINES} lines here", "Write as many.")
    for place, line in enumerate(slip.lines):
        if bool(line.them) == bool(line.us):
            yield Finding(("lines", place), "A line is either theirs or ours", "Write `them:` or `us:`.")
    if not 1 <= slip.mistake <= len(slip.lines) or not slip.lines[slip.mistake - 1].us:
        message = "The mistake is the number of a line of ours"
        yield Finding(("mistake",), message, "Count all lines from 1.")
    if len(slip.reasons) != REASONS or sum(each.right for each in slip.reasons) != 1:
        yield Finding(("reasons",), "There are three reasons, and one is right", "Give it `right: true`.")
