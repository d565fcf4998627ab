"""Files of a kind, each read for itself: of two with one id the first is taken, and the faulty are told."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from aware_tui.content.errors import Problem

T = TypeVar("T")


def read_each(
    paths: Iterable[Path], read: Callable[[Path], T], id_of: Callable[[T], str]
) -> "tuple[tuple[T, ...], tuple[Problem, ...]]":
    """Return what the files hold, and what is wrong with those that had to be left out."""
    from aware_tui.content.errors import ContentError

    found: dict[str, T] = {}
    left_out: list[Problem] = []
    for path in paths:
        try:
            each = read(path)
        except ContentError as error:
            left_out += error.every
            continue
        found.setdefault(id_of(each), each)
    return tuple(found.values()), tuple(left_out)
