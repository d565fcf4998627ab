"""What a file says, as nodes that remember where each value stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aware_tui.content.errors import Problem

_KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", type(None): "nothing"}

Path = tuple[str | int, ...]
"""The way from a node down to one of its values: keys and places in lists, counted from 0."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def problem(self, message: str, instead: str) -> Problem:
        """Return a problem at this place."""
        return Problem(self.file, self.line, self.column, message, instead)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, and the words it was written with."""

    value: str | int | float | bool | None
    source: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Entry:
    """A key's value, and where the key stands."""

    key: Spot
    value: "Node"


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys and their values."""

    spot: Spot
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = Scalar | Listing | Keyed


def plain(node: Node) -> object:
    """Return the node as dicts, lists and values."""
    if isinstance(node, Keyed):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.value


def count(node: Node) -> int:
    """Return how many nodes there are from here down."""
    if isinstance(node, Keyed):
        return 1 + sum(count(entry.value) for entry in node.entries.values())
    if isinstance(node, Listing):
        return 1 + sum(map(count, node.items))
    return 1


def child(node: Node, step: str | int) -> Node | None:
    """Return the value one step down, or None."""
    if isinstance(node, Keyed) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def descend(node: Node, path: Path) -> Node:
    """Return the node at the end of the path, or the last one that is there."""
    for step in path:
        below = child(node, step)
        if below is None:
            break
        node = below
    return node


def key_spot(node: Node, path: Path) -> Spot:
    """Return where the last key of the path is written, or the value it should be in."""
    parent = descend(node, path[:-1])
    if isinstance(parent, Keyed) and path[-1] in parent.entries:
        return parent.entries[str(path[-1])].key
    return parent.spot


def spot_at(node: Node, path: Path) -> Spot:
    """Return where a path leads: to a key, where its last part is one, else to a value."""
    return key_spot(node, path) if path and isinstance(path[-1], str) else descend(node, path).spot


def without(node: Node, path: Path) -> Node:
    """Return the node with the key at the end of the path taken out, if it is there."""
    head, rest = path[0], path[1:]
    if isinstance(node, Keyed) and isinstance(head, str) and head in node.entries:
        entries = dict(node.entries)
        entry = entries.pop(head)
        if rest:
            entries[head] = Entry(entry.key, without(entry.value, rest))
        return Keyed(node.spot, entries)
    if isinstance(node, Listing) and isinstance(head, int) and rest:
        items = list(node.items)
        items[head] = without(items[head], rest)
        return Listing(tuple(items), node.spot)
    return node


def described(node: Node) -> str:
    """Return what kind of value this is, in words."""
    if isinstance(node, Keyed):
        return "keys and values"
    if isinstance(node, Listing):
        return "a list"
    return _KINDS[type(node.value)]
