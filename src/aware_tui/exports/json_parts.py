"""JSON documents that other people hand us: bounded, read strictly, and refused in a sentence."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NoReturn

from aware_tui.domain.text import for_screen

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of a file that is read."""

FURTHEST = 1e9
"""No number in such a file is larger."""


class BadFile(ValueError):  # noqa: N818 - told to people as a sentence
    """A file, or a part of it, that cannot be used; the message says why."""


def parsed(content: bytes, kind: str, called: str, version: int = 1) -> Mapping[str, Any]:
    """Return the document of a file; `kind` is its first key, `called` its name. Raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile(
            f"This file is larger than {MOST_BYTES // 1024 // 1024} MB, so it is no {called}. Check its name."
        )
    value = _value(content, called)
    if not isinstance(value, dict) or kind not in value:
        raise BadFile(f"This is no {called}. `aware team --help` says how one is made.")
    found = value[kind]
    if type(found) is int and found > version:
        raise BadFile(f"This {called} was written by a newer aware. Bring this one up to date.")
    if type(found) is not int or found != version:
        raise BadFile(f"This {called} has a form that is not known here. Ask for it again.")
    return value


def _value(content: bytes, called: str) -> Any:
    try:
        words = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        raise BadFile(f"This is not UTF-8 text, so it is no {called}. Ask for it again.") from None
    try:
        return json.loads(words.removeprefix("\ufeff"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadFile(f"This is not JSON, so it is no {called}. Ask for it again.") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def text(of: Mapping[str, Any], key: str, most: int = 500) -> str:
    """Return a text of at most so many characters; BadFile if there is none."""
    value = of.get(key)
    if not isinstance(value, str) or len(value) > most:
        raise _wrong(key, "a text")
    return value


def optional_text(of: Mapping[str, Any], key: str, most: int = 500) -> str | None:
    """Return a text, or None where there is none."""
    return None if of.get(key) is None else text(of, key, most)


def whole(of: Mapping[str, Any], key: str) -> int:
    """Return a whole number from 0 on."""
    value = of.get(key)
    if type(value) is not int or not 0 <= value <= FURTHEST:
        raise _wrong(key, "a whole number")
    return value


def number(value: object, key: str) -> float | int:
    """Return a number as it was written."""
    if type(value) not in (int, float):
        raise _wrong(key, "a number")
    assert isinstance(value, int | float)
    if abs(value) > FURTHEST or not math.isfinite(value):
        raise _wrong(key, "a number")
    return value


def moment(of: Mapping[str, Any], key: str) -> datetime:
    """Return a time with its offset, as UTC."""
    try:
        at = datetime.fromisoformat(text(of, key, 40))
        if at.tzinfo is None:
            raise ValueError("no offset")
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _wrong(key, "a time with its offset, such as 2026-03-12T10:20:00+00:00") from None


def day(of: Mapping[str, Any], key: str) -> date | None:
    """Return a day, or None where there is none."""
    found = optional_text(of, key, 40)
    try:
        return None if found is None else date.fromisoformat(found)
    except ValueError:
        raise _wrong(key, "a day such as 2026-03-12") from None


def listed(of: Mapping[str, Any], key: str, most: int) -> Sequence[Any]:
    """Return a list of at most so many."""
    value = of.get(key)
    if not isinstance(value, list) or len(value) > most:
        raise _wrong(key, f"a list of at most {most:,}")
    return value


def keyed(value: object, key: str) -> Mapping[str, Any]:
    """Return an object."""
    if not isinstance(value, dict):
        raise _wrong(key, "an object")
    return value


def _wrong(key: str, wanted: str) -> BadFile:
    return BadFile(f"“{for_screen(key[:40])}” should be {wanted}, and is not.")


def seal_of(*parts: object) -> str:
    """Return what changes when anything in these values does: the sha256 of their JSON, in hex.

    100 and 100.0 are the same, because other programs write the one for the other.
    """
    written = json.dumps(_levelled(parts), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _levelled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _levelled(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_levelled(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
