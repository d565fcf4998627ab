"""Check what files say against a shape, and say each mistake with its place and its cure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from aware_tui.content.errors import Problem, shown
from aware_tui.content.nodes import Node, Path, Scalar, Spot, descend, described, key_spot, plain, without
from aware_tui.content.shapes import Hint, hint_at, is_shape, item_of, keys_of, names_of, needed, words_of

T = TypeVar("T")

_SAID = {"yes": "true", "on": "true", "True": "true", "no": "false", "off": "false", "False": "false"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, and the path of the value it is about."""

    path: Path
    problem: Problem


@cache
def adapter(shape: Hint) -> TypeAdapter[Any]:
    """Return pydantic's reader of a dataclass."""
    return TypeAdapter(shape)


def check(node: Node, shape: type[T]) -> tuple[T | None, tuple[Fault, ...]]:
    """Return the dataclass that a node describes, and every fault of shape.

    With faults that a default can stand in for (unknown keys, wrong values of optional keys) a
    dataclass is still returned, so that its meaning can be checked in the same round.
    """
    made, errors = _read(node, shape)
    if made is not None:
        return made, ()
    faults = tuple(_fault(node, shape, error) for error in errors)
    made, _ = _read(_mended(node, shape, errors), shape)
    return made, faults


def _read(node: Node, shape: type[T]) -> tuple[T | None, list[ErrorDetails]]:
    try:
        key: Hint = shape  # a class is hashable, which T does not say
        made: T = adapter(key).validate_json(json.dumps(plain(node)), strict=True)
    except ValidationError as error:
        return None, error.errors(include_url=False, include_context=False, include_input=False)
    return made, []


def _mended(node: Node, shape: type, errors: Iterable[ErrorDetails]) -> Node:
    """Return the node without the keys at fault, where the shape can do without them."""
    for error in errors:
        if error["type"] != "missing":
            node = _spared(node, shape, error["loc"])
    return node


def _spared(node: Node, shape: type, path: Path) -> Node:
    """Return the node without the last key of the path, if that key has a default or is unknown."""
    end = max((i for i, step in enumerate(path, 1) if isinstance(step, str)), default=0)
    parent = hint_at(shape, path[: end - 1]) if end else None
    if is_shape(parent) and path[end - 1] not in needed(parent):
        return without(node, path[:end])
    return node


def _fault(node: Node, shape: type, error: ErrorDetails) -> Fault:
    path = error["loc"]
    kind = error["type"]
    if path and path[-1] == "[key]":
        return Fault(path[:-1], _unknown_name(node, shape, path[:-1]))
    if kind == "missing":
        return Fault(path, _missing(node, shape, path))
    if kind == "unexpected_keyword_argument":
        return Fault(path, _unknown(key_spot(node, path), hint_at(shape, path[:-1]), str(path[-1])))
    return Fault(path, _wrong(descend(node, path), hint_at(shape, path), path))


def _missing(node: Node, shape: type, path: Path) -> Problem:
    key, parent = str(path[-1]), hint_at(shape, path[:-1])
    wanted = _wanted(hint_at(shape, path))
    spot = descend(node, path[:-1]).spot
    return spot.problem(f"{name_of(parent)} has no `{key}` here", f"Add `{key}:` with {wanted}.")


def _unknown(spot: Spot, parent: Hint, key: str) -> Problem:
    known = list(keys_of(parent))
    near = get_close_matches(key, known, 1, 0.6)
    guess = f"Did you mean `{near[0]}`? " if near else ""
    return spot.problem(
        f"{name_of(parent)} has no key {shown(key)}", f"{guess}Its keys are: {', '.join(known)}."
    )


def _unknown_name(node: Node, shape: type, path: Path) -> Problem:
    """Return what is wrong with the name of a value among others, such as an act that is not there."""
    named = names_of(hint_at(shape, path[:-1]))
    spot = key_spot(node, path)
    words = words_of(named[0]) if named is not None else ()
    return spot.problem(f"There is no {shown(str(path[-1]))} here", f"Write one of: {', '.join(words)}.")


def _wrong(node: Node, hint: Hint, path: Path) -> Problem:
    place = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "This"
    if isinstance(node, Scalar) and node.value is None:
        return node.spot.problem(f"{place} has no value", f"Write {_wanted(hint)}, or take it out.")
    given = shown(node.source) if isinstance(node, Scalar) else described(node)
    if words_of(hint):
        return node.spot.problem(f"{place} cannot be {given}", _words(node, hint))
    return node.spot.problem(f"{place} wants {_wanted(hint)}, not {given}", _instead(node, hint))


def _words(node: Node, hint: Hint) -> str:
    words = words_of(hint)
    near = get_close_matches(node.source, words, 1, 0.6) if isinstance(node, Scalar) else []
    guess = f"Did you mean `{near[0]}`? " if near else ""
    return f"{guess}Write one of: {', '.join(words)}."


def _instead(node: Node, hint: Hint) -> str:
    if hint is bool:
        said = node.source if isinstance(node, Scalar) else ""
        return f"Write `{_SAID[said]}`." if said in _SAID else "Write `true` or `false`."
    if hint is str and isinstance(node, Scalar):
        return f'Put it between quotes: "{shown(node.source)[1:-1]}".'
    if hint is str:
        return 'Write one text; put it between double quotes if it holds ": " or starts with "[" or "{".'
    if item_of(hint) is not None:
        return "Start each entry with `- `, or give the name of a file such as `list.yaml`."
    if is_shape(hint):
        return f"Write its keys, each as `key: value`: {', '.join(keys_of(hint))}."
    return f"Write {_wanted(hint)}."


def _wanted(hint: Hint) -> str:
    """Return what a type wants, in words."""
    if words_of(hint):
        return f"one of: {', '.join(words_of(hint))}"
    if is_shape(hint):
        return f"keys and values ({', '.join(needed(hint))})"
    if item_of(hint) is not None:
        return "a list"
    return {str: "a text", bool: "true or false", int: "a whole number"}.get(hint, "a number")


def name_of(shape: Hint) -> str:
    """Return what a dataclass is called in a message, such as `A checklist item`."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in shape.__name__).strip()
    return f"{'An' if words[0] in 'aeiou' else 'A'} {words}"
