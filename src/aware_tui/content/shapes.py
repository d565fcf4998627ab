"""Read a dataclass as the shape of a file: its keys, what each holds, and how they are called."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import GenericAlias
from typing import Any, get_args, get_type_hints

Hint = Any
"""A type as a dataclass names it."""


@cache
def keys_of(shape: type) -> dict[str, Hint]:
    """Return the keys of a dataclass and what each holds, in order."""
    hints = get_type_hints(shape)
    return {each.name: hints[each.name] for each in fields(shape)}


@cache
def needed(shape: type) -> tuple[str, ...]:
    """Return the keys that have no default."""
    return tuple(each.name for each in fields(shape) if _has_no_default(each))


def is_shape(hint: Hint) -> bool:
    """Return whether a type is a dataclass."""
    return isinstance(hint, type) and is_dataclass(hint)


def item_of(hint: Hint) -> Hint | None:
    """Return what the entries of a `tuple[X, ...]` are, or None for any other type."""
    return get_args(hint)[0] if isinstance(hint, GenericAlias) and hint.__origin__ is tuple else None


def hint_at(hint: Hint, path: tuple[str | int, ...]) -> Hint | None:
    """Return what stands at the end of a path from a shape down, or None."""
    for step in path:
        if isinstance(step, int):
            hint = item_of(hint)
        elif is_shape(hint):
            hint = keys_of(hint).get(step)
        else:
            return None
    return hint


def words_of(hint: Hint) -> tuple[str, ...]:
    """Return the words of an enumeration, or none for any other type."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return tuple(hint)
    return ()


def all_shapes(shape: type) -> Iterator[type]:
    """Yield a dataclass and every dataclass below it, each once."""
    known: set[type] = set()
    waiting = [shape]
    while waiting:
        here = waiting.pop(0)
        if here in known:
            continue
        known.add(here)
        yield here
        below = (item_of(hint) or hint for hint in keys_of(here).values())
        waiting.extend(hint for hint in below if is_shape(hint))


def _has_no_default(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING
