"""Put the files of a playbook's folder in the places that name them."""

import re
from pathlib import Path

from aware_tui.content.errors import ContentError, Problem, shown
from aware_tui.content.folders import MAIN_FILE, real
from aware_tui.content.nodes import Entry, Keyed, Listing, Node, Scalar, Spot, count
from aware_tui.content.shapes import Hint, is_shape, item_of, keys_of
from aware_tui.content.yaml_reader import read_yaml

MAX_VALUES = 20_000  # of a whole playbook

_BARE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}\.ya?ml")
_FILE_LIKE = re.compile(r"\S+\.ya?ml", re.IGNORECASE)


def read_folder(folder: Path, shape: type, main: str = MAIN_FILE) -> Node:
    """Return what a folder's main file says, with the files it names in their places.

    A file's name stands for its content where `shape` wants keys or a list. ContentError names
    the problems of all the files at once.
    """
    node, problems = read_what_can_be(folder, shape, main)
    if problems or node is None:
        raise ContentError(problems)
    return node


def read_what_can_be(folder: Path, shape: type, main: str) -> tuple[Node | None, list[Problem]]:
    """Return the same, and the problems; a file that cannot be read leaves its name in its place."""
    reading = _Reading(folder)
    node = reading.file(main, Spot(str(folder / main), 1, 1), shape, ())
    return node, reading.problems


class _Reading:
    """One folder being read: each file once, and what went wrong."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._root = real(folder)
        self._read: dict[Path, Node | None] = {}
        self._values = 0

    def file(self, name: str, asked: Spot, hint: Hint, within: tuple[Path, ...]) -> Node | None:
        """Return a file's content for a place of this type; None if it cannot be used."""
        path = self._locate(name, asked)
        if path is None:
            return None
        if path in within:
            self._add(asked, f"{shown(name)} names itself, directly or in a circle", "Take out this name.")
            return None
        if path not in self._read:
            self._read[path] = self._parse(path, name)
        node = self._read[path]
        if node is None or not self._fits(node, asked):
            return None
        return self.expand(node, hint, (*within, path))

    def expand(self, node: Node, hint: Hint, within: tuple[Path, ...]) -> Node:
        """Return the node with the files it names in their places."""
        item = item_of(hint)
        if isinstance(node, Scalar) and (item is not None or is_shape(hint)):
            return self._named(node, hint, within)
        if isinstance(node, Keyed) and is_shape(hint):
            keys = keys_of(hint)
            return Keyed(
                node.spot,
                {k: Entry(e.key, self.expand(e.value, keys.get(k), within)) for k, e in node.entries.items()},
            )
        if isinstance(node, Listing) and item is not None:
            return Listing(tuple(self.expand(each, item, within) for each in node.items), node.spot)
        return node

    def _named(self, node: Scalar, hint: Hint, within: tuple[Path, ...]) -> Node:
        if not _FILE_LIKE.fullmatch(node.source):
            return node
        if not _BARE.fullmatch(node.source):
            self._add(
                node.spot,
                f"{shown(node.source)} is not the bare name of a file in this folder",
                "Copy the file here and write its name alone, such as `widen.yaml`.",
            )
            return node
        return self.file(node.source, node.spot, hint, within) or node

    def _locate(self, name: str, asked: Spot) -> Path | None:
        path = self._root / name
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):
            self._add(
                asked,
                f"There is no file {shown(name)} in this folder",
                "Write the name of a file that is there.",
            )
            return None
        if not real.is_relative_to(self._root):
            self._add(asked, f"{shown(name)} is a link to a file outside this folder", "Copy the file here.")
            return None
        return real

    def _parse(self, path: Path, name: str) -> Node | None:
        try:
            return read_yaml(path, str(self._folder / name))
        except ContentError as error:
            self.problems.extend(error.every)
            return None

    def _fits(self, node: Node, asked: Spot) -> bool:
        self._values += count(node)
        if self._values <= MAX_VALUES:
            return True
        self._add(
            asked, f"This playbook holds more than {MAX_VALUES:,} values", "Take out what is not needed."
        )
        return False

    def _add(self, spot: Spot, message: str, instead: str) -> None:
        self.problems.append(spot.problem(message, instead))
