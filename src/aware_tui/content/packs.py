"""Deadline packs: found by the names that a playbook gives, and put in their places."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from aware_tui.content.errors import ContentError, Problem, shown
from aware_tui.content.folders import MAX_FILES, pack_folders
from aware_tui.content.includes import read_folder
from aware_tui.content.nodes import Entry, Keyed, Listing, Node, Scalar
from aware_tui.domain.deadline_packs import DeadlinePack

KEY = "deadlines"
_NAME = re.compile(r"[a-z0-9_]{1,40}")


def with_packs(node: Node, folder: Path, shelves: Sequence[Path]) -> Node:
    """Return a playbook's node with the deadline packs it names in their places; ContentError names the rest.

    A pack called `uk_disp` is the file `uk_disp.yaml` in the playbook's folder, or in a folder `deadlines`
    beside it or on a shelf.
    """
    wanted = node.get(KEY) if isinstance(node, Keyed) else None
    if not isinstance(node, Keyed) or not isinstance(wanted, Listing):
        return node
    places = (folder, *pack_folders(folder, shelves))
    problems: list[Problem] = []
    packs = tuple(_found(each, places, problems) for each in wanted.items)
    if problems:
        raise ContentError(problems)
    packed = Entry(node.entries[KEY].key, Listing(packs, wanted.spot))
    return Keyed(node.spot, {**node.entries, KEY: packed})


def _found(wish: Node, places: Sequence[Path], problems: list[Problem]) -> Node:
    """Return the pack that a name stands for; what is no name is left to the checks that follow."""
    if not isinstance(wish, Scalar) or not isinstance(wish.value, str):
        return wish
    place = next((place for place in places if _is_pack(place, wish.value)), None)
    if place is None:
        problems.append(_missing(wish, places[1:]))
        return wish
    try:
        return read_folder(place, DeadlinePack, f"{wish.value}.yaml")
    except ContentError as error:
        problems += error.every
        return wish


def _is_pack(place: Path, name: str) -> bool:
    try:
        return _NAME.fullmatch(name) is not None and (place / f"{name}.yaml").is_file()
    except OSError:
        return False


def _missing(wish: Scalar, places: Sequence[Path]) -> Problem:
    there = sorted({name for place in places for name in _packs_in(place)})
    near = get_close_matches(wish.source, there, 1, 0.6)
    guess = f"Did you mean `{near[0]}`? " if near else ""
    listed = ", ".join(there[:12]) or "none"
    return wish.spot.problem(f"There is no deadline pack {shown(wish.source)}", f"{guess}There is: {listed}.")


def _packs_in(place: Path) -> list[str]:
    try:
        files = sorted(place.glob("*.yaml"))[:MAX_FILES]
    except OSError:
        return []
    return [path.stem for path in files if _NAME.fullmatch(path.stem)]
