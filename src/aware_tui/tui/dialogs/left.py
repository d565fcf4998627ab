"""What was typed in a dialog and left: it comes back over what stands there by then."""

from collections.abc import MutableMapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Left:
    """Words over those that were shown when they were typed; of none, all of them are one's own."""

    typed: Any
    shown: Any = None


def remember(left: MutableMapping[str, Any], key: str, typed: T, shown: T) -> None:
    """Keep what was typed until it is finished; where nothing was changed there is nothing to keep."""
    if typed == shown:
        left.pop(key, None)
    else:
        left[key] = Left(typed, shown)


def recalled(left: MutableMapping[str, Any], key: str, now: T) -> T:
    """Return what was left over what stands there now; that alone where nothing was left."""
    found = left.get(key)
    if not isinstance(found, Left):
        return now
    typed: T = found.typed if found.shown is None else over(now, found.shown, found.typed)
    return typed


def over(now: T, shown: T, typed: T) -> T:
    """Return rows or lines that stand there now with those that were changed; the others are not undone."""
    together: Any = _newer(now, shown, typed)
    if is_dataclass(now) and not isinstance(now, type):
        names = [each.name for each in fields(now)]
        parts = {name: _newer(*(getattr(row, name) for row in (now, shown, typed))) for name in names}
        together = replace(now, **parts)
    elif isinstance(now, tuple) and isinstance(shown, tuple) and isinstance(typed, tuple):
        together = tuple(map(_newer, now, shown, typed))
    result: T = together
    return result


def _newer(now: Any, shown: Any, typed: Any) -> Any:
    return typed if typed != shown else now


def handed_on(left: MutableMapping[str, Any], key: str, other: str) -> None:
    """Let words of what is gone go to another dialog, whole."""
    found = left.pop(key, None)
    if isinstance(found, Left):
        left[other] = Left(found.typed)
