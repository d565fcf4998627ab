"""Load a playbook strictly: read, lay over what it extends, check its shape and its meaning."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from aware_tui.content.errors import ContentError, PlaybookError, Problem, shown
from aware_tui.content.folders import Base, beside, locate, playbooks_on, real
from aware_tui.content.frozen import Loaded, loaded
from aware_tui.content.includes import read_folder
from aware_tui.content.meaning import findings
from aware_tui.content.meaning_parts import Finding
from aware_tui.content.merge import merge
from aware_tui.content.nodes import Keyed, Node, Scalar, descend, without
from aware_tui.content.packs import with_packs
from aware_tui.content.strict import Fault, check
from aware_tui.domain.playbook import Playbook

MAX_BASES = 5
_BARE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]{0,79}")


def load_playbook(folder: Path, shelves: Sequence[Path]) -> Loaded:
    """Return the playbook of a folder; PlaybookError names everything that is wrong with it."""
    return load_with_bases(folder, shelves)[0]


def load_with_bases(folder: Path, shelves: Sequence[Path]) -> tuple[Loaded, tuple[Base, ...]]:
    """Return the playbook of a folder and the chain of what it extends, nearest first."""
    try:
        node, bases = _merged(folder, shelves)
        return loaded(_checked(node)), bases
    except ContentError as error:
        raise PlaybookError(error.every) from None


def bases_of(folder: Path, shelves: Sequence[Path]) -> tuple[Base, ...]:
    """Return the chain of what a playbook extends, nearest first; PlaybookError if that cannot be told."""
    try:
        return _merged(folder, shelves)[1]
    except ContentError as error:
        raise PlaybookError(error.every) from None


def _merged(folder: Path, shelves: Sequence[Path]) -> tuple[Node, tuple[Base, ...]]:
    node = _layer(folder, shelves)
    layers, bases, passing = [node], list[Base](), [real(folder)]
    while wish := node.get("extends") if isinstance(node, Keyed) else None:
        name, folder = _base(wish, folder, shelves, passing)
        bases.append((name, folder))
        passing.append(real(folder))
        node = _layer(folder, shelves)
        layers.append(node)
    return _laid(layers), tuple(bases)


def _layer(folder: Path, shelves: Sequence[Path]) -> Node:
    return with_packs(read_folder(folder, Playbook), folder, shelves)


def _laid(layers: list[Node]) -> Node:
    """Return the layers laid over one another, the last at the bottom."""
    *above, whole = (without(layer, ("extends",)) for layer in layers)
    for layer in reversed(above):
        whole = merge(whole, layer)
    return whole


def _base(wish: Node, folder: Path, shelves: Sequence[Path], passing: Sequence[Path]) -> Base:
    """Return the playbook that `extends` names: a folder beside this one, or one on the shelves."""
    name = wish.value if isinstance(wish, Scalar) else None
    if not isinstance(name, str) or not _BARE_NAME.fullmatch(name):
        raise _error(
            wish,
            "`extends` wants the id of a playbook, or the name of a folder beside this one",
            "Write its name alone, such as `aware`.",
        )
    if len(passing) > MAX_BASES:
        raise _error(
            wish, f"More than {MAX_BASES} playbooks extend one another", "Extend one nearer the bottom."
        )
    places = beside(folder, shelves)
    found = locate(name, places, passing)
    if found is not None:
        return name, found
    if locate(name, places) is not None:
        raise _error(
            wish, f"{shown(name)} extends itself, directly or in a circle", "Extend another playbook."
        )
    there = ", ".join(sorted({each.name for shelf in places for each in playbooks_on(shelf)})[:12]) or "none"
    raise _error(wish, f"There is no playbook {shown(name)} to extend", f"There is: {there}.")


def _error(node: Node, message: str, instead: str) -> ContentError:
    return ContentError([node.spot.problem(message, instead)])


def _checked(node: Node) -> Playbook:
    playbook, faults = check(node, Playbook)
    broken = findings(playbook) if playbook else ()
    problems = [fault.problem for fault in faults]
    problems += [_placed(node, each) for each in broken if not _follows(each, faults)]
    if problems or playbook is None:
        raise ContentError(problems)
    return playbook


def _placed(node: Node, finding: Finding) -> Problem:
    return descend(node, finding.path).spot.problem(finding.message, finding.instead)


def _follows(finding: Finding, faults: Iterable[Fault]) -> bool:
    """Return whether a finding may only be the echo of a fault, told already."""
    return any(
        "template" in finding.path or all(a == b for a, b in zip(finding.path, fault.path, strict=False))
        for fault in faults
    )
