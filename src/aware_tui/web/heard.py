"""What a page may say, read strictly: whatever else comes ends the conversation."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

WIDEST, TALLEST = 500, 300
"""Columns and rows that a window has at most."""

_TOKEN: Final = re.compile(r"[\w-]{0,64}", re.ASCII)
_SESSION: Final = re.compile(r"(?:[0-9a-f][0-9a-f-]{0,35})?")
"""No id, or one; it stands on a command line, so it never begins as an option does."""


class NotUnderstood(Exception):  # noqa: N818
    """A page said something that no page of ours says."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first words of a page: which window it had, which page it is, its size, and what it was at."""

    token: str
    page: str
    width: int
    height: int
    session: str
    focused: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys, numbered from 1 in each window."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Resized:
    """The page has room for so many columns and rows."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Focused:
    """The page is now in front, or no longer."""

    here: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The page wants to know whether the line still holds."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The page says that it is there."""


Heard = Hello | Typed | Resized | Focused | Asked | Answered


def read(text: str) -> Heard:
    """Return what a page said; raises NotUnderstood."""
    try:
        said = json.loads(text)
        return _READERS[said[0]](*said[1:])
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        raise NotUnderstood from None


def _hello(said: dict[str, Any]) -> Hello:
    return Hello(
        token=_matching(_TOKEN, said["token"]),
        page=_matching(_TOKEN, said["page"]),
        width=_number(said["width"], 1, WIDEST),
        height=_number(said["height"], 1, TALLEST),
        session=_matching(_SESSION, said["session"]),
        focused=said["focused"] is True,
    )


def _typed(text: object, number: object) -> Typed:
    if not isinstance(text, str):
        raise TypeError
    return Typed(text.encode("utf-8", "replace").decode(), _number(number, 1, 2**53))


def _resized(size: dict[str, Any]) -> Resized:
    return Resized(_number(size["width"], 1, WIDEST), _number(size["height"], 1, TALLEST))


def _number(value: object, least: int, most: int) -> int:
    """Return a whole number, brought within bounds; raises TypeError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return max(least, min(most, value))


def _matching(form: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError
    return value


_READERS: Final[dict[str, Callable[..., Heard]]] = {
    "hello": _hello,
    "stdin": _typed,
    "resize": _resized,
    "focus": lambda: Focused(True),
    "blur": lambda: Focused(False),
    "ping": lambda *_: Asked(),
    "here": Answered,
}
