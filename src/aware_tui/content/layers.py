"""The same file of several folders, each laid over the next; what cannot be laid is left out and told."""

from collections.abc import Sequence
from pathlib import Path

from aware_tui.content.errors import ContentError, Problem
from aware_tui.content.includes import read_what_can_be
from aware_tui.content.merge import merge
from aware_tui.content.nodes import Entry, Keyed, Node, Scalar
from aware_tui.content.shapes import Hint, is_shape, item_of, keys_of

AS_SHIPPED = "Begin it as the one that ships does."


def laid(folders: Sequence[Path], shape: type, main: str, no_keys: str) -> tuple[Node | None, list[Problem]]:
    """Return the folders' `main` files, the first on top, and what is wrong.

    `no_keys` is said of a file without keys and values.
    """
    whole: Node | None = None
    told: list[Problem] = []
    for folder in reversed(folders):
        node, problems = read_what_can_be(folder, shape, main)
        told += problems
        if not isinstance(node, Keyed):
            told += [] if node is None else [node.spot.problem(no_keys, AS_SHIPPED)]
            continue
        layer = _without_holes(node, shape)
        try:
            whole = layer if whole is None else merge(whole, layer)
        except ContentError as error:
            told += error.every
    return whole, told


def is_below(node: Node, folder: Path | None) -> bool:
    """Say whether what a node holds stands in a file below a folder."""
    return folder is not None and Path(node.spot.file).is_relative_to(folder)


def _without_holes(node: Node, hint: Hint) -> Node:
    """Return a layer without the names of files that could not be read."""
    if isinstance(node, Keyed) and is_shape(hint):
        entries = dict(node.entries)
        for key, below in keys_of(hint).items():
            if key in entries and (is_shape(below) or is_shape(item_of(below))):
                if isinstance(entries[key].value, Scalar):
                    del entries[key]
                else:
                    entries[key] = Entry(entries[key].key, _without_holes(entries[key].value, below))
        return Keyed(node.spot, entries)
    return node
