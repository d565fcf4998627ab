"""What a line typed in a practice call means: a number, a deed, or words that may have to be asked about."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from aware_tui.cli import rehearsal_words as words
from aware_tui.cli.output import say
from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.moves import Move
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.settling import UNREAD, can_be_read, is_open

T = TypeVar("T")

DEED = re.compile(rf"after\s+(?:{'|'.join(Deed)})(?:\s*=.*)?", re.IGNORECASE)
"""A line that asks for a deed, in a way that may be named; “After lunch I ring you” is said to them."""


def place_of(line: str) -> int:
    """Return the number that a line is; 0 for any other line, and for a number that nothing has."""
    return int(line) if line.isascii() and line.isdecimal() and len(line) < 6 else 0


def the_one(things: Sequence[T], place: int) -> T | None:
    """Return the thing of this number, from 1, or None."""
    return things[place - 1] if 0 < place <= len(things) else None


def names_a_deed(line: str) -> bool:
    """Say whether a line asks for a deed after the call."""
    return DEED.fullmatch(line) is not None


def settled(rehearsal: Rehearsal, text: str, following: Callable[[], str]) -> Move | None:
    """Return what a typed line is, asking where it is not certain; None if they let it be."""
    while True:
        read = rehearsal.understand(text).result()
        if not can_be_read(read, rehearsal.scenario):
            say(read.note or UNREAD)
            return None
        if read.note:
            say(read.note)
        if not is_open(read):
            return rehearsal.settle(text, read)
        say(*words.asked(read))
        line = following()
        if line in ("", "0"):
            return None
        if not line.isdecimal():
            text = line
            continue
        guess = the_one(read.maybe, place_of(line))
        return rehearsal.settle(text, read, () if guess is None else (guess.act,))
