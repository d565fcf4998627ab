"""A playbook as one line of canonical JSON and back, with nothing but the standard library.

A session reads back with the wording it had, so old documents must stay readable:
a key added to a shape later needs a default.
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from aware_tui.content.shapes import Hint, given, is_shape, item_of, keys_of, names_of, needed, words_of
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.playbook import Playbook

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


class FrozenError(ValueError):
    """A document that cannot be a playbook."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A playbook in force, its document (canonical JSON) and the document's sha256 in hex."""

    playbook: Playbook
    document: str
    content_hash: str


def freeze(content: "DataclassInstance") -> str:
    """Return a playbook, or a part of one, as canonical JSON: every key, sorted, without blanks."""
    return json.dumps(asdict(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def freeze_in_order(content: "DataclassInstance", without: Collection[str] = ()) -> str:
    """Return content in which the order of names counts, such as a scenario, as one line of JSON.

    `without` are keys of the content itself that are left out.
    """
    told = {key: value for key, value in asdict(content).items() if key not in without}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def loaded(playbook: Playbook) -> Loaded:
    """Return the playbook with its document and hash."""
    document = freeze(playbook)
    return Loaded(playbook, document, hash_of(document))


def thaw(document: str) -> Playbook:
    """Return the playbook of a document; FrozenError if it is none. Keys unknown today are left out."""
    return thaw_as(Playbook, document)


def thaw_as(shape: type[T], document: str) -> T:
    """Return what a document holds as a dataclass of this shape; FrozenError if it is none."""
    try:
        value = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise FrozenError("the document is not JSON") from error
    return build(shape, value)


def build(shape: type[T], value: object) -> T:
    """Return a dataclass built from dicts and lists; FrozenError where they do not fit."""
    made: T = _build(shape, value, shape.__name__)
    return made


def _build(hint: Hint, value: object, where: str) -> Any:
    if given(hint) is not hint:
        return None if value is None else _build(given(hint), value, where)
    if is_shape(hint):
        return _build_shape(hint, value, where)
    if (named := names_of(hint)) is not None:
        return _build_named(named, value, where)
    if (item := item_of(hint)) is not None:
        if not isinstance(value, list):
            raise FrozenError(f"{where} is not a list")
        if item is str and all(type(each) is str for each in value):
            return tuple(value)
        return tuple(_build(item, each, where) for each in value)
    if words_of(hint):
        return _word(hint, value, where)
    return _value(hint, value, where)


def _value(hint: Hint, value: object, where: str) -> Any:
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise FrozenError(f"{where} is not {hint.__name__}")
    return value


def _build_named(named: tuple[Hint, Hint], value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise FrozenError(f"{where} is not an object")
    return {
        _build(named[0], key, where): _build(named[1], each, f"{where}.{key}") for key, each in value.items()
    }


def _build_shape(shape: type, value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise FrozenError(f"{where} is not an object")
    missing = [key for key in needed(shape) if key not in value]
    if missing:
        raise FrozenError(f"{where} has no {missing[0]}")
    values = {
        key: _build(hint, value[key], f"{where}.{key}")
        for key, hint in keys_of(shape).items()
        if key in value
    }
    return shape(**values)


def _word(hint: Hint, value: object, where: str) -> Any:
    try:
        return hint(value)
    except ValueError:
        raise FrozenError(f"{where} is none of its words") from None
