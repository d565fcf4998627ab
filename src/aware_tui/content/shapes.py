"""Read a dataclass as the shape of a file: its keys, what each holds, and how they are called."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

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


def names_of(hint: Hint) -> tuple[Hint, Hint] | None:
    """Return what the keys and the values of a `Mapping[K, V]` are, or None for any other type."""
    origin: Hint = get_origin(hint)
    args = get_args(hint)
    return (args[0], args[1]) if len(args) == 2 and origin is Mapping else None


def given(hint: Hint) -> Hint:
    """Return what a value is where there is one: `X` of `X | None`."""
    if isinstance(hint, UnionType):
        some = [each for each in get_args(hint) if each is not NoneType]
        return some[0] if len(some) == 1 else hint
    return hint


def hint_at(hint: Hint, path: tuple[str | int, ...]) -> Hint | None:
    """Return what stands at the end of a path from a shape down, or None."""
    for step in path:
        if isinstance(step, int):
            hint = item_of(hint)
        elif is_shape(hint):
            hint = given(keys_of(hint).get(step))
        elif (named := names_of(hint)) is not None:
            hint = given(named[1])
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
        below = (_content(given(hint)) for hint in keys_of(here).values())
        waiting.extend(hint for hint in below if is_shape(hint))


def _content(hint: Hint) -> Hint:
    """Return what a list or a mapping holds; anything else as it is."""
    named = names_of(hint)
    hint = named[1] if named is not None else hint
    return item_of(hint) or hint


def _has_no_default(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING
